import type { DeploymentStep } from "./deploymentForecast.js";

/** Columns of a timeline. */
const COLUMNS = 30;

/** From none to all of the tasks that a service runs. */
const LEVELS = "·▁▂▃▄▅▆▇█";

/** A version's tasks over the time that a deployment takes, in a line of text. */
export function timelineText(
  steps: readonly DeploymentStep[],
  tasks: number,
  version: "old" | "fresh",
): string {
  const end = steps.at(-1)?.atSeconds ?? 0;
  return Array.from({ length: COLUMNS }, (_, column) => {
    const at = (end * column) / (COLUMNS - 1);
    // Of what happens at one time the end counts, but for the first column, which is before.
    const step = column === 0 ? steps[0] : steps.findLast(({ atSeconds }) => atSeconds <= at);
    const level = Math.ceil(((step?.[version] ?? 0) / tasks) * (LEVELS.length - 1));
    return LEVELS.charAt(Math.min(level, LEVELS.length - 1));
  }).join("");
}

/** `45 s`, `12 min`, `2.5 h`. */
export function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 7200) return `${Math.ceil(seconds / 60)} min`;
  return `${Number((seconds / 3600).toFixed(1))} h`;
}
