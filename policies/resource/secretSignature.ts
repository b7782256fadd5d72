/** Key by which Pulumi marks special values on the wire. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";

/** The mark of a secret. */
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";

/** Whether a value is a map, and neither a list nor nothing. */
export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
