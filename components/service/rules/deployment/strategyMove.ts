import type { DeploymentStrategy, TrafficOwner } from "./deploymentStrategy.js";
import { controllerOf, trafficOwnerOf } from "./deploymentStrategy.js";

/** How a service is deployed, as far as a move to another strategy goes. */
export interface DeployedService {
  strategy?: DeploymentStrategy | undefined;
  targetGroupPair?: boolean | undefined;
  /** Name that the program gives the service; nothing where it may have any. */
  serviceName?: string | undefined;
  hasLoadBalancer?: boolean | undefined;
  /** Its listeners on a network load balancer. */
  listeners?: readonly DeployedListener[] | undefined;
}

/** A listener of a service on a network load balancer, as far as a move to another strategy goes. */
export interface DeployedListener {
  port: number;
  hasTestListener: boolean;
}

/** What moving a deployed service to another strategy does. */
export interface StrategyMove {
  /** Kinds of children that are replaced: the new one is made before the old one goes. */
  replaced: string[];
  /** Kinds of children that are made, or go, beside those that stay. */
  exchanged: string[];
  /** What happens, in a sentence. */
  text: string;
  /** Why the move would leave the service without healthy targets, or fail, and what to do instead. */
  danger?: string;
}

/**
 * What moving a deployed service from one strategy to another does; nothing where it changes nothing but settings of ECS.
 *
 * The order of a move comes from the children's own edges and priorities: the new rule is behind the old one until the new
 * tasks are healthy, or before it with the same target group.
 */
export function strategyMove(from: DeployedService, to: DeployedService): StrategyMove | undefined {
  const [before, after] = [from.strategy ?? "rolling", to.strategy ?? "rolling"];
  const owners = { before: ownerOf(from), after: ownerOf(to) };
  const isReplaced = controllerOf(before) !== controllerOf(after);
  if (!isReplaced && owners.before === owners.after) return undefined;
  const exchanged = exchangedOf(to, owners, isReplaced);
  const danger = dangerOf(from, to, owners, isReplaced);
  return {
    replaced: isReplaced ? ["ecs:Service"] : [],
    exchanged,
    text: textOf(before, after, isReplaced ? "replaced" : hasRules(to) ? "byRule" : "inPlace"),
    ...(danger !== undefined && { danger }),
  };
}

function ownerOf({ strategy = "rolling", targetGroupPair }: DeployedService): TrafficOwner {
  return trafficOwnerOf(strategy, targetGroupPair);
}

function hasRules({ hasLoadBalancer = true }: DeployedService): boolean {
  return hasLoadBalancer;
}

/** Whether load balancers have target groups of the service. */
function hasGroups(service: DeployedService): boolean {
  return hasRules(service) || (service.listeners ?? []).length > 0;
}

/**
 * The port of a listener that would tie no load balancer to its new second group. A listener cannot have a new one beside
 * it on the same port as a rule can, and from the move on its actions are ECS's, which the program leaves as they are.
 */
function untied(from: DeployedService, to: DeployedService): number | undefined {
  const deployed = (from.listeners ?? []).map(({ port }) => port);
  return to.listeners?.find(
    ({ port, hasTestListener }) => !hasTestListener && deployed.includes(port),
  )?.port;
}

function exchangedOf(
  to: DeployedService,
  { before, after }: { before: TrafficOwner; after: TrafficOwner },
  isReplaced: boolean,
): string[] {
  const rules = hasRules(to) ? ["lb:ListenerRule"] : [];
  if (!hasGroups(to)) return [];
  if (isReplaced) return [...rules, "lb:TargetGroup"];
  // Between a rolling service and one that ECS shifts, the group with the tasks stays.
  return before === after ? [] : [...rules, "lb:TargetGroup (alternate)"];
}

function textOf(
  before: DeploymentStrategy,
  after: DeploymentStrategy,
  how: "replaced" | "byRule" | "inPlace",
): string {
  const move = `strategy ${before} → ${after}`;
  if (how === "inPlace") {
    return `${move} changes the ECS service in place: requests reach the same tasks as before`;
  }
  if (how === "byRule") {
    return `${move} changes the ECS service in place: a new rule takes the requests to the same tasks, then the old rule goes`;
  }
  return (
    `${move} replaces the ECS service: the new one stands beside the old, with 'desiredCount' or 'scaling.minCapacity' tasks; ` +
    "it gets the requests when its tasks are healthy, then the old one goes"
  );
}

function dangerOf(
  from: DeployedService,
  to: DeployedService,
  owners: { before: TrafficOwner; after: TrafficOwner },
  isReplaced: boolean,
): string | undefined {
  if (owners.before === "ecs" && owners.after === "program" && hasGroups(from)) {
    return (
      "ECS may have the tasks in the alternate target group, which would go: " +
      "set 'deployment.targetGroupPair' to true, which keeps both groups and the rule"
    );
  }
  const kept = owners.before === "program" && owners.after === "ecs" ? untied(from, to) : undefined;
  if (kept !== undefined) {
    return (
      `the listener on port ${kept} keeps its action, so that the alternate target group has no load balancer, which ECS asks for: ` +
      "give the listener a 'testListener' too, which has both groups"
    );
  }
  if (isReplaced && from.serviceName !== undefined && from.serviceName === to.serviceName) {
    return `two services cannot have the name "${from.serviceName}" at once: give another 'serviceName', or leave it out`;
  }
  return undefined;
}
