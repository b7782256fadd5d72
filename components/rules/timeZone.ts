import type { Problem } from "./problem.js";

/** Why a time zone is none that AWS's schedulers take; nothing when it is one, or is not given. */
export function timeZoneProblem(
  timeZone: string | undefined,
  path = "timeZone",
): Problem | undefined {
  if (timeZone === undefined) return undefined;
  const known = knownTimeZone(timeZone);
  if (known === timeZone) return undefined;
  const works = known ?? "Europe/Berlin";
  const reason = `'${path}' must be a name of the IANA time zone database, got ${JSON.stringify(timeZone)}; "${works}" works`;
  return { path, reason };
}

/** The time zone as the database writes it, which Intl knows; nothing if it is not in there. */
function knownTimeZone(timeZone: string): string | undefined {
  // Intl takes offsets beside.
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  try {
    const { timeZone: resolved } = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions();
    // An older name of a zone resolves to the newer one, and both are in the database.
    return resolved.toLowerCase() === timeZone.toLowerCase() ? resolved : timeZone;
  } catch {
    return undefined;
  }
}
