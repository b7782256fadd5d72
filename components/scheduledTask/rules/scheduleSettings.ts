import { wholeNumberProblem } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { timeZoneProblem } from "../../rules/timeZone.js";

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
    wholeNumberProblem("flexibleWindowMinutes", flexibleWindowMinutes, [1, 1440], 15) ??
    wholeNumberProblem("taskCount", taskCount, [1, 10], 1) ??
    wholeNumberProblem("retries.maximumAttempts", retries?.maximumAttempts, [0, 185], 3) ??
    wholeNumberProblem(
      "retries.maximumEventAgeSeconds",
      retries?.maximumEventAgeSeconds,
      [60, 86_400],
      3600,
    )
  );
}
