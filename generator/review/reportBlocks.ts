import type { CostRange } from "../../cost/costResult.js";
import type { DeploymentForecast, SecondsRange } from "../../forecast/deploymentForecast.js";
import { durationText, timelineText } from "../../forecast/timelineText.js";
import { nameInUrn } from "../offline/urn.js";
import type { ChangeReport } from "./changeReport.js";
import type { PropertyDifference } from "./diffResult.js";

/** A part of a report, before it is Markdown or HTML. Texts are as they are: who renders them makes them harmless. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "table"; columns: string[]; rows: string[][] }
  | { kind: "list"; items: string[] }
  | { kind: "folded"; title: string; blocks: Block[] }
  | Drawing;

/** What is drawn: as text where there is only text, and else as SVG, which is made where it is asked for. */
export interface Drawing {
  kind: "drawing";
  title: string;
  /** What the text is written in; nothing for a plain one. No text of others in it is the end of a fence. */
  language?: "mermaid";
  text: string;
  svg: () => Promise<Figure[]>;
}

/** One of the pictures that a drawing is made of. */
export interface Figure {
  caption?: string;
  svg: string;
}

/** Timelines of one report: of more nobody makes anything. */
const MOST_TIMELINES = 20;

/** How much of a report is shown. */
export interface ReportLimits {
  /** Rows of each table and list. */
  rows: number;
  /** Characters of a text that others wrote. */
  characters: number;
}

/** A report's parts: a line of what matters, then cost, policies, deployments, and the changes folded. */
export function reportBlocks(report: ChangeReport, limits: ReportLimits): Block[] {
  return [
    { kind: "heading", text: `slipway: ${report.stack}` },
    { kind: "text", text: summary(report) },
    ...violationBlocks(report, limits),
    ...costBlocks(report, limits),
    ...deploymentBlocks(report, limits),
    ...changeBlocks(report, limits),
  ];
}

function summary({ base, changes, resources, violations, cost }: ChangeReport): string {
  const changed = changes
    ? `${changes.onlyAfter.length} added, ${changes.changed.length} changed, ${changes.onlyBefore.length} gone against ${base ?? ""}`
    : counted(resources, "resource");
  const { new: found, mended, standing } = violations;
  return [
    changed,
    changes
      ? `${counted(found.length, "new finding")}, ${mended.length} mended, ${standing} as before`
      : counted(found.length, "finding"),
    ...(cost ? [costSummary(cost)] : []),
  ].join(" · ");
}

/** `1 resource`, `2 resources`. */
function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function costSummary({ before, after, unpriced }: NonNullable<ChangeReport["cost"]>): string {
  const without = unpriced.length === 0 ? "" : ", without what has no price";
  if (!before) return `${dollars(after.expected)} a month${without}`;
  const difference = Math.round((after.expected - before.expected) * 100) / 100;
  const sign = difference < 0 ? "−" : "+";
  return `${dollars(before.expected)} → ${dollars(after.expected)} a month (${difference === 0 ? "no change" : `${sign}${dollars(Math.abs(difference))}`})${without}`;
}

function violationBlocks({ violations, changes }: ChangeReport, limits: ReportLimits): Block[] {
  const rows = (all: ChangeReport["violations"]["new"]) =>
    all.map(({ enforcementLevel, policy, urn, message }) => [
      enforcementLevel === "mandatory" ? "violation" : "advice",
      policy,
      nameInUrn(urn),
      message,
    ]);
  const { new: found, mended } = violations;
  const sorted = [...found].sort((a, b) => (a.enforcementLevel < b.enforcementLevel ? 1 : -1));
  const columns = ["", "policy", "resource", "what"];
  return [
    ...tableBlocks(changes ? "New violations" : "Violations", columns, rows(sorted), limits),
    ...(mended.length === 0
      ? []
      : [folded(`${mended.length} mended`, tableBlocks(undefined, columns, rows(mended), limits))]),
  ];
}

