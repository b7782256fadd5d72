import type { DeploymentStrategy, TrafficOwner } from "./deploymentStrategy.js";

/** What decides who owns the fields of a service. */
export interface OwnershipFacts {
  strategy: DeploymentStrategy;
  trafficOwner: TrafficOwner;
  isScaled: boolean;
  hasLoadBalancer: boolean;
  hasNetworkLoadBalancer: boolean;
}

/** What belongs to each task set of a deployer outside ECS: the service shows the primary one's from then on. */
const TASK_SET_FIELDS = [
  "taskDefinition",
  "loadBalancers",
  "networkConfiguration",
  "capacityProviderStrategies",
];

/** Path of the listener rule's actions in the map of owners. */
const RULE_ACTIONS = "listenerRule.actions";

/** Path of a network load balancer's listener's default actions: it has no rules. */
const LISTENER_ACTIONS = "listener.defaultActions";

/**
 * Who owns each field that more than one writer could write: `program`, `autoscaler`, `ecs`, `codeDeploy` or `external`.
 * Fields of the ECS service stand by themselves, those of other children behind the child's kind.
 */
export function ownersOf(facts: OwnershipFacts): Record<string, string> {
  const { strategy, trafficOwner, isScaled, hasLoadBalancer, hasNetworkLoadBalancer } = facts;
  const owners: Record<string, string> = { desiredCount: isScaled ? "autoscaler" : "program" };
  if (strategy === "codeDeploy" || strategy === "external") {
    for (const fieldName of TASK_SET_FIELDS) owners[fieldName] = strategy;
  }
  if (strategy === "external") owners["taskSet.scale"] = "external";
  if (trafficOwner === "program" || !(hasLoadBalancer || hasNetworkLoadBalancer)) return owners;
  if (trafficOwner === "ecs") owners.loadBalancers = "ecs";
  if (hasLoadBalancer) owners[RULE_ACTIONS] = trafficOwner;
  if (hasNetworkLoadBalancer) owners[LISTENER_ACTIONS] = trafficOwner;
  return owners;
}

/** The fields of the ECS service that the program does not own, which an update leaves alone. */
export function foreignFields(owners: Readonly<Record<string, string>>): string[] {
  return Object.keys(owners).filter(
    (fieldName) => owners[fieldName] !== "program" && !fieldName.includes("."),
  );
}
