import type { OperationError } from "../../automation/failure.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { StackWatch } from "../run/stackRunner.js";
import type { StackDifference } from "./sortDrift.js";

/** Which stack is to be looked at. */
export interface DriftTask {
  stack: FleetStack;
  /** Environment variables for the Pulumi CLI. */
  environmentVariables?: Record<string, string> | undefined;
}

/** Who watches over the look at a stack. */
export type DriftWatch = Pick<StackWatch, "signal" | "killSignal">;

/** How the look at a stack ended. `conflict`: another update holds the stack. */
export interface DriftEnd {
  status: "looked" | "conflict" | "cancelled" | "failed";
  /** How many resources were read. */
  resources: number;
  differences: readonly StackDifference[];
  errors: readonly OperationError[];
}

/** Looks at one stack, apart from all others. */
export type DriftRunner = (task: DriftTask, watch: DriftWatch) => Promise<DriftEnd>;

/** An end at which nothing was seen. */
export function blindEnd(status: DriftEnd["status"], message: string): DriftEnd {
  return { status, resources: 0, differences: [], errors: [{ urn: "", message }] };
}