function costBlocks({ cost }: ChangeReport, limits: ReportLimits): Block[] {
  if (!cost) return [];
  const { services, unpriced, advice, pricesOf, before } = cost;
  const columns = before ? ["", "before", "after"] : ["", "a month"];
  const row = (name: string, old: CostRange | null, fresh: CostRange | null) =>
    before ? [name, rangeText(old), rangeText(fresh)] : [name, rangeText(fresh)];
  const rows = services.map((one) => row(one.name ?? "shared", one.before, one.after));
  const total = row("all", before, cost.after);
  const notes = [
    ...unpriced.map(({ item, urn, reason }) => `no price: ${item} ${nameInUrn(urn)}: ${reason}`),
    ...advice.map(({ message }) => `saving: ${message}`),
  ];
  return [
    ...tableBlocks("Cost a month, in US dollars", columns, [total, ...rows], limits),
    { kind: "text", text: `Prices of ${pricesOf}, without tax, discounts and data transfer.` },
    ...(notes.length === 0
      ? []
      : [folded(`${counted(notes.length, "note")} on cost`, [listBlock(notes, limits)])]),
  ];
}

function deploymentBlocks({ deployments }: ChangeReport, limits: ReportLimits): Block[] {
  const running = deployments.filter(({ tasks }) => tasks > 0);
  const rows = running.map((one) => [
    one.service,
    `${one.strategy === "CODE_DEPLOY" ? "CodeDeploy" : one.strategy.toLowerCase()}, ${one.tasks} tasks`,
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

function changeBlocks({ changes, base }: ChangeReport, limits: ReportLimits): Block[] {
  if (!changes) return [];
  const { changed, onlyAfter, onlyBefore, outputs } = changes;
  const rows = [
    ...changed.flatMap(({ type, name, properties }) =>
      properties.map((one) => ["changed", type, name, propertyText(one, limits)]),
    ),
    ...onlyAfter.map(({ type, name }) => ["added", type, name, ""]),
    ...onlyBefore.map(({ type, name }) => ["gone", type, name, ""]),
    ...outputs.map((one) => ["changed", "output", "", propertyText(one, limits)]),
  ];
  if (rows.length === 0) return [{ kind: "text", text: `Nothing differs from ${base ?? ""}.` }];
  const all = changed.length + onlyAfter.length + onlyBefore.length;
  const title = `${counted(all, "resource")} ${all === 1 ? "differs" : "differ"}`;
  return [folded(title, tableBlocks(undefined, ["", "type", "name", "property"], rows, limits))];
}

function propertyText(difference: PropertyDifference, { characters }: ReportLimits): string {
  const text = (side: "before" | "after") => {
    if (!(side in difference)) return "none";
    const value = difference[side];
    return shortened(typeof value === "string" ? value : JSON.stringify(value), characters);
  };
  return `${difference.path}: ${text("before")} → ${text("after")}`;
}

function tableBlocks(
  heading: string | undefined,
  columns: string[],
  rows: readonly string[][],
  { rows: most, characters }: ReportLimits,
): Block[] {
  if (rows.length === 0) return [];
  const shown = rows
    .slice(0, most)
    .map((row) => row.map((cell) => shortened(cell, characters * 2)));
  return [
    ...(heading === undefined ? [] : [{ kind: "heading", text: heading } as const]),
    { kind: "table", columns, rows: shown },
    ...more(rows.length - shown.length),
  ];
}

function listBlock(items: readonly string[], { rows, characters }: ReportLimits): Block {
  const shown = items.slice(0, rows).map((item) => shortened(item, characters * 2));
  const rest = items.length - shown.length;
  return { kind: "list", items: rest > 0 ? [...shown, `${rest} more`] : shown };
}

function folded(title: string, blocks: Block[]): Block {
  return { kind: "folded", title, blocks };
}

function more(count: number): Block[] {
  return count > 0 ? [{ kind: "text", text: `${count} more, which --format json has.` }] : [];
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function rangeText(range: CostRange | null): string {
  if (!range) return "none";
  const { minimum, expected, maximum } = range;
  if (minimum === maximum) return dollars(expected);
  return `${dollars(expected)} (${dollars(minimum)} to ${dollars(maximum)})`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}

function timeText({ least, most }: SecondsRange): string {
  const minutes = (seconds: number) => Math.ceil(seconds / 60);
  return minutes(least) === minutes(most)
    ? `${minutes(most)} min`
    : `${minutes(least)} to ${minutes(most)} min`;
}
