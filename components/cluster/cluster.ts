import * as aws from "@pulumi/aws/ecs";
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { HttpNamespace } from "@pulumi/aws/servicediscovery";
import * as pulumi from "@pulumi/pulumi";
import { Checks } from "../argument/checks.js";
import type { ClusterArgs } from "./args/clusterArgs.js";
import { clusterCapacity } from "./capacity/clusterCapacity.js";
import type { InstanceGroupArgs } from "./args/instanceGroupArgs.js";
import type { ManagedInstancesArgs } from "./args/managedInstancesArgs.js";
import type { ClusterRef } from "./args/clusterRef.js";
import { managedPlatformRef, platformRef } from "./rules/instancePlatform.js";
import { decideCluster } from "./decideCluster.js";

/**
 * An ECS cluster with Fargate and Fargate Spot unless it is to have less, groups of EC2 instances where they are asked for, Container Insights, and
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
    args = checks.arguments(args);
    const known = decideCluster(checks, args);
    super("slipway:index:Cluster", name, args, opts);
    const parent = { parent: this };

    const namespace =
      known.namespaceName &&
      new HttpNamespace(
        name,
        { name: known.namespaceName, description: `Service Connect of the ECS cluster ${name}` },
        parent,
      );
    const exec = execLogging(name, args, known.retentionInDays, this);
    const cluster = new aws.Cluster(
      name,
      {
        settings: [{ name: "containerInsights", value: args.containerInsights ?? "enabled" }],
        configuration: {
          executeCommandConfiguration: exec.configuration,
        },
        ...(namespace && { serviceConnectDefaults: { namespace: namespace.arn } }),
      },
      parent,
    );
    const capacity = clusterCapacity(name, cluster, {
      groups: known.groups,
      strategies: known.strategies,
      managed: known.managed,
      fargate: args.capacityProviders,
      ownsCapacity: args.instanceGroups !== undefined || args.managedInstances !== undefined,
      network: args.network,
      permissionsBoundaryArn: args.permissionsBoundaryArn,
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
      ...(args.capacityProviders && { fargateCapacityProviders: args.capacityProviders }),
      ...platformRefs(
        known.groups.map(([group]) => group),
        known.managed,
      ),
      ...(namespace && { namespaceArn: namespace.arn }),
      execLogging: exec.ref,
    };
    this.registerOutputs({ ref: this.ref });
  }
}

/** What services and tasks are told of the instances that they may run on. */
function platformRefs(
  groups: readonly InstanceGroupArgs[],
  managed: readonly ManagedInstancesArgs[],
): Pick<ClusterRef, "instancePlatforms" | "managedInstances" | "managedPlatforms"> {
  return {
    ...(groups.length > 0 && {
      instancePlatforms: Object.fromEntries(
        groups.map((group) => [group.name, platformRef(group)]),
      ),
    }),
    ...(managed.length > 0 && {
      managedInstances: managed.map(({ name }) => name),
      managedPlatforms: Object.fromEntries(
        managed.map((one) => [one.name, managedPlatformRef(one.instanceRequirements)]),
      ),
    }),
  };
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
  const configuration = {
    ...encryption,
    logging: "OVERRIDE",
    logConfiguration: {
      cloudWatchLogGroupName: log.name,
      ...(execKmsKeyArn !== undefined && { cloudWatchEncryptionEnabled: true }),
    },
  };
  const ref = {
    logGroupArn: log.arn,
    ...(execKmsKeyArn !== undefined && { kmsKeyArn: execKmsKeyArn }),
  };
  return { configuration, ref };
}

/** Whether a resource is protected, by its own options or by a parent's. Pulumi keeps it out of its published types. */
function isProtected(resource: pulumi.Resource): boolean {
  return (resource as unknown as { __protect?: boolean }).__protect ?? false;
}
