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
    ...actionsOf(stack, target).map((action) => action.inputs.get("scalableTargetAction")),
  ];
  const all = (key: string) => limits.flatMap((limit) => limit.get(key).number() ?? []);
  return countsBetween(
    Math.min(...all("minCapacity")),
    Math.max(...all("maxCapacity")),
    given,
    "tasks",
  );
}

/** The timetable of a scalable target: what names the same id, or where an id is not known stands beside it. */
function actionsOf(stack: StackResources, target: ReadResource): readonly ReadResource[] {
  const id = scaledId(target);
  const byId = stack.by(scaledId, SCHEDULED_ACTION);
  const isOnly = stack.count(TARGET) === 1;
  const beside = isOnly ? stack.of(SCHEDULED_ACTION) : stack.siblings(target, SCHEDULED_ACTION);
  if (id === undefined) return beside;
  return [...(byId.get(id) ?? []), ...beside.filter((action) => scaledId(action) === undefined)];
}

/** What scales a service: told by the name in its id, or by what it stands beside. */
function scalableTarget(stack: StackResources, service: ReadResource): ReadResource | undefined {
  const sibling = stack.siblings(service, TARGET).find(isOfEcs);
  if (sibling) return sibling;
  const name = whenKnown(() => service.inputs.get("name").string());
  const [named] =
    name === undefined
      ? (stack.by(logicalNameScaled, TARGET).get(service.name) ?? [])
      : (stack.by(nameScaled, TARGET).get(name) ?? []);
  if (named) return named;
  const [only, ...others] = stack.by(isOpen, TARGET).get("open") ?? [];
  return others.length === 0 && stack.count(SERVICE) === 1 ? only : undefined;
}

function scaledId({ inputs }: ReadResource): string | undefined {
  return whenKnown(() => inputs.get("resourceId").string());
}

/** Of all services that may be scaled ECS is one. */
function isOfEcs({ inputs }: ReadResource): boolean {
  return (whenKnown(() => inputs.get("serviceNamespace").string()) ?? "ecs") === "ecs";
}

/** The name in `service/<cluster>/<name>`. */
function nameScaled(target: ReadResource): string | undefined {
  return isOfEcs(target) ? scaledId(target)?.split("/").at(-1) : undefined;
}

function logicalNameScaled(target: ReadResource): string | undefined {
  return nameScaled(target)?.replace(AUTONAMED, "");
}

/** A target that may be of any service. */
function isOpen(target: ReadResource): string | undefined {
  return isOfEcs(target) && scaledId(target) === undefined ? "open" : undefined;
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
