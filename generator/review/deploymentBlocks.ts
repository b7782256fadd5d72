import type { DeploymentForecast, SecondsRange } from "../../forecast/deploymentForecast.js";
import { durationText, timelineText } from "../../forecast/timelineText.js";
import type { ChangeReport } from "./changeReport.js";
import type { Block, Drawing, ReportLimits } from "./reportBlock.js";
import { counted, listBlock, more, tableBlocks } from "./reportBlock.js";

/** Timelines of one report: of more nobody makes anything. */
const MOST_TIMELINES = 20;

/** How the services that change are deployed: in figures, what they warn of, and over time. */
export function deploymentBlocks({ deployments }: ChangeReport, limits: ReportLimits): Block[] {
  const running = deployments.filter(({ tasks }) => tasks > 0);
  const rows = running.map((one) => [
    one.service,
    `${one.strategy === "CODE_DEPLOY" ? "CodeDeploy" : one.strategy.toLowerCase()}, ${counted(one.tasks, "task")}`,
    timeText(one.good),
    one.broken === null ? "is not taken back" : timeText(one.broken),
    `${one.fewestHealthy} to ${one.mostTasks}`,
  ]);
  const columns = ["service", "", "a good version takes", "a broken one is back after", "tasks"];
  const warnings = running.flatMap(warningTexts);
  return [
    ...tableBlocks("Deployments", columns, rows, limits),
    ...(warnings.length === 0 ? [] : [listBlock(warnings, limits)]),
    ...timelineBlocks(running, limits),
  ];
}

function timelineBlocks(running: readonly DeploymentForecast[], { rows }: ReportLimits): Block[] {
  const shown = running.slice(0, Math.min(rows, MOST_TIMELINES));
  if (shown.length === 0) return [];
  const lines = shown.flatMap(({ service, steps, tasks, good }) => [
    service.replace(/[^\w.-]/g, "-"),
    `  old ${timelineText(steps, tasks, "old")}  new ${timelineText(steps, tasks, "fresh")}  ${durationText(good.most)}`,
  ]);
  const title =
    running.length === 1 ? "The deployment, at its slowest" : "Deployments, at their slowest";
  const drawing: Drawing = {
    kind: "drawing",
    title,
    text: `${lines.join("\n")}\n`,
    svg: async () => {
      const { timelineSvg } = await import("./timelineSvg.js");
      return Promise.all(
        shown.map(async (one) => ({ caption: one.service, svg: await timelineSvg(one) })),
      );
    },
  };
  return [drawing, ...more(running.length - shown.length)];
}

function warningTexts({ service, warnings }: DeploymentForecast): string[] {
  return warnings.map((warning) => `${service}: ${warning}`);
}

function timeText({ least, most }: SecondsRange): string {
  // What takes hours is the same for all: a stage that ECS gives up.
  if (least === most && most >= 7200) return durationText(most);
  const minutes = (seconds: number) => Math.ceil(seconds / 60);
  return minutes(least) === minutes(most)
    ? `${minutes(most)} min`
    : `${minutes(least)} to ${minutes(most)} min`;
}
