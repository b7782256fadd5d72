import type { PlannedOperation } from "../../automation/plannedOperations.js";
import type { FleetRollout } from "../manifest/fleetStack.js";

/** The steps of the engine that begin the replacement of a resource, whichever of both comes first. */
const REPLACES = ["create-replacement", "delete-replaced"];

/** A revision is never changed: every release makes a new one in place of the last, and nothing is lost by it. */
const REVISIONS = ["aws:ecs/taskDefinition:TaskDefinition"];

/** How many resources a preview would replace and delete. */
export function dangers(operations: readonly PlannedOperation[]): {
  replaces: number;
  deletes: number;
} {
  // A replacement has both steps: each resource counts once.
  const replaced = operations.filter(
    ({ operation, type }) => REPLACES.includes(operation) && !REVISIONS.includes(type),
  );
  return {
    replaces: new Set(replaced.map(({ urn }) => urn)).size,
    deletes: operations.filter(({ operation }) => operation === "delete").length,
  };
}

/** Why a stack's changes need a person's approval; nothing when they are within what the rollout allows. */
export function gateProblem(
  operations: readonly PlannedOperation[],
  { maxReplaces, maxDeletes }: Pick<FleetRollout, "maxReplaces" | "maxDeletes">,
): string | undefined {
  const { replaces, deletes } = dangers(operations);
  const problems = [
    ...(replaces > maxReplaces ? [`replaces ${replaces} (maxReplaces is ${maxReplaces})`] : []),
    ...(deletes > maxDeletes ? [`deletes ${deletes} (maxDeletes is ${maxDeletes})`] : []),
  ];
  return problems.length === 0 ? undefined : problems.join(" and ");
}
