import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../argument/checks.js";
import { awaitDeployment } from "./deployment/awaitDeployment.js";
import type { ExternalDeploymentRef } from "./args/externalDeploymentRef.js";
import { peerTraffic } from "./peers/peerTraffic.js";
import { nlbTraffic } from "./traffic/nlbTraffic.js";
import { field } from "../argument/refField.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import { decideService } from "./decideService.js";
import { serviceDeployment } from "./deployment/serviceDeployment.js";
import { execGrant } from "./execGrant.js";
import { serviceScaling } from "./scaling/serviceScaling.js";
import { serviceVolume } from "./serviceVolume.js";
import type { DecidedTaskNetwork } from "../launch/decideTaskNetwork.js";
import { taskSecurityGroups } from "../launch/decideTaskNetwork.js";
import { taskPlacement } from "../launch/taskPlacement.js";
import { trafficOf } from "./traffic/decideTraffic.js";

/** What other programs need to know of a service. Plain, so that it crosses stacks. */
export interface ServiceRef {
  /** ARN of the ECS service. */
  arn: pulumi.Input<string>;
  /** Name of the ECS service. */
  name: pulumi.Input<string>;
  /** ARN of its cluster. */
  clusterArn: pulumi.Input<string>;
  /**
   * Security group of its tasks, for peers to name in their own rules: that of the instances, of the first group, where the
   * tasks share their network.
   */
  securityGroupId: pulumi.Input<string>;
  /**
   * Security groups of all instances whose network its tasks share.
   *
   * @default - each task has a network interface of its own
   */
  instanceSecurityGroupIds?: pulumi.Input<string[]>;
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
    const decided = decideService(checks, name, args);
    super("slipway:index:Service", name, args, opts);

    const vpcId = field(field(args.cluster, "network"), "vpcId");
    const doors = taskSecurityGroups(name, decided.launch.network, args.cluster, this);
    const way = { vpcId, doors, decided: decided.deployment, parent: this };
    const traffic = decided.traffic && trafficOf(decided.traffic, way);
    const network = decided.network && nlbTraffic(...decided.network, way);
    const internal = peerTraffic(name, args, decided.internal, way);
    const deployment = serviceDeployment(name, args, {
      counts: decided.counts,
      decided: decided.deployment,
      traffic,
      network,
      parent: this,
      taskDefinitionArn: decided.launch.network.taskDefinitionArn,
      placed: taskPlacement(args, decided.strategies, { ...decided.launch, ...doors }),
    });
    const exec = execGrant(name, args, this);
    const service = new ecs.Service(
      name,
      { ...identity(args, decided.launch.network), ...internal.inputs, ...deployment.inputs },
      {
        parent: this,
        // Rules and the rest stand before ECS asks for them, and go only when the tasks are gone.
        dependsOn: [...deployment.dependencies, ...internal.dependencies, ...exec],
        ignoreChanges: deployment.ignoreChanges,
        customTimeouts: deployment.customTimeouts,
        // ECS keeps the network of a service that is updated without one, and refuses that in the other modes.
        ...(decided.launch.network.instances && { replaceOnChanges: ["networkConfiguration"] }),
      },
    );
    const external = deployment.complete(service);
    if (decided.scaling) {
      serviceScaling(name, decided.scaling, {
        clusterName: field(args.cluster, "name"),
        serviceName: service.name,
        requestLabel: traffic?.requestLabel,
        parent: this,
      });
    }

    this.ref = {
      arn: awaitDeployment(service, args, decided, this),
      name: service.name,
      clusterArn: service.cluster,
      securityGroupId: doors.securityGroupId,
      ...(doors.instanceSecurityGroupIds && {
        instanceSecurityGroupIds: doors.instanceSecurityGroupIds,
      }),
    };
    if (traffic) this.url = traffic.url;
    this.ownership = pulumi.output(deployment.owners);
    if (external) this.external = external;
    this.registerOutputs({ ref: this.ref, url: this.url, ownership: this.ownership, external });
  }
}

function identity(args: ServiceArgs, { taskDefinitionArn }: DecidedTaskNetwork) {
  return {
    cluster: field(args.cluster, "arn"),
    taskDefinition: taskDefinitionArn,
    ...serviceVolume(args.taskDefinition),
    enableExecuteCommand: args.enableExecuteCommand ?? false,
    enableEcsManagedTags: true,
    propagateTags: "SERVICE",
  };
}
