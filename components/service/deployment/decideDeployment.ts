import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { DeploymentSettings } from "../rules/deployment/deploymentSettings.js";
import { deploymentProblem, strategyProblem } from "../rules/deployment/deploymentRules.js";
import { rulePriorityProblem } from "../rules/deployment/rulePriorities.js";
import type { DeploymentStrategy, TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import { trafficOwnerOf } from "../rules/deployment/deploymentStrategy.js";
import type { DeploymentArgs } from "../args/deploymentArgs.js";
import type { Problem } from "../../rules/problem.js";
import { rawField } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";

/** A service's deployment arguments, judged. */
export interface DecidedDeployment {
  strategy: DeploymentStrategy;
  /** Whether ECS replaces the tasks step by step. */
  isRolling: boolean;
  /** Who writes the actions of the listener rule. */
  trafficOwner: TrafficOwner;
  /** As they were given. */
  deployment: DeploymentArgs;
  /** As they turn out. */
  settings: pulumi.Output<pulumi.Unwrap<DeploymentArgs>>;
}

/**
 * Judges a service's deployment arguments as early as they are known: what is plain, before anything is registered.
 *
 * @param priorities Priorities of the service's rules by the paths of the ways that have them.
 */
export function decideDeployment(
  checks: Checks,
  args: ServiceArgs,
  priorities: Readonly<Record<string, number>>,
): DecidedDeployment {
  const { deployment = {}, waitForSteadyState, loadBalancer } = args;
  const { minimumHealthyPercent, maximumPercent } = args;
  const { strategy = "rolling", targetGroupPair } = deployment;
  const surroundings = {
    hasLoadBalancer: loadBalancer !== undefined,
    hasNetworkLoadBalancer: args.networkLoadBalancer !== undefined,
    hasConnectServices: (args.serviceConnect?.services ?? []).length > 0,
  };
  const trafficOwner = trafficOwnerOf(strategy, targetGroupPair);
  checks.fail(serviceNameProblem(args.serviceName));
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
  const settings = checks.decide(
    { deployment, minimumHealthyPercent, maximumPercent, waitForSteadyState, protocol },
    (known) => deploymentProblem(known.deployment, { ...known, ...surroundings }),
    (known) => known.deployment,
  );
  return { strategy, isRolling: strategy === "rolling", trafficOwner, deployment, settings };
}

/** CodeDeploy and tools outside move the requests of one way to the service. */
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

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
function serviceNameProblem(serviceName: string | undefined): Problem | undefined {
  if (serviceName === undefined || /^[A-Za-z0-9_-]{1,255}$/.test(serviceName)) return undefined;
  const reason = `'serviceName' must have 1 to 255 letters, digits, hyphens and underscores, got ${JSON.stringify(serviceName)}; "orders" works`;
  return { path: "serviceName", reason };
}
