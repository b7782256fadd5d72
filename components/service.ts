import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import { Checks } from "./checks.js";
import { ruleProblem } from "./ecs/listenerRule.js";
import { decideDeployment } from "./decideDeployment.js";
import { countProblem, countRange } from "./ecs/serviceCount.js";
import { reachabilityProblem } from "./network/reachability.js";
import type { ExternalDeploymentRef } from "./externalDeploymentRef.js";
import { field, rawField } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import { serviceDeployment } from "./serviceDeployment.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
import { serviceScaling } from "./serviceScaling.js";
import { serviceStrategy } from "./serviceStrategy.js";
import { decideTarget } from "./serviceTraffic.js";
import { decidedTraffic } from "./shiftedTraffic.js";
import { taskPlacement } from "./taskPlacement.js";
import { taskSecurityGroup } from "./taskSecurityGroup.js";

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
    const { desiredCount, minimumHealthyPercent, maximumPercent, scaling } = args;
    const decided = decideDeployment(checks, name, args);
    const { isRolling } = decided;
    const counts = checks.whenKnown(
      { desiredCount, minimumHealthyPercent, maximumPercent, scaling, isRolling },
      countProblem,
      countRange,
    );
    const strategies =
      args.capacityProviderStrategies &&
      serviceStrategy(checks, args.capacityProviderStrategies, args);
    const target = args.loadBalancer && balancedTarget(checks, args.loadBalancer, args);
    const assignPublicIp = decidePublicIp(checks, args);
    super("slipway:index:Service", name, args, opts);

    const vpcId = field(field(args.cluster, "network"), "vpcId");
    const securityGroup = taskSecurityGroup(name, args.cluster, this);
    const traffic =
      args.loadBalancer &&
      target &&
      decidedTraffic(name, args.loadBalancer, decided, {
        vpcId,
        securityGroupId: securityGroup.id,
        target,
        parent: this,
      });
    const placed = placement(args, strategies, assignPublicIp, securityGroup.id);
    const context = { counts, traffic, decided, placed, parent: this };
    const deployment = serviceDeployment(name, args, context);
    const service = new ecs.Service(
      name,
      {
        ...identity(args),
        ...deployment.inputs,
      },
      {
        parent: this,
        // Rules and the rest stand before ECS asks for them, and go only when the tasks are gone.
        dependsOn: deployment.dependencies,
        ignoreChanges: deployment.ignoreChanges,
        customTimeouts: deployment.customTimeouts,
      },
    );
    const external = deployment.complete(service);
    if (args.scaling) {
      const clusterName = field(args.cluster, "name");
      serviceScaling(name, args.scaling, { clusterName, serviceName: service.name, parent: this });
    }

    this.ref = {
      arn: service.id,
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

/** The container and port that get the requests, where the rule for them is legal. */
function balancedTarget(
  checks: Checks,
  balancer: ServiceLoadBalancerArgs,
  { taskDefinition }: ServiceArgs,
) {
  const target = decideTarget(checks, balancer, taskDefinition);
  checks.fail(ruleProblem(balancer));
  return target;
}

function identity(args: ServiceArgs) {
  return {
    cluster: field(args.cluster, "arn"),
    taskDefinition: field(args.taskDefinition, "arn"),
    enableExecuteCommand: args.enableExecuteCommand ?? false,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
  };
}

/** Whether tasks have public addresses, as early as it is known that they can pull their image. */
function decidePublicIp(checks: Checks, args: ServiceArgs): pulumi.Output<boolean> {
  const reach: unknown = rawField(rawField(args.cluster, "network"), "privateReach");
  return checks.whenKnown(
    {
      assignPublicIp: args.assignPublicIp ?? false,
      reach: reach as pulumi.Input<string | undefined>,
    },
    reachabilityProblem,
    ({ assignPublicIp }) => assignPublicIp,
  );
}

function placement(
  args: ServiceArgs,
  strategies: pulumi.Output<CapacityProviderStrategyArgs[]> | undefined,
  assignPublicIp: pulumi.Output<boolean>,
  securityGroupId: pulumi.Output<string>,
) {
  const placed = taskPlacement(
    { ...args, capacityProviderStrategies: strategies },
    securityGroupId,
  );
  return {
    ...placed,
    networkConfiguration: { ...placed.networkConfiguration, assignPublicIp },
  };
}
