import type { CostRange } from "../../../cost/costResult.js";
import { nameInUrn } from "../../offline/urn.js";
import type { Block, ReportLimits } from "../../review/reportBlock.js";
import { counted, more, shortened } from "../../review/reportBlock.js";
import type { EngineChanges, FleetReport, FleetTotals, StackReport } from "./fleetReport.js";
import { isMandatory } from "../../../policies/rule.js";

/** What a table of stacks tells of each. */
const COLUMNS = ["stack", "creates", "violations", "advice", "undetermined", "a month", "state"];

/** The same where the engine previewed some, which knows what is deployed. */
const ENGINE_COLUMNS = ["stack", "resources", "creates", "updates", "replaces", "deletes"];

/** A fleet's report in parts, for Markdown and HTML: the sums, what stops it, then every wave. */
export function fleetBlocks(report: FleetReport, limits: ReportLimits): Block[] {
  const { name, waves, totals } = report;
  const stacks = waves.flatMap((wave) => wave.stacks);
  return [
    { kind: "heading", text: `slipway fleet: ${name}` },
    { kind: "text", text: totalsText(totals) },
    ...failureBlocks(stacks, limits),
    ...findingBlocks(stacks, limits),
    ...waves.flatMap((wave): Block[] => [
      { kind: "heading", text: `Wave ${wave.wave}: ${counted(wave.stacks.length, "stack")}` },
      ...(waves.length > 1
        ? [{ kind: "text", text: totalsText(wave.totals) } satisfies Block]
        : []),
      ...stackTable(wave.stacks, totals.engine !== undefined, limits),
    ]),
  ];
}

/** Sums in a line. */
export function totalsText(totals: FleetTotals): string {
  const { stacks, failed, creates, violations, advice, undetermined, cost, engine } = totals;
  return [
    counted(stacks, "stack"),
    ...(failed > 0 ? [`${failed} failed`] : []),
    engine?.stacks === stacks
      ? counted(creates, "resource")
      : `${counted(creates, "resource")} created`,
    ...(engine
      ? [`${engineText(engine)} by the engine in ${counted(engine.stacks, "stack")}`]
      : []),
    counted(violations, "violation"),
    `${advice} advice`,
    `${undetermined} undetermined`,
    ...(cost.maximum > 0
      ? [`${costText(cost)} a month${cost.unpriced > 0 ? ", without what has no price" : ""}`]
      : []),
  ].join(" · ");
}

/** What a stack's line says, in the order of the columns; why it failed is told elsewhere. */
export function stackCells(stack: StackReport): string[] {
  const { id, creates, violations, advice, undetermined, cost, failure } = stack;
  if (failure !== undefined) return [id, "", "", "", "", "", "failed"];
  const counts = [creates, violations, advice, undetermined].map(String);
  return [id, ...counts, cost ? costText(cost) : "", violations > 0 ? "violated" : "clean"];
}

/** What the engine would do, in words. */
export function engineText({ creates, updates, replaces, deletes }: EngineChanges): string {
  return [
    counted(creates, "create"),
    counted(updates, "update"),
    counted(replaces, "replace"),
    counted(deletes, "delete"),
  ].join(", ");
}

function stackTable(
  stacks: readonly StackReport[],
  withEngine: boolean,
  limits: ReportLimits,
): Block[] {
  if (!withEngine) return table(COLUMNS, stacks.map(stackCells), limits);
  const rows = stacks.map((stack) => {
    const [id = "", creates = "", ...rest] = stackCells(stack);
    const { engine } = stack;
    const changes = engine
      ? [engine.creates, engine.updates, engine.replaces, engine.deletes].map(String)
      : ["", "", "", ""];
    return [id, creates, ...changes, ...rest];
  });
  return table([...ENGINE_COLUMNS, ...COLUMNS.slice(2)], rows, limits);
}

function failureBlocks(stacks: readonly StackReport[], limits: ReportLimits): Block[] {
  const rows = stacks.flatMap(({ id, failure }) => (failure === undefined ? [] : [[id, failure]]));
  if (rows.length === 0) return [];
  return [{ kind: "heading", text: "Failed" }, ...table(["stack", "why"], rows, limits)];
}

/** Those that stop an update, by stack. */
function findingBlocks(stacks: readonly StackReport[], limits: ReportLimits): Block[] {
  const rows = stacks.flatMap(({ id, findings }) =>
    findings
      .filter(isMandatory)
      .map(({ policy, urn, message }) => [id, policy, nameInUrn(urn), message]),
  );
  if (rows.length === 0) return [];
  const columns = ["stack", "policy", "resource", "what"];
  return [{ kind: "heading", text: "Violations" }, ...table(columns, rows, limits)];
}

function table(columns: string[], rows: readonly string[][], limits: ReportLimits): Block[] {
  const shown = rows
    .slice(0, limits.rows)
    .map((row) => row.map((cell) => shortened(cell, limits.characters)));
  return [{ kind: "table", columns, rows: shown }, ...more(rows.length - shown.length)];
}

function costText({ minimum, expected, maximum }: CostRange): string {
  const expectedText = `$${expected.toFixed(2)}`;
  return minimum === maximum
    ? expectedText
    : `${expectedText} ($${minimum.toFixed(2)} to ${maximum.toFixed(2)})`;
}
