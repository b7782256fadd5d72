import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import { checkedScaling } from "./checkedScaling.js";
import { Checks } from "./checks.js";
import type { DecidedDeployment } from "./decideDeployment.js";
import { decideDeployment } from "./decideDeployment.js";
import { deployedArn } from "./deploymentCheck.js";
import { countProblem, countRange } from "./ecs/serviceCount.js";
import type { ExternalDeploymentRef } from "./externalDeploymentRef.js";
import { decideInternal, internalTraffic } from "./internalTraffic.js";
import { decideNetwork, networkTraffic } from "./networkTraffic.js";
import { decidePublicIp } from "./publicIp.js";
import { field } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import { serviceDeployment } from "./serviceDeployment.js";
import { serviceScaling } from "./serviceScaling.js";
import { serviceVolume } from "./serviceVolume.js";
import { checkTaskLaunch } from "./taskLaunch.js";
import { taskPlacement } from "./taskPlacement.js";
import { taskSecurityGroup } from "./taskSecurityGroup.js";
import { taskStrategy } from "./taskStrategy.js";
import { decideTraffic, trafficOf } from "./trafficDecisions.js";

/** What other programs need to know of a service. Plain, so that it crosses stacks. */
export interface ServiceRef {
  /** ARN of the ECS service. */
  arn: pulumi.Input<string>;
  /** Name of the ECS service. */
  name: pulumi.Input<string>;
  /** ARN of its cluster. */
  clusterArn: pulumi.Input<string>;
  /** Security group of its tasks, for peers to name in their own rules. */
  securityGroupId: pulumi.Input<string>;
}

/**
 * An ECS service: deployments that keep it healthy and go back when they fail, a rule on a shared load balancer, and an
 * autoscaler. How a new revision comes in is the matter of `deployment`: step by step by default.
 */
export class Service extends pulumi.ComponentResource {
  /** What other programs need to know of this service. */
  public readonly ref: ServiceRef;
  /** Where requests reach the service; nothing without a load balancer. */
  public readonly url?: pulumi.Output<string>;
  /**
   * Who owns each field that more than one writer could write: `program`, `autoscaler`, `ecs`, `codeDeploy` or `external`.
   * The program leaves alone what it does not own.
   */
  public readonly ownership: pulumi.Output<Record<string, string>>;

  /** What a tool outside needs to deploy the service; nothing but with strategy `external`. */
  public readonly external?: ExternalDeploymentRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if the counts could never roll a deployment, the load balancer's target is not one
   * container's port, the rule or the strategy is illegal, or private tasks could never pull their image.
   */
  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Service", name);
    const decidedTraffic = decideTraffic(checks, name, args);
    const decided = decideDeployment(checks, args, decidedTraffic?.first.route.priority);
    const counts = checks.whenKnown(
      { ...countsOf(args), isRolling: decided.isRolling },
      countProblem,
      countRange,
    );
    const scaling = args.scaling && checkedScaling(checks, args.scaling, requestsOf(args, decided));
    const strategies = taskStrategy(checks, args);
    const assignPublicIp = decidePublicIp(checks, args);
    checkTaskLaunch(checks, args);
    const decidedInternal = decideInternal(checks, name, args);
    const { networkLoadBalancer } = args;
    const decidedNetwork =
      networkLoadBalancer && decideNetwork(checks, name, networkLoadBalancer, args);
    super("slipway:index:Service", name, args, opts);

    const vpcId = field(field(args.cluster, "network"), "vpcId");
    const securityGroup = taskSecurityGroup(name, args.cluster, this);
    const way = { vpcId, securityGroupId: securityGroup.id, decided, parent: this };
    const traffic = decidedTraffic && trafficOf(decidedTraffic, way);
    const network =
      networkLoadBalancer &&
      decidedNetwork &&
      networkTraffic(networkLoadBalancer, decidedNetwork, way);
    const internal = internalTraffic(name, args, decidedInternal, way);
    const placed = placement(args, strategies, assignPublicIp, securityGroup.id);
    const context = { counts, traffic, network, decided, placed, parent: this };
    const deployment = serviceDeployment(name, args, context);
    const service = new ecs.Service(
      name,
      {
        ...identity(args),
        ...internal.inputs,
        ...deployment.inputs,
      },
      {
        parent: this,
        // Rules and the rest stand before ECS asks for them, and go only when the tasks are gone.
        dependsOn: [...deployment.dependencies, ...internal.dependencies],
        ignoreChanges: deployment.ignoreChanges,
        customTimeouts: deployment.customTimeouts,
      },
    );
    const external = deployment.complete(service);
    if (scaling) {
      serviceScaling(name, scaling, {
        clusterName: field(args.cluster, "name"),
        serviceName: service.name,
        requestLabel: traffic?.requestLabel,
        parent: this,
      });
    }

    this.ref = {
      arn: deployedArn(service, args, decided, this),
      name: service.name,
      clusterArn: service.cluster,
      securityGroupId: securityGroup.id,
    };
    if (traffic) this.url = traffic.url;
    this.ownership = pulumi.output(deployment.owners);
    if (external) this.external = external;
    this.registerOutputs({ ref: this.ref, url: this.url, ownership: this.ownership, external });
  }
}

/** What counts a service's requests. */
function requestsOf({ loadBalancer }: ServiceArgs, { trafficOwner }: DecidedDeployment) {
  if (!loadBalancer) return "none";
  return trafficOwner === "program" ? "one" : "two";
}

/** The counts among a service's arguments: what else the autoscaler takes may be known later. */
function countsOf({ desiredCount, minimumHealthyPercent, maximumPercent, scaling }: ServiceArgs) {
  const limits = scaling && {
    minCapacity: scaling.minCapacity,
    maxCapacity: scaling.maxCapacity,
    schedules: (scaling.schedules ?? []).map(({ minCapacity, maxCapacity }) => ({
      minCapacity,
      maxCapacity,
    })),
  };
  return { desiredCount, minimumHealthyPercent, maximumPercent, scaling: limits };
}

function identity(args: ServiceArgs) {
  return {
    cluster: field(args.cluster, "arn"),
    taskDefinition: field(args.taskDefinition, "arn"),
    ...serviceVolume(args.taskDefinition),
    enableExecuteCommand: args.enableExecuteCommand ?? false,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
  };
}

function placement(
  args: ServiceArgs,
  strategies: pulumi.Output<CapacityProviderStrategyArgs[]>,
  assignPublicIp: pulumi.Output<boolean>,
  securityGroupId: pulumi.Output<string>,
) {
  const placed = taskPlacement(args, strategies, securityGroupId);
  return {
    ...placed,
    networkConfiguration: { ...placed.networkConfiguration, assignPublicIp },
  };
}
