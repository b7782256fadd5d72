/** Where in a configuration something stands: its keys, from the top. */
export type ConfigurationPath = readonly (string | number)[];

/** A configuration that says what no policy understands. */
export class PolicyConfigurationError extends Error {
  /**
   * @param reason What is wrong, with what works.
   * @param path Where it stands.
   * @param place File, line and column, where it came from a file.
   */
  constructor(
    readonly reason: string,
    readonly path: ConfigurationPath = [],
    place?: string,
  ) {
    super(`policy configuration: ${place === undefined ? "" : `${place}: `}${reason}`);
    this.name = "PolicyConfigurationError";
  }
}

/** A value as messages show it. */
export function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
