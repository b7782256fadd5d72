import {
  controllerOf,
  DeploymentStrategy,
} from "../../components/service/rules/deployment/deploymentStrategy.js";
import type { DeploymentSafety } from "../../components/service/rules/deployment/deploymentSafety.js";
import { countRange } from "../../components/service/rules/serviceCount.js";
import type { CountRange } from "../../components/service/rules/serviceCount.js";
import type { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { AvailabilityView } from "./availabilityView.js";
import { componentAvailability, resourceAvailability } from "./availabilityView.js";
import { isOnFargate } from "./launchView.js";
import { lazy } from "./lazy.js";
import { viewOfKinds } from "./viewOf.js";

/** How a service's tasks are scheduled and placed, as the resource says it. */
export interface SchedulingView {
  /** `REPLICA` or `DAEMON`. */
  readonly strategy: () => string;
  readonly isOnFargate: () => boolean;
  /** Type of its deployment controller. */
  readonly controller: () => string;
  /** What it has that ECS does not rebalance over zones; nothing where it has none. */
  readonly fixedInZones: () => string | undefined;
  /** Whether it has a value, or an entry, known or not. */
  readonly has: (
    property: "desiredCount" | "orderedPlacementStrategies" | "placementConstraints",
  ) => boolean;
}

/**
 * A service, from our component's arguments or from the resource itself. Each read throws `UnknownLeaf` where its value
 * is not known.
 */
export interface ServiceView {
  /** Logical name. */
  readonly name: string;
  /** Whether ECS replaces its tasks step by step, within the limits of `counts`. */
  isRolling(): boolean;
  /** The counts that it may come to have, and its deployment's limits. */
  counts(): CountRange;
  /** Target groups that it names itself; a component of ours counts its own. */
  targetGroupCount(): number;
  readonly scheduling: SchedulingView;
  /** What ends a deployment that goes wrong. */
  readonly safety: DeploymentSafety;
  readonly availability: AvailabilityView;
}

type View = (inputs: Reader, resource: ReviewedResource) => ServiceView | undefined;

const VIEWS: Readonly<Record<string, View>> = {
  "slipway:index:Service": componentView,
  "aws:ecs/service:Service": resourceView,
};

/** A view of the service that a resource is; nothing for any other resource. */
export const serviceView = viewOfKinds(VIEWS, (view, inputs, resource) => view(inputs, resource));

function componentView(args: Reader, { name }: ReviewedResource): ServiceView | undefined {
  // An engine that is not sent a component's arguments has nothing to judge here, and all in its children.
  if (args.entries().length === 0) return undefined;
  return {
    name,
    isRolling: () => isRollingComponent(args),
    targetGroupCount: () => 0,
    scheduling: REPLICAS,
    safety: new ComponentSafety(args),
    availability: componentAvailability(args),
    counts: () =>
      countRange({
        desiredCount: args.get("desiredCount").number(),
        minimumHealthyPercent: args.get("minimumHealthyPercent").number(),
        maximumPercent: args.get("maximumPercent").number(),
        scaling: scalingOf(args.get("scaling")),
      }),
  };
}

/** Our component places nothing, and runs as many tasks as it is told. */
const REPLICAS: SchedulingView = {
  strategy: () => "REPLICA",
  isOnFargate: () => true,
  controller: () => "ECS",
  fixedInZones: () => undefined,
  has: () => false,
};

function strategyOf(args: Reader): DeploymentStrategy {
  const given = args.get("deployment").get("strategy").string();
  return Object.values(DeploymentStrategy).find((strategy) => strategy === given) ?? "rolling";
}

function isRollingComponent(args: Reader): boolean {
  return strategyOf(args) === DeploymentStrategy.Rolling;
}

/** The component turns on what is not given, where ECS takes it. */
const ComponentSafety = lazy({
  controller: (args) => controllerOf(strategyOf(args)),
  isRolling: isRollingComponent,
  circuitBreaker: (args) =>
    args.get("deployment").get("circuitBreaker").boolean() ?? isRollingComponent(args),
  circuitBreakerRollback: (args) =>
    args.get("deployment").get("circuitBreakerRollback").boolean() ?? true,
  rebalancing: (args) =>
    args.get("deployment").get("availabilityZoneRebalancing").boolean() ?? false,
  maximumPercent: (args) => args.get("maximumPercent").number() ?? 200,
});

function scalingOf(scaling: Reader) {
  if (!scaling.exists()) return undefined;
  return {
    minCapacity: scaling.get("minCapacity").number() ?? 0,
    maxCapacity: scaling.get("maxCapacity").number() ?? 0,
    schedules: (scaling.get("schedules").list() ?? []).map((schedule) => ({
      minCapacity: schedule.get("minCapacity").number(),
      maxCapacity: schedule.get("maxCapacity").number(),
    })),
  };
}

/** Without a count the provider asks for none, and leaves it to an autoscaler that the resource does not name. */
function resourceView(inputs: Reader, { name }: ReviewedResource): ServiceView {
  const schedulingStrategy = () => inputs.get("schedulingStrategy").string() ?? "REPLICA";
  return {
    name,
    isRolling: () => isRollingResource(inputs) && schedulingStrategy() === "REPLICA",
    targetGroupCount: () => inputs.get("loadBalancers").list()?.length ?? 0,
    scheduling: {
      strategy: schedulingStrategy,
      isOnFargate: () => isOnFargate(inputs),
      controller: () => controllerTypeOf(inputs),
      fixedInZones: () => fixedInZones(inputs),
      has: (property) =>
        property === "desiredCount"
          ? inputs.get(property).isGiven()
          : (inputs.get(property).list() ?? []).length > 0,
    },
    safety: new ResourceSafety(inputs),
    availability: resourceAvailability(inputs),
    counts: () =>
      countRange({
        desiredCount: inputs.get("desiredCount").number() ?? 0,
        minimumHealthyPercent: inputs.get("deploymentMinimumHealthyPercent").number(),
        maximumPercent: inputs.get("deploymentMaximumPercent").number(),
      }),
  };
}

function fixedInZones(inputs: Reader): string | undefined {
  if (inputs.get("schedulingStrategy").string() === "DAEMON") return "'schedulingStrategy' DAEMON";
  const balancers = inputs.get("loadBalancers").list() ?? [];
  if (balancers.some((balancer) => balancer.get("elbName").isGiven())) {
    return "a classic load balancer ('elbName')";
  }
  const constraints = inputs.get("placementConstraints").list() ?? [];
  const isZone = (text = "") => text.includes("ecs.availability-zone");
  return constraints.some((constraint) => isZone(constraint.get("expression").string()))
    ? "a constraint of 'placementConstraints' on 'attribute:ecs.availability-zone'"
    : undefined;
}

/** Rebalancing that is not given is judged as off: what AWS makes of that hangs on the rest, and is never refused. */
const ResourceSafety = lazy({
  controller: controllerTypeOf,
  isRolling: isRollingResource,
  circuitBreaker: (inputs) =>
    inputs.get("deploymentCircuitBreaker").get("enable").boolean() ?? false,
  circuitBreakerRollback: (inputs) =>
    inputs.get("deploymentCircuitBreaker").get("rollback").boolean() ?? false,
  rebalancing: (inputs) => inputs.get("availabilityZoneRebalancing").string() === "ENABLED",
  maximumPercent: (inputs) => inputs.get("deploymentMaximumPercent").number() ?? 200,
});

function controllerTypeOf(inputs: Reader): string {
  return inputs.get("deploymentController").get("type").string() ?? "ECS";
}

function isRollingResource(inputs: Reader): boolean {
  const strategy = inputs.get("deploymentConfiguration").get("strategy");
  return controllerTypeOf(inputs) === "ECS" && (strategy.string() ?? "ROLLING") === "ROLLING";
}
