import type { CostRange } from "../../../cost/costResult.js";
import type { Violation } from "../../../policies/pack.js";
import { STACK_REFERENCE_TYPE } from "../../offline/engine/stackReference.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import { describedStack } from "../manifest/describedStack.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import { isMandatory } from "../../../policies/rule.js";

/** What a stack costs in a month. */
export interface FleetCost extends CostRange {
  /** How many things have a price that is not known: they are in no sum. */
  unpriced: number;
}

/** What the engine would do to the resources of deployed stacks. */
export interface EngineChanges {
  creates: number;
  updates: number;
  replaces: number;
  deletes: number;
}

/** What the previews of some stacks come to. */
export interface FleetTotals {
  stacks: number;
  /** How many could not be previewed. */
  failed: number;
  /** Resources that the programs make. */
  creates: number;
  /** Violations of mandatory policies. */
  violations: number;
  /** Violations of advisory policies. */
  advice: number;
  /** Checks that a value which is not known before the update leaves open. */
  undetermined: number;
  /** Of the stacks whose region is known. */
  cost: FleetCost;
  /** Of the stacks that the engine previewed; absent where it previewed none. */
  engine?: EngineChanges & { stacks: number };
}

/** What the preview of one stack came to. */
export interface StackReport extends Omit<FleetTotals, "stacks" | "failed" | "cost" | "engine"> {
  id: string;
  project: string;
  stack: string;
  environment?: string;
  tags: Readonly<Record<string, string>>;
  account?: string;
  region?: string;
  /** Violations of policies, as `slipway preview --json` has them. */
  findings: Violation[];
  /** What the preview and the program warn of, where they do. */
  warnings?: string[];
  /** Absent where the region is not known, or the preview failed. */
  cost?: FleetCost;
  /** What the engine would do to the stack as it is deployed; absent where it was not asked. */
  engine?: EngineChanges;
  /** Why it could not be previewed. */
  failure?: string;
}

/** What `slipway fleet preview --json` prints, and `fleetReport.schema.json` describes: a public contract. */
export interface FleetReport {
  /** Name of the fleet. */
  name: string;
  totals: FleetTotals;
  /** In the order in which a change goes out. */
  waves: { wave: number; totals: FleetTotals; stacks: StackReport[] }[];
}

/** The type that the root of all of a stack's resources has. */
const STACK_TYPE = "pulumi:pulumi:Stack";

/**
 * A stack's line of the report, from its preview with the cost.
 *
 * @param engine What the engine would do, where it was asked.
 */
export function previewedStack(
  stack: FleetStack,
  preview: PreviewResult,
  engine?: EngineChanges,
): StackReport {
  const { warnings } = preview;
  const { violations, undetermined } = preview.policies;
  const mandatory = violations.filter(isMandatory);
  const { total, unpriced = [] } = preview.cost ?? {};
  return {
    ...describedStack(stack),
    creates: preview.resources.filter(
      ({ type }) => type !== STACK_TYPE && type !== STACK_REFERENCE_TYPE,
    ).length,
    violations: mandatory.length,
    advice: violations.length - mandatory.length,
    undetermined: undetermined.length,
    findings: violations,
    ...(warnings && { warnings }),
    ...(engine && { engine }),
    ...(total && { cost: { ...total, unpriced: unpriced.length } }),
  };
}

/** The line of a stack that could not be previewed. */
export function failedStack(stack: FleetStack, failure: string): StackReport {
  const none = { creates: 0, violations: 0, advice: 0, undetermined: 0 };
  return { ...describedStack(stack), ...none, findings: [], failure };
}

/** The report of all waves. */
export function fleetReport(name: string, waves: readonly StackReport[][]): FleetReport {
  return {
    name,
    totals: totalsOf(waves.flat()),
    waves: waves.map((stacks, i) => ({ wave: i + 1, totals: totalsOf(stacks), stacks })),
  };
}

/** Nothing where the engine previewed none of them. */
function engineTotals(stacks: readonly StackReport[]): FleetTotals["engine"] {
  const all = stacks.flatMap(({ engine }) => engine ?? []);
  if (all.length === 0) return undefined;
  const sum = (of: keyof EngineChanges): number =>
    all.reduce((total, changes) => total + changes[of], 0);
  return {
    stacks: all.length,
    ...{ creates: sum("creates"), updates: sum("updates") },
    ...{ replaces: sum("replaces"), deletes: sum("deletes") },
  };
}

function totalsOf(stacks: readonly StackReport[]): FleetTotals {
  const sum = (of: (stack: StackReport) => number): number =>
    stacks.reduce((total, stack) => total + of(stack), 0);
  const engine = engineTotals(stacks);
  const dollars = (of: keyof CostRange): number =>
    Math.round(sum(({ cost }) => cost?.[of] ?? 0) * 100) / 100;
  return {
    stacks: stacks.length,
    failed: stacks.filter(({ failure }) => failure !== undefined).length,
    creates: sum(({ creates }) => creates),
    violations: sum(({ violations }) => violations),
    advice: sum(({ advice }) => advice),
    undetermined: sum(({ undetermined }) => undetermined),
    ...(engine && { engine }),
    cost: {
      minimum: dollars("minimum"),
      expected: dollars("expected"),
      maximum: dollars("maximum"),
      unpriced: sum(({ cost }) => cost?.unpriced ?? 0),
    },
  };
}
