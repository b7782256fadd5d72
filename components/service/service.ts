import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../argument/checks.js";
import { field } from "../argument/refField.js";
import { taskPlacement } from "../launch/taskPlacement.js";
import type { TaskSecurityGroups } from "../launch/taskSecurityGroups.js";
import { taskSecurityGroups } from "../launch/taskSecurityGroups.js";
import type { ExternalDeploymentRef } from "./args/externalDeploymentRef.js";
import type { ServiceArgs } from "./args/serviceArgs.js";
import type { ServiceRef } from "./args/serviceRef.js";
import type { DecidedService } from "./decideService.js";
import { adviseDaemon } from "./decidePlacement.js";
import { decideService } from "./decideService.js";
import { awaitDeployment } from "./deployment/awaitDeployment.js";
import { serviceDeployment } from "./deployment/serviceDeployment.js";
import { execGrant } from "./execGrant.js";
import { peerTraffic } from "./peers/peerTraffic.js";
import { serviceScaling } from "./scaling/serviceScaling.js";
import { makeTraffic } from "./traffic/makeTraffic.js";
import { nlbTraffic } from "./traffic/nlbTraffic.js";

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
    args = checks.arguments(args);
    const decided = decideService(checks, name, args, opts);
    super("slipway:index:Service", name, args, opts);
    adviseDaemon(name, args, this);

    const { launch } = decided;
    const securityGroups = taskSecurityGroups(name, launch, this);
    const { service, traffic, external } = makeService(name, decided, {
      securityGroups,
      parent: this,
    });
    if (decided.scaling) {
      serviceScaling(name, decided.scaling, {
        clusterName: decided.clusterName,
        serviceName: service.name,
        requestLabel: traffic?.requestLabel,
        parent: this,
      });
    }

    const { instanceSecurityGroupIds } = securityGroups;
    this.ref = {
      arn: awaitDeployment(service, {
        counts: decided.counts,
        decided: decided.deployment,
        targets: targetTimings(decided),
        taskDefinitionArn: launch.taskNetwork.taskDefinitionArn,
        parent: this,
      }),
      name: service.name,
      clusterArn: service.cluster,
      securityGroupId: securityGroups.securityGroupId,
      ...(instanceSecurityGroupIds && { instanceSecurityGroupIds }),
    };
    if (traffic) this.url = traffic.url;
    this.ownership = pulumi.output(decided.deployment.owners);
    if (external) this.external = external;
    this.registerOutputs({ ref: this.ref, url: this.url, ownership: this.ownership, external });
  }
}

/** Makes the ECS service, what lets others reach it before it, and what deploys into it after. */
function makeService(
  name: string,
  decided: DecidedService,
  { securityGroups, parent }: { securityGroups: TaskSecurityGroups; parent: pulumi.Resource },
) {
  const { launch, deployment, clusterName, boundary } = decided;
  const { trafficOwner } = deployment;
  const context = { vpcId: field(launch.network, "vpcId"), securityGroups, trafficOwner, parent };
  const traffic = decided.traffic && makeTraffic(decided.traffic, context);
  const made = serviceDeployment(name, {
    counts: decided.counts,
    decided: deployment,
    clusterName,
    traffic,
    nlbTraffic: decided.nlbTraffic && nlbTraffic(decided.nlbTraffic, context),
    ...boundary,
    parent,
    taskDefinitionArn: launch.taskNetwork.taskDefinitionArn,
    placed: taskPlacement(launch, securityGroups),
  });
  const peers = peerTraffic(name, decided.peers, { ...context, ...boundary });
  const exec = decided.exec ? execGrant(name, decided.exec, parent) : [];
  const service = new ecs.Service(
    name,
    { ...decided.identity, ...peers.inputs, ...made.inputs, ...decided.placement },
    {
      parent,
      // Rules and the rest stand before ECS asks for them, and go only when the tasks are gone.
      dependsOn: [...made.dependencies, ...peers.dependencies, ...securityGroups.rules, ...exec],
      ignoreChanges: made.ignoreChanges,
      customTimeouts: made.customTimeouts,
      // ECS keeps the network of a service that is updated without one, and refuses that in the other modes.
      ...(launch.taskNetwork.instances && { replaceOnChanges: ["networkConfiguration"] }),
    },
  );
  return { service, traffic, external: made.complete(service) };
}

/** What every target of a service says of the time that a deployment may take. */
function targetTimings({ traffic, nlbTraffic: nlb }: DecidedService) {
  const targets = traffic ? [traffic.first, ...traffic.additional] : [];
  return [...targets, ...(nlb?.listeners ?? [])].map(({ timing }) => timing);
}
