import type { DeploymentForecast } from "../../forecast/deploymentForecast.js";
import type { Timeline } from "../../generator/review/timelineSvg.js";
import { timelineOf } from "../../generator/review/timelineSvg.js";

/** A timeline as pages have it: lines of `seconds,old,new,healthy`, with a head, which the site draws. */
export function timelineCsv(forecast: DeploymentForecast): string {
  const rows = timelineOf(forecast).steps.map(({ atSeconds, old, fresh, healthy }) =>
    [atSeconds, old, fresh, healthy].join(","),
  );
  return ["seconds,old,new,healthy", ...rows].join("\n");
}

/** What such lines say. */
export function timelineIn(csv: string): Timeline {
  const steps = csv
    .trim()
    .split("\n")
    .slice(1)
    .map((row) => {
      const [atSeconds = 0, old = 0, fresh = 0, healthy = 0] = row.split(",").map(Number);
      return { atSeconds, old, fresh, healthy };
    });
  const most = Math.max(...steps.map(({ old, fresh }) => old + fresh));
  const fewest = Math.min(...steps.map(({ healthy }) => healthy));
  return {
    title: `Tasks over the time of a deployment: at most ${most} tasks, at least ${fewest} healthy`,
    tasks: steps[0]?.old ?? 0,
    steps,
  };
}
