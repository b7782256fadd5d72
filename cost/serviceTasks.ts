import { findTaskDefinition } from "./findTaskDefinition.js";
import type { Counts, Costing } from "./ledger.js";
import { countsBetween } from "./ledger.js";
import type { ReadResource, StackResources } from "./stackResources.js";
import type { Reader } from "../policies/resource/reader.js";
import { whenKnown } from "../policies/resource/reviewedStack.js";

const SERVICE = "aws:ecs/service:Service";
const TARGET = "aws:appautoscaling/target:Target";
const SCHEDULED_ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

/** What Pulumi puts behind a logical name to make a physical one. */
const AUTONAMED = /-[0-9a-f]{7}$/;

/**
 * The counts that a service may have: those of its autoscaler, also at the times that it has a timetable for, or else the
 * one that it asks for.
 *
 * @throws {UnknownLeaf} if one is not known.
 */
export function serviceCounts(
  { stack, usage }: Pick<Costing, "stack" | "usage">,
  service: ReadResource,
): Counts {
  const given = usage.given(service.name, "tasks");
  const { inputs } = service;
  if (inputs.get("schedulingStrategy").string() === "DAEMON") {
    const tasks = given ?? 1;
    const assumption = `${tasks} tasks, one on each instance (tasks, ${given === undefined ? "default" : "given"})`;
    return { minimum: tasks, expected: tasks, maximum: tasks, assumptions: [assumption] };
  }
  const target = scalableTarget(stack, service);
  if (!target) {
    // Without a count the provider asks for none.
    const count = inputs.get("desiredCount").number() ?? 0;
    return countsBetween(count, count, given, "tasks");
  }
  const limits = [
    target.inputs,
    ...stack
      .of(SCHEDULED_ACTION)
      .filter((action) => isOfTarget(stack, action, target))
      .map((action) => action.inputs.get("scalableTargetAction")),
  ];
  const all = (key: string) => limits.flatMap((limit) => limit.get(key).number() ?? []);
  return countsBetween(
    Math.min(...all("minCapacity")),
    Math.max(...all("maxCapacity")),
    given,
    "tasks",
  );
}

function isOfTarget(stack: StackResources, action: ReadResource, target: ReadResource): boolean {
  const ids = [action, target].map(({ inputs }) =>
    whenKnown(() => inputs.get("resourceId").string()),
  );
  if (ids.every((id) => id !== undefined)) return ids[0] === ids[1];
  return stack.areSiblings(action, target) || stack.of(TARGET).length === 1;
}

/** What scales a service: told by the name in its id, or by what it stands beside. */
function scalableTarget(stack: StackResources, service: ReadResource): ReadResource | undefined {
  const isOfService = ({ inputs }: ReadResource): boolean =>
    (whenKnown(() => inputs.get("serviceNamespace").string()) ?? "ecs") === "ecs";
  const sibling = stack.siblings(service, TARGET).find(isOfService);
  if (sibling) return sibling;
  const targets = stack.of(TARGET).filter(isOfService);
  const isNamed = (target: ReadResource): boolean | undefined => {
    const id = whenKnown(() => target.inputs.get("resourceId").string());
    const last = id?.split("/").at(-1);
    if (last === undefined) return undefined;
    const name = whenKnown(() => service.inputs.get("name").string());
    return name === undefined ? last.replace(AUTONAMED, "") === service.name : last === name;
  };
  const named = targets.find((target) => isNamed(target) === true);
  if (named) return named;
  const [only, ...others] = targets.filter((target) => isNamed(target) === undefined);
  return others.length === 0 && stack.of(SERVICE).length === 1 ? only : undefined;
}

/** The task definition of a service or schedule. */
export function taskDefinition(
  { stack, ledger }: Costing,
  from: ReadResource,
  leaf?: Reader,
): ReadResource {
  const found = findTaskDefinition(stack, from, leaf);
  return "task" in found ? found.task : ledger.refuse(found.reason);
}
