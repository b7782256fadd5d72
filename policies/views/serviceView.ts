import {
  controllerOf,
  DeploymentStrategy,
} from "../../components/service/rules/deployment/deploymentStrategy.js";
import type { DeploymentSafety } from "../../components/service/rules/deployment/deploymentSafety.js";
import { countRange } from "../../components/service/rules/serviceCount.js";
import type { CountRange } from "../../components/service/rules/serviceCount.js";
import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";
import type { AvailabilityView } from "./availabilityView.js";
import { componentAvailability, resourceAvailability } from "./availabilityView.js";
import { isOnFargate } from "./launchView.js";

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

const VIEWS: Readonly<Record<string, (resource: ReviewedResource) => ServiceView | undefined>> = {
  "slipway:index:Service": componentView,
  "aws:ecs/service:Service": resourceView,
};

/** A view of the service that a resource is; nothing for any other resource. */
export function serviceView(resource: ReviewedResource): ServiceView | undefined {
  return VIEWS[resource.type]?.(resource);
}

function componentView({ name, properties }: ReviewedResource): ServiceView | undefined {
  const args = Reader.of(properties);
  // An engine that is not sent a component's arguments has nothing to judge here, and all in its children.
  if (args.entries().length === 0) return undefined;
  const isRolling = () => strategyOf(args) === DeploymentStrategy.Rolling;
  return {
    name,
    isRolling,
    targetGroupCount: () => 0,
    scheduling: REPLICAS,
    safety: componentSafety(args, isRolling),
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

/** The component turns on what is not given, where ECS takes it. */
function componentSafety(args: Reader, isRolling: () => boolean): DeploymentSafety {
  const deployment = args.get("deployment");
  return {
    get controller() {
      return controllerOf(strategyOf(args));
    },
    get isRolling() {
      return isRolling();
    },
    get circuitBreaker() {
      return deployment.get("circuitBreaker").boolean() ?? isRolling();
    },
    get circuitBreakerRollback() {
      return deployment.get("circuitBreakerRollback").boolean() ?? true;
    },
    get rebalancing() {
      return deployment.get("availabilityZoneRebalancing").boolean() ?? false;
    },
    get maximumPercent() {
      return args.get("maximumPercent").number() ?? 200;
    },
  };
}

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
function resourceView({ name, properties }: ReviewedResource): ServiceView {
  const inputs = Reader.of(properties);
  const controller = inputs.get("deploymentController").get("type");
  const strategy = inputs.get("deploymentConfiguration").get("strategy");
  const isByEcs = () => (controller.string() ?? "ECS") === "ECS";
  const isRolling = () => isByEcs() && (strategy.string() ?? "ROLLING") === "ROLLING";
  return {
    name,
    isRolling: () =>
      isRolling() && (inputs.get("schedulingStrategy").string() ?? "REPLICA") === "REPLICA",
    targetGroupCount: () => inputs.get("loadBalancers").list()?.length ?? 0,
    scheduling: {
      strategy: () => inputs.get("schedulingStrategy").string() ?? "REPLICA",
      isOnFargate: () => isOnFargate(inputs),
      controller: () => controller.string() ?? "ECS",
      fixedInZones: () => fixedInZones(inputs),
      has: (property) =>
        property === "desiredCount"
          ? inputs.get(property).isGiven()
          : (inputs.get(property).list() ?? []).length > 0,
    },
    safety: resourceSafety(inputs, isRolling),
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
function resourceSafety(inputs: Reader, isRolling: () => boolean): DeploymentSafety {
  const breaker = inputs.get("deploymentCircuitBreaker");
  return {
    get controller() {
      return inputs.get("deploymentController").get("type").string() ?? "ECS";
    },
    get isRolling() {
      return isRolling();
    },
    get circuitBreaker() {
      return breaker.get("enable").boolean() ?? false;
    },
    get circuitBreakerRollback() {
      return breaker.get("rollback").boolean() ?? false;
    },
    get rebalancing() {
      return inputs.get("availabilityZoneRebalancing").string() === "ENABLED";
    },
    get maximumPercent() {
      return inputs.get("deploymentMaximumPercent").number() ?? 200;
    },
  };
}
