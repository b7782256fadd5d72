import * as aws from "@pulumi/aws/ecs";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { HttpNamespace } from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";

import { capacityStrategyProblem } from "./rules/capacityStrategy.js";
import { Checks } from "../argument/checks.js";
import type { ClusterArgs } from "./args/clusterArgs.js";
import { clusterCapacity, ON_FARGATE } from "./capacity/clusterCapacity.js";
import { instanceGroupsProblem } from "./rules/instanceGroupRules.js";
import { managedInstancesProblem } from "./rules/managedInstancesRules.js";
import { userDataProblem } from "./rules/userData.js";
import { logRetentionProblem } from "../rules/logRetention.js";
import { namespaceNameProblem } from "./rules/namespaceName.js";
import { spotMix, spotMixProblem } from "./rules/spotMix.js";
import type { ClusterRef } from "./args/clusterRef.js";

/**
 * An ECS cluster with Fargate and Fargate Spot, groups of EC2 instances where they are asked for, Container Insights, and
 * a log of ECS Exec sessions.
 */
export class Cluster extends pulumi.ComponentResource {
  /** What other components need to know of this cluster. */
  public readonly ref: ClusterRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if CloudWatch Logs does not offer `execLogRetentionDays`, or AWS would refuse an instance
   * group, the strategy or the namespace's name.
   */
  constructor(name: string, args: ClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Cluster", name);
    const known = checkedArguments(checks, args);
    super("slipway:index:Cluster", name, args, opts);
    const parent = { parent: this };

    const namespace =
      known.namespaceName &&
      new HttpNamespace(
        name,
        { name: known.namespaceName, description: `Service Connect of the ECS cluster ${name}` },
        parent,
      );
    const cluster = new aws.Cluster(
      name,
      {
        settings: [{ name: "containerInsights", value: args.containerInsights ?? "enabled" }],
        configuration: {
          executeCommandConfiguration: execLogging(name, args, known.retentionInDays, this),
        },
        ...(namespace && { serviceConnectDefaults: { namespace: namespace.arn } }),
      },
      parent,
    );
    const capacity = clusterCapacity(name, cluster, {
      groups: known.groups,
      strategies: known.strategies,
      managed: known.managed,
      ownsCapacity: args.instanceGroups !== undefined || args.managedInstances !== undefined,
      network: args.network,
      protect: isProtected(this),
      parent: this,
    });

    this.ref = {
      // A service that knows the cluster only when the providers are attached is also gone before they are.
      arn: pulumi.all([cluster.arn, capacity.attached]).apply(([arn]) => arn),
      name: cluster.name,
      network: args.network,
      defaultCapacityProviderStrategies: capacity.strategies,
      ...(Object.keys(capacity.capacityProviders).length > 0 && {
        capacityProviders: capacity.capacityProviders,
        instanceSecurityGroupIds: capacity.instanceSecurityGroupIds,
      }),
      ...(known.managed.length > 0 && { managedInstances: known.managed.map(({ name: n }) => n) }),
      ...(namespace && { namespaceArn: namespace.arn }),
    };
    this.registerOutputs({ ref: this.ref });
  }
}

/** A cluster's arguments with the defaults filled in, checked as soon as they are known. */
function checkedArguments(checks: Checks, args: ClusterArgs) {
  const instanceGroups = args.instanceGroups ?? [];
  checks.fail(instanceGroupsProblem(instanceGroups, "instanceGroups"));
  const asked = args.defaultCapacityProviderStrategies;
  checks.fail(spotMixProblem(args.spotAboveTasks, asked, "defaultCapacityProviderStrategies"));
  const strategies =
    args.spotAboveTasks === undefined ? (asked ?? ON_FARGATE) : spotMix(args.spotAboveTasks);
  const groupNames = instanceGroups.map(({ name }) => name);
  const managed = args.managedInstances ?? [];
  checks.fail(managedInstancesProblem(managed, "managedInstances", groupNames));
  checks.fail(
    capacityStrategyProblem(strategies, "defaultCapacityProviderStrategies", {
      instanceGroups: groupNames,
      managedInstances: managed.map(({ name }) => name),
    }),
  );
  const retentionInDays = checks.known(args.execLogRetentionDays ?? 30, (days) =>
    logRetentionProblem(days, "execLogRetentionDays"),
  );
  const namespaceName =
    args.serviceConnectNamespace === undefined
      ? undefined
      : checks.known(args.serviceConnectNamespace, (name) =>
          namespaceNameProblem(name, "serviceConnectNamespace"),
        );
  const groups = instanceGroups.map((group, i) => {
    const extension = checks.known(group.userData ?? "", (text) =>
      userDataProblem(text, `instanceGroups[${i}].userData`),
    );
    return [group, extension] as const;
  });
  return { strategies, retentionInDays, namespaceName, groups, managed };
}

/** Where ECS Exec writes what was typed, and with which key the session and its log are encrypted. */
function execLogging(
  name: string,
  { execKmsKeyArn }: ClusterArgs,
  retentionInDays: pulumi.Output<number>,
  parent: pulumi.Resource,
) {
  const encryption = execKmsKeyArn === undefined ? {} : { kmsKeyId: execKmsKeyArn };
  const log = new LogGroup(`${name}-exec`, { retentionInDays, ...encryption }, { parent });
  return {
    ...encryption,
    logging: "OVERRIDE",
    logConfiguration: {
      cloudWatchLogGroupName: log.name,
      ...(execKmsKeyArn !== undefined && { cloudWatchEncryptionEnabled: true }),
    },
  };
}

/** Whether a resource is protected, by its own options or by a parent's. Pulumi keeps it out of its published types. */
function isProtected(resource: pulumi.Resource): boolean {
  return (resource as unknown as { __protect?: boolean }).__protect ?? false;
}
