import type { DeploymentForecast, SecondsRange } from "../../forecast/deploymentForecast.js";
import type { Forecasts } from "../../forecast/foretellDeployments.js";
import { durationText, timelineText } from "../../forecast/timelineText.js";
import { escapedText } from "./escapedText.js";
import type { Paint } from "./policyLines.js";
import { counted, PLAIN } from "./policyLines.js";

/** Services that are shown; `--json` has all of them. */
const MOST_SERVICES = 5;

/** How the next deployment of each service goes: how long, what becomes of a broken version, and a small timeline. */
export function deploymentLines(
  { deployments, unknown }: Forecasts,
  paint: Paint = PLAIN,
): string[] {
  const running = deployments.filter(({ tasks }) => tasks > 0);
  if (running.length === 0) return [];
  const shown = running.slice(0, MOST_SERVICES);
  const rest = running.length + unknown.length - shown.length;
  return [
    paint.strong("Deployments"),
    ...shown.flatMap((one) => serviceLines(one, paint)),
    ...(rest > 0 ? [`  ${rest} more, which --json has`] : []),
  ];
}

function serviceLines(forecast: DeploymentForecast, paint: Paint): string[] {
  const { service, strategy, tasks, good, fewestHealthy, mostTasks, steps, warnings } = forecast;
  return [
    `  ${escapedText(service)}  ${strategyText(strategy)}, ${counted(tasks, "task")}: ${rangeText(good)}, ` +
      `${fewestHealthy} healthy at the fewest, ${mostTasks} at the most; ${brokenText(forecast)}`,
    `    ${paint.faint(`old ${timelineText(steps, tasks, "old")}  new ${timelineText(steps, tasks, "fresh")}  ${durationText(good.most)}`)}`,
    ...warnings.map((warning) => `    ${paint.warning("warning")}  ${escapedText(warning)}`),
  ];
}

/** What becomes of a version whose tasks never become healthy. */
export function brokenText({ broken, clients }: DeploymentForecast): string {
  return broken === null
    ? `a broken version: ${clients}`
    : `a broken version is back after ${rangeText(broken)}: ${clients}`;
}

/** `CANARY` as `canary`, `CODE_DEPLOY` as `CodeDeploy`. */
export function strategyText(strategy: string): string {
  return strategy === "CODE_DEPLOY" ? "CodeDeploy" : strategy.toLowerCase().replace("_", "/");
}

/** `1 to 5 min`. */
export function rangeText({ least, most }: SecondsRange): string {
  const [from, to] = [durationText(least), durationText(most)];
  return from === to
    ? to
    : `${from.replace(/ (s|min)$/, to.endsWith(from.slice(-3)) ? "" : " $1")} to ${to}`;
}
