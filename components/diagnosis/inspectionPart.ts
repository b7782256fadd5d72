/** What every call of the AWS SDK is given. */
export interface CallOptions {
  abortSignal: AbortSignal;
}

/** Runs one part of a look at AWS; what goes wrong with it is written down, and the other parts go on. */
export type InspectionPart = <T>(
  what: string,
  ask: (options: CallOptions) => Promise<T>,
) => Promise<T | undefined>;

/**
 * @param milliseconds Time that each part has, with its repetitions.
 * @param unavailable Gets a line for each part that fails.
 */
export function inspectionPart(milliseconds: number, unavailable: string[]): InspectionPart {
  return async (what, ask) => {
    try {
      return await ask({ abortSignal: AbortSignal.timeout(milliseconds) });
    } catch (error) {
      unavailable.push(`${what}: ${errorText(error)}`);
      return undefined;
    }
  };
}

/** What an error of the AWS SDK says, in one line with its name. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  return error.name === "Error" ? error.message : `${error.name}: ${error.message}`;
}
