import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { field, rawField } from "../../argument/refField.js";
import { plainNetworkMode } from "../../launch/decideTaskNetwork.js";
import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { legalNameProblem } from "../../rules/legalName.js";
import { physicalName } from "../../rules/physicalName.js";
import type { Problem } from "../../rules/problem.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import { needsServiceName } from "../rules/deployment/alarmRules.js";
import { deploymentProblem, strategyProblem } from "../rules/deployment/deploymentRules.js";
import type { DeploymentSettings } from "../rules/deployment/deploymentSettings.js";
import type { DeploymentStrategy, TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import { controllerOf, isShiftedByEcs } from "../rules/deployment/deploymentStrategy.js";
import { ownersOf } from "../rules/deployment/ownership.js";
import { rulePriorityProblem } from "../rules/deployment/rulePriorities.js";
import { shiftMinutes } from "../rules/deployment/trafficShift.js";

/** What is decided before the deployment is. */
interface DeploymentFacts {
  strategy: DeploymentStrategy;
  trafficOwner: TrafficOwner;
  /** Priorities of the service's rules by the paths of the targets that have them. */
  priorities: Readonly<Record<string, number>>;
  /** What tells its physical names from those of other services of its name. */
  place: readonly string[];
}

/** Judges a service's deployment arguments as early as they are known: what is plain, before anything is registered. */
export function decideDeployment(
  checks: Checks,
  name: string,
  args: ServiceArgs,
  { strategy, trafficOwner, priorities, place }: DeploymentFacts,
) {
  const { deployment = {}, waitForSteadyState, loadBalancer, networkLoadBalancer } = args;
  const { minimumHealthyPercent, maximumPercent } = args;
  const balancers = {
    hasLoadBalancer: loadBalancer !== undefined,
    hasNetworkLoadBalancer: networkLoadBalancer !== undefined,
  };
  const surroundings = {
    ...balancers,
    hasConnectServices: (args.serviceConnect?.services ?? []).length > 0,
  };
  checks.fail(legalNameProblem("service", args.serviceName, "serviceName"));
  checks.fail(strategyProblem(plainFields(deployment), surroundings));
  if (trafficOwner === "codeDeploy" || trafficOwner === "external") {
    checks.fail(furtherTargetsProblem(args, trafficOwner));
  }
  if (trafficOwner !== "program") {
    for (const [at, priority] of Object.entries(priorities)) {
      checks.fail(rulePriorityProblem(priority, at));
    }
  }
  // A rolling service does not wait for the load balancer to be known.
  const speaks: unknown =
    loadBalancer && trafficOwner !== "program" ? rawField(loadBalancer.ref, "protocol") : undefined;
  const protocol = speaks as pulumi.Input<string> | undefined;
  return {
    strategy,
    /** Who carries deployments out, in ECS's words. */
    controller: controllerOf(strategy),
    /** Whether ECS replaces the tasks step by step. */
    isRolling: strategy === "rolling",
    /** Who writes the actions of the listener rule. */
    trafficOwner,
    /** Who owns each field that more than one writer could write. */
    owners: ownersOf({
      strategy,
      trafficOwner,
      isScaled: args.scaling !== undefined,
      ...balancers,
    }),
    /** As they were given. */
    deployment,
    /** As they turn out. */
    settings: checks.decide(
      { deployment, minimumHealthyPercent, maximumPercent, waitForSteadyState, protocol },
      (known) => deploymentProblem(known.deployment, { ...known, ...surroundings }),
      (known) => known.deployment,
    ),
    serviceName: nameOfService([name, ...place], args, strategy),
    /** Minutes after which a deployment is given up; nothing where what it comes to decides. */
    timeoutMinutes: deployment.timeoutMinutes,
    /** Share of the desired tasks that the first task set of an outside tool has, in percent. */
    scalePercent: deployment.scalePercent ?? 100,
    /** Whether an update waits for the deployment's end. */
    isAwaited: waitForSteadyState ?? true,
    /** Minutes that ECS spends moving requests. */
    shiftMinutes: isShiftedByEcs(strategy)
      ? shiftMinutes(strategy, deployment, balancers.hasNetworkLoadBalancer)
      : 0,
  };
}

/** A service's deployment arguments, judged. */
export type DecidedDeployment = ReturnType<typeof decideDeployment>;

/** The physical name that the arguments give the service; nothing where Pulumi may choose it. */
function nameOfService(
  owner: readonly string[],
  { serviceName, deployment = {}, cluster, taskDefinition }: ServiceArgs,
  strategy: DeploymentStrategy,
): pulumi.Output<string> | undefined {
  if (serviceName !== undefined) return pulumi.output(serviceName);
  if (!deployment.alarms || !needsServiceName(deployment.alarms)) return undefined;
  // What replaces a service is in its name, so that the new one can stand beside the old.
  const mode = targetTypeOf(plainNetworkMode(taskDefinition)) === "ip" ? [] : ["instance"];
  return field(cluster, "arn").apply((arn) =>
    physicalName("service", owner, [arn, controllerOf(strategy), ...mode]),
  );
}

/** CodeDeploy and tools outside move the requests of one target of the service. */
function furtherTargetsProblem(
  { additionalLoadBalancers = [], networkLoadBalancer }: ServiceArgs,
  strategy: "codeDeploy" | "external",
): Problem | undefined {
  const path = networkLoadBalancer ? "networkLoadBalancer" : "additionalLoadBalancers";
  if (!networkLoadBalancer && additionalLoadBalancers.length === 0) return undefined;
  const reason = `'${path}' is for a service whose requests go to one target group each, got it with 'deployment.strategy' ${strategy}, which moves requests between two; leave it out`;
  return { path, reason };
}

/** The fields that are no outputs. The others are judged when they are known. */
function plainFields(deployment: DeploymentArgs): DeploymentSettings {
  const plain = Object.entries(deployment).filter(
    ([, value]) => typeof value !== "object" || value === null,
  );
  return Object.fromEntries(plain);
}
