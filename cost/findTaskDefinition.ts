import { whenKnown } from "../policies/resource/reviewedStack.js";
import type { ReadResource, StackResources } from "./stackResources.js";

/** What is found of a task definition, or why there is none. */
export type FoundTaskDefinition = { task: ReadResource } | { reason: string };

/** The task definition that an ARN names; where the ARN is not known, the one of the name, or the only one there is. */
export function findTaskDefinition(
  stack: StackResources,
  from: ReadResource,
  arn: string | undefined,
): FoundTaskDefinition {
  const all = stack.of("aws:ecs/taskDefinition:TaskDefinition");
  const family = arn === undefined ? undefined : /^(?:.*task-definition\/)?([^:/]+)/.exec(arn)?.[1];
  if (family !== undefined) {
    const task = all.find((one) => familyOf(one) === family);
    return task ? { task } : { reason: `its task definition '${family}' is not of this stack` };
  }
  const [named, ...others] = all.filter(({ name }) => name === from.name);
  if (named && others.length === 0) return { task: named };
  const [only] = all;
  if (only && all.length === 1) return { task: only };
  return { reason: "which task definition it has is not known before the update" };
}

function familyOf({ inputs, name }: ReadResource): string {
  return whenKnown(() => inputs.get("family").string()) ?? name;
}
