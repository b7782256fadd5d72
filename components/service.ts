import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
import { Checks } from "./checks.js";
import { deployedArn } from "./deploymentCheck.js";
import { deploymentTimeoutProblem } from "./ecs/deploymentDeadline.js";
import { ruleProblem } from "./ecs/listenerRule.js";
import type { CountRange } from "./ecs/serviceCount.js";
import { countProblem, countRange } from "./ecs/serviceCount.js";
import { reachabilityProblem } from "./network/reachability.js";
import { field, rawField } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import { serviceScaling } from "./serviceScaling.js";
import { serviceStrategy } from "./serviceStrategy.js";
import type { ServiceTraffic } from "./serviceTraffic.js";
import { decideTarget, serviceTraffic } from "./serviceTraffic.js";
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
 * An ECS service on Fargate: rolling deployments that keep it healthy and go back when they fail, a rule on a shared
 * load balancer, and an autoscaler.
 */
export class Service extends pulumi.ComponentResource {
  /** What other programs need to know of this service. */
  public readonly ref: ServiceRef;
  /** Where requests reach the service; nothing without a load balancer. */
  public readonly url?: pulumi.Output<string>;
  /** Who owns each field that more than one writer could write: `program` or `autoscaler`. */
  public readonly ownership: pulumi.Output<Record<string, string>>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if the counts could never roll a deployment, the load balancer's target is not one
   * container's port, the rule or the strategy is illegal, or private tasks could never pull their image.
   */
  constructor(name: string, args: ServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Service", name);
    const { desiredCount, minimumHealthyPercent, maximumPercent, scaling } = args;
    const counts = checks.whenKnown(
      { desiredCount, minimumHealthyPercent, maximumPercent, scaling },
      countProblem,
      countRange,
    );
    const strategies =
      args.capacityProviderStrategies &&
      serviceStrategy(checks, args.capacityProviderStrategies, args);
    const target =
      args.loadBalancer && decideTarget(checks, args.loadBalancer, args.taskDefinition);
    if (args.loadBalancer) checks.fail(ruleProblem(args.loadBalancer));
    checks.fail(deploymentTimeoutProblem(args.deploymentTimeoutMinutes));
    const assignPublicIp = decidePublicIp(checks, args);
    super("slipway:index:Service", name, args, opts);

    const network = field(args.cluster, "network");
    const vpcId = field(network, "vpcId");
    const securityGroup = taskSecurityGroup(name, args.cluster, this);
    const traffic =
      args.loadBalancer &&
      target &&
      serviceTraffic(name, args.loadBalancer, {
        vpcId,
        securityGroupId: securityGroup.id,
        target,
        parent: this,
      });
    const service = new ecs.Service(
      name,
      {
        ...identity(args),
        ...rollingDeployment(counts),
        ...placement(args, strategies, assignPublicIp, securityGroup.id),
        ...balancing(args, traffic),
        // The program waits itself, since the provider could not say why a deployment failed.
        waitForSteadyState: false,
      },
      {
        parent: this,
        // Rules and the rest stand before ECS asks for them, and go only when the tasks are gone.
        dependsOn: traffic?.dependencies ?? [],
        ignoreChanges: args.scaling ? ["desiredCount"] : [],
        customTimeouts: { create: "20m", update: "20m", delete: "20m" },
      },
    );
    if (args.scaling) {
      const clusterName = field(args.cluster, "name");
      serviceScaling(name, args.scaling, { clusterName, serviceName: service.name, parent: this });
    }

    this.ref = {
      arn: deployedArn(service, args, this),
      name: service.name,
      clusterArn: service.cluster,
      securityGroupId: securityGroup.id,
    };
    if (traffic) this.url = traffic.url;
    this.ownership = ownershipOf(args);
    this.registerOutputs({ ref: this.ref, url: this.url, ownership: this.ownership });
  }
}

/** Which fields are whose: what the program does not own, an update leaves alone. */
function ownershipOf(args: ServiceArgs): pulumi.Output<Record<string, string>> {
  const owners: Record<string, string> = { desiredCount: args.scaling ? "autoscaler" : "program" };
  return pulumi.output(owners);
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

function rollingDeployment(counts: pulumi.Output<CountRange>) {
  return {
    desiredCount: counts.apply(({ least }) => least),
    deploymentController: { type: "ECS" },
    deploymentMinimumHealthyPercent: counts.apply((c) => c.minimumHealthyPercent),
    deploymentMaximumPercent: counts.apply((c) => c.maximumPercent),
    deploymentCircuitBreaker: { enable: true, rollback: true },
    // ECS refuses to rebalance where no task may run above the desired count.
    availabilityZoneRebalancing: counts.apply((c) =>
      c.maximumPercent > 100 ? "ENABLED" : "DISABLED",
    ),
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
    // Strategies change in place where a new deployment is forced; else the service would be replaced.
    forceNewDeployment: true,
    networkConfiguration: { ...placed.networkConfiguration, assignPublicIp },
  };
}

function balancing(args: ServiceArgs, traffic: ServiceTraffic | undefined) {
  if (!traffic) return {};
  return {
    healthCheckGracePeriodSeconds: args.healthCheckGracePeriodSeconds ?? 60,
    loadBalancers: [
      {
        targetGroupArn: traffic.targetGroup.arn,
        containerName: traffic.target.apply(({ containerName }) => containerName),
        containerPort: traffic.target.apply(({ containerPort }) => containerPort),
      },
    ],
  };
}
