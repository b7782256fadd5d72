import type { Problem } from "../problem.js";

/** Settings of a schedule beside its expression. */
export interface ScheduleSettings {
  timeZone?: string | undefined;
  flexibleWindowMinutes?: number | undefined;
  taskCount?: number | undefined;
  retries?:
    | { maximumAttempts?: number | undefined; maximumEventAgeSeconds?: number | undefined }
    | undefined;
}

/**
 * Why EventBridge Scheduler would refuse a schedule's settings; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/scheduler/latest/APIReference/API_CreateSchedule.html
 */
export function scheduleSettingsProblem(settings: ScheduleSettings): Problem | undefined {
  const { timeZone, flexibleWindowMinutes, taskCount, retries } = settings;
  return (
    timeZoneProblem(timeZone) ??
    rangeProblem("flexibleWindowMinutes", flexibleWindowMinutes, 1, 1440, 15) ??
    rangeProblem("taskCount", taskCount, 1, 10, 1) ??
    rangeProblem("retries.maximumAttempts", retries?.maximumAttempts, 0, 185, 3) ??
    rangeProblem(
      "retries.maximumEventAgeSeconds",
      retries?.maximumEventAgeSeconds,
      60,
      86_400,
      3600,
    )
  );
}

function rangeProblem(
  path: string,
  value: number | undefined,
  least: number,
  most: number,
  works: number,
): Problem | undefined {
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= least && value <= most) return undefined;
  const reason = `'${path}' must be a whole number from ${least} to ${most}, got ${value}; ${works} works`;
  return { path, reason };
}

/** Scheduler takes names of the IANA database, as they are written there; Intl knows them, and offsets beside. */
function timeZoneProblem(timeZone: string | undefined): Problem | undefined {
  if (timeZone === undefined) return undefined;
  const known = knownTimeZone(timeZone);
  if (known === timeZone) return undefined;
  const works = known ?? "Europe/Berlin";
  return {
    path: "timeZone",
    reason: `'timeZone' must be a name of the IANA time zone database, got ${JSON.stringify(timeZone)}; "${works}" works`,
  };
}

/** The time zone as the database writes it; nothing if it is not in there. */
function knownTimeZone(timeZone: string): string | undefined {
  if (!/^[A-Za-z]/.test(timeZone)) return undefined;
  try {
    const { timeZone: resolved } = new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions();
    // An older name of a zone resolves to the newer one, and both are in the database.
    return resolved.toLowerCase() === timeZone.toLowerCase() ? resolved : timeZone;
  } catch {
    return undefined;
  }
}
