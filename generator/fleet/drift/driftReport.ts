import { EXIT_CANCELLED } from "../../cliError.js";
import { describedStack } from "../manifest/describedStack.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { DriftEnd } from "./driftRunner.js";
import type { StackDifference } from "./sortDrift.js";

/**
 * What has come of the look at a stack. `drifted`: a difference is in what is the program's; `clean`: none is, or only in
 * what others own; `conflict`: another update holds the stack.
 */
export type DriftStatus = "clean" | "drifted" | "conflict" | "failed" | "cancelled";

/** What the looks at some stacks come to. */
export interface DriftTotals {
  stacks: number;
  /** Stacks that differ in what is the program's. */
  drifted: number;
  /** Stacks that could not be looked at, also those that another update holds. */
  failed: number;
  /** Stacks that a request to cancel came before. */
  cancelled: number;
  /** Resources that were read. */
  resources: number;
  /** Differences in what is the program's. */
  real: number;
  /** Differences in what others own: they are in order. */
  delegated: number;
}

/** What the look at one stack came to. */
export interface StackDrift extends Pick<DriftTotals, "resources" | "real" | "delegated"> {
  id: string;
  project: string;
  stack: string;
  environment?: string;
  tags: Readonly<Record<string, string>>;
  account?: string;
  region?: string;
  status: DriftStatus;
  /** By resource. */
  differences: readonly StackDifference[];
  /** Why it could not be looked at. */
  failure?: string;
}

/** What `slipway fleet drift --json` prints, and `fleetDrift.schema.json` describes: a public contract. */
export interface FleetDriftReport {
  /** Name of the fleet. */
  name: string;
  /** The gravest of the stacks'. */
  status: DriftStatus;
  /** Of the command. */
  exitCode: number;
  totals: DriftTotals;
  /** In the order in which a change goes out. */
  stacks: readonly StackDrift[];
}

/**
 * What has to be mended comes before what was found, and that before what is only late, as in a run's result; whoever
 * cancels knows the least.
 */
const EXIT_CODES = {
  cancelled: EXIT_CANCELLED,
  failed: 1,
  drifted: 2,
  conflict: 4,
  clean: 0,
} as const satisfies Record<DriftStatus, number>;

const GRAVEST_FIRST = ["cancelled", "failed", "drifted", "conflict", "clean"] as const;

/** A stack's part of the report. */
export function stackDrift(stack: FleetStack, end: DriftEnd): StackDrift {
  const { resources, differences, errors } = end;
  const delegated = differences.filter((each) => each.delegated).length;
  const real = differences.length - delegated;
  const failure = errors.map(({ message }) => message).join("\n") || end.status;
  return {
    ...describedStack(stack),
    status: statusOf(end.status, real),
    ...{ resources, real, delegated, differences },
    ...(end.status !== "looked" && { failure }),
  };
}

function statusOf(ended: DriftEnd["status"], real: number): DriftStatus {
  if (ended !== "looked") return ended;
  return real > 0 ? "drifted" : "clean";
}

/** The report of all stacks. */
export function fleetDriftReport(name: string, stacks: readonly StackDrift[]): FleetDriftReport {
  const status =
    GRAVEST_FIRST.find((each) => stacks.some((stack) => stack.status === each)) ?? "clean";
  return { name, status, exitCode: EXIT_CODES[status], totals: totalsOf(stacks), stacks };
}

function totalsOf(stacks: readonly StackDrift[]): DriftTotals {
  const sum = (of: (stack: StackDrift) => number): number =>
    stacks.reduce((total, stack) => total + of(stack), 0);
  const count = (...some: DriftStatus[]): number =>
    stacks.filter(({ status }) => some.includes(status)).length;
  return {
    stacks: stacks.length,
    drifted: count("drifted"),
    failed: count("failed", "conflict"),
    cancelled: count("cancelled"),
    resources: sum(({ resources }) => resources),
    real: sum(({ real }) => real),
    delegated: sum(({ delegated }) => delegated),
  };
}
