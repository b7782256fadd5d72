import type { Reader } from "../policies/resource/reader.js";
import { nameInArn } from "../policies/resource/resourceNames.js";
import { whenKnown } from "../policies/resource/reviewedStack.js";
import { DEFINITION } from "../policies/views/definitionInStack.js";
import type { ReadResource, StackResources } from "./stackResources.js";
import { logicalName } from "./stackResources.js";

/** What is found of a task definition, or why there is none. */
export type FoundTaskDefinition = { task: ReadResource } | { reason: string };

/**
 * The task definition that a property names by its ARN; where that is not known, the one of the name, or the only one there
 * is. What an engine tells of dependencies, which policies go by, is in no preview that costs are worked out from.
 */
export function findTaskDefinition(
  stack: StackResources,
  from: ReadResource,
  leaf: Reader = from.inputs.get("taskDefinition"),
): FoundTaskDefinition {
  const arn = whenKnown(() => leaf.string());
  const family = arn && (nameInArn(arn) ?? arn);
  if (family) {
    const [task] = stack.by(familyOf, DEFINITION).get(family) ?? [];
    return task ? { task } : { reason: `its task definition '${family}' is not of this stack` };
  }
  const [named, ...others] = stack.by(logicalName, DEFINITION).get(from.name) ?? [];
  if (named && others.length === 0) return { task: named };
  const all = stack.of(DEFINITION);
  const [only] = all;
  if (only && all.length === 1) return { task: only };
  return { reason: "which task definition it has is not known before the update" };
}

function familyOf({ inputs, name }: ReadResource): string {
  return whenKnown(() => inputs.get("family").string()) ?? name;
}
