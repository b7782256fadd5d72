import type { CostRange } from "../../cost/costResult.js";
import { policyId } from "../check/checkResult.js";
import { nameInUrn } from "../offline/urn.js";
import type { ChangeReport } from "./changeReport.js";
import { deploymentBlocks } from "./deploymentBlocks.js";
import type { PropertyDifference } from "./diffResult.js";
import type { Block, ReportLimits } from "./reportBlock.js";
import { counted, folded, listBlock, shortened, tableBlocks } from "./reportBlock.js";
import { isMandatory } from "../../policies/rule.js";

/** A report's parts: a line of what matters, then cost, policies, deployments, and the changes folded. */
export function reportBlocks(report: ChangeReport, limits: ReportLimits): Block[] {
  return [
    { kind: "heading", text: `slipway: ${report.stack}` },
    { kind: "text", text: summary(report) },
    ...violationBlocks(report, limits),
    ...costBlocks(report, limits),
    ...deploymentBlocks(report, limits),
    ...engineBlocks(report, limits),
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

function costSummary({ before, after, unpriced }: NonNullable<ChangeReport["cost"]>): string {
  const without = unpriced.length === 0 ? "" : ", without what has no price";
  if (!before) return `${dollars(after.expected)} a month${without}`;
  const difference = Math.round((after.expected - before.expected) * 100) / 100;
  const sign = difference < 0 ? "−" : "+";
  return `${dollars(before.expected)} → ${dollars(after.expected)} a month (${difference === 0 ? "no change" : `${sign}${dollars(Math.abs(difference))}`})${without}`;
}

function violationBlocks({ violations, changes }: ChangeReport, limits: ReportLimits): Block[] {
  const rows = (all: ChangeReport["violations"]["new"]) =>
    all.map((violation) => [
      isMandatory(violation) ? "violation" : "advice",
      policyId(violation),
      nameInUrn(violation.urn),
      violation.message,
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

/** What is replaced and deleted comes first. */
const GRAVEST = ["replace", "delete", "update", "import", "create"];

function engineBlocks({ engine, stack }: ChangeReport, limits: ReportLimits): Block[] {
  if (!engine) return [];
  if (engine.length === 0) {
    return [
      { kind: "text", text: `The engine would change nothing of ${stack} as it is deployed.` },
    ];
  }
  const sorted = GRAVEST.flatMap((one) => engine.filter(({ operation }) => operation === one));
  const rows = sorted.map(({ operation, type, name, properties, forcedBy }) => [
    operation,
    type,
    name,
    forcedBy.length === 0 ? properties.join(", ") : `forced by ${forcedBy.join(", ")}`,
  ]);
  const heading = `What the engine would do to ${stack} as it is deployed`;
  return tableBlocks(heading, ["", "type", "name", "properties"], rows, limits);
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

function rangeText(range: CostRange | null): string {
  if (!range) return "none";
  const { minimum, expected, maximum } = range;
  if (minimum === maximum) return dollars(expected);
  return `${dollars(expected)} (${dollars(minimum)} to ${dollars(maximum)})`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
