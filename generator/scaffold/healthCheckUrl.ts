/** What a health check asks for: a port of the container and a path. */
export interface HealthCheckUrl {
  port: number;
  path: string;
}

const OWN_HOST = String.raw`(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])`;
const URL_OF_OWN_HOST = new RegExp(
  String.raw`(?:\b(https?)://)?(?<![\w.-])${OWN_HOST}(?::(\d{1,5}))?(/[\w.~/-]*)?`,
  "i",
);

/**
 * Finds the address that the command of a HEALTHCHECK asks, whichever tool it does so with.
 *
 * @param command The arguments of HEALTHCHECK as they are written, with their variables replaced.
 */
export function healthCheckUrl(command: string): HealthCheckUrl | undefined {
  const [found, scheme, port, path] = URL_OF_OWN_HOST.exec(command) ?? [];
  if (found === undefined || /^\s*NONE\s*$/i.test(command)) return undefined;
  const defaultPort = scheme?.toLowerCase() === "https" ? 443 : 80;
  return { port: port === undefined ? defaultPort : Number(port), path: path ?? "/" };
}
