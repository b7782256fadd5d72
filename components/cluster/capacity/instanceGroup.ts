import { Group } from "@pulumi/aws/autoscaling";
import type { LaunchTemplate } from "@pulumi/aws/ec2";
import { CapacityProvider } from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { instancePlatformOf } from "../rules/instancePlatform.js";
import { groupRequirements } from "../rules/instanceRequirements.js";
import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import { AGENT_POLICY, instanceProfile, SESSION_MANAGER_POLICY } from "./instanceProfile.js";
import type { InstanceCapacity } from "./instanceSecurityGroup.js";
import { instanceSecurityGroup } from "./instanceSecurityGroup.js";
import { instanceTemplate } from "./instanceTemplate.js";
import { physicalName } from "../../rules/physicalName.js";
import type { NetworkRef } from "../../network/networkRef.js";
import { field } from "../../argument/refField.js";
import { ownerParts } from "../../argument/ownerParts.js";

const SECONDS_A_DAY = 86_400;

interface InstanceGroupContext extends RoleBoundary {
  /** Logical name of the cluster. */
  cluster: string;
  /** Name of the ECS cluster, which the instances join. */
  clusterName: pulumi.Output<string>;
  network: pulumi.Input<NetworkRef>;
  /** Whether the cluster has the resource option `protect`. */
  protect: boolean;
  parent: pulumi.Resource;
}

/**
 * Name of a group's capacity provider, known before it exists. What replaces the group is in it, so that the new
 * provider stands beside the old one while tasks move.
 */
export function capacityProviderName(
  cluster: string,
  group: InstanceGroupArgs,
  parent: pulumi.Resource,
): string {
  return groupName("capacityProvider", cluster, group, parent);
}

function groupName(
  kind: "autoScalingGroup" | "capacityProvider",
  cluster: string,
  group: InstanceGroupArgs,
  parent: pulumi.Resource,
): string {
  const { architecture, operatingSystem, gpu } = instancePlatformOf(group);
  return physicalName(
    kind,
    [cluster, group.name, ...ownerParts(parent)],
    [architecture, operatingSystem, String(gpu)],
  );
}

/** Makes a group of instances that join a cluster, and the capacity provider that scales it. */
export function instanceGroup(
  args: InstanceGroupArgs,
  extension: pulumi.Input<string>,
  context: InstanceGroupContext,
): InstanceCapacity {
  const { cluster, parent, protect } = context;
  const name = `${cluster}-${args.name}`;
  const unique = [...ownerParts(parent)];
  const profile = instanceProfile(name, {
    roleName: physicalName("iamRole", [cluster, args.name, "instance", ...unique]),
    policies: [
      { suffix: "agent", policy: AGENT_POLICY },
      ...(args.enableSessionManager
        ? [{ suffix: "sessions", policy: SESSION_MANAGER_POLICY }]
        : []),
    ],
    policyArns: args.policyArns,
    permissionsBoundaryArn: context.permissionsBoundaryArn,
    parent,
  });
  const securityGroup = instanceSecurityGroup(name, context.network, parent);
  const template = instanceTemplate(name, args, {
    profileArn: profile.arn,
    extension,
    clusterName: context.clusterName,
    securityGroupId: securityGroup.id,
    parent,
  });
  const forceDelete = args.forceDelete ?? !protect;
  const group = new Group(
    name,
    {
      name: groupName("autoScalingGroup", cluster, args, parent),
      minSize: args.minSize,
      maxSize: args.maxSize,
      desiredCapacity: args.desiredCapacity ?? args.minSize,
      vpcZoneIdentifiers: field(context.network, "privateSubnetIds"),
      ...launches(args, template),
      ...(args.warmPool && { warmPool: warmPool(args.warmPool), forceDeleteWarmPool: forceDelete }),
      // ECS refuses to protect tasks from the group's shrinking where instances start unprotected.
      protectFromScaleIn: args.managedTerminationProtection ?? false,
      forceDelete,
      ...(args.maxInstanceLifetimeDays !== undefined && {
        maxInstanceLifetime: args.maxInstanceLifetimeDays * SECONDS_A_DAY,
      }),
      // ECS puts this tag on a group that it scales; without it here every update would take it off again.
      tags: [{ key: "AmazonECSManaged", value: "true", propagateAtLaunch: true }],
    },
    {
      parent,
      // Instances need the agent's permissions from their first start to their last signal.
      dependsOn: profile.attachments,
      ignoreChanges: ["desiredCapacity"],
    },
  );
  const providerName = capacityProviderName(cluster, args, parent);
  const provider = groupProvider(name, providerName, group.arn, args, parent);
  return { provider, securityGroupId: securityGroup.id };
}

/** Makes the capacity provider by which ECS scales and drains a group. */
function groupProvider(
  name: string,
  providerName: string,
  autoScalingGroupArn: pulumi.Output<string>,
  args: InstanceGroupArgs,
  parent: pulumi.Resource,
): CapacityProvider {
  return new CapacityProvider(
    name,
    {
      name: providerName,
      autoScalingGroupProvider: {
        autoScalingGroupArn,
        managedDraining: enabled(args.managedDraining ?? true),
        managedTerminationProtection: enabled(args.managedTerminationProtection ?? false),
        managedScaling: managedScaling(args),
      },
    },
    { parent },
  );
}

/** One type on demand launches by the template alone; several types, requirements, or Spot, by a policy over it. */
function launches(args: InstanceGroupArgs, template: LaunchTemplate) {
  const { instanceTypes = [], spot } = args;
  const version = template.latestVersion.apply(String);
  if (spot === undefined && instanceTypes.length === 1) {
    return { launchTemplate: { id: template.id, version } };
  }
  const requirements = groupRequirements(args);
  return {
    mixedInstancesPolicy: {
      instancesDistribution: {
        // Types that EC2 finds have no order of their own.
        ...(requirements && { onDemandAllocationStrategy: "lowest-price" }),
        onDemandBaseCapacity: spot?.onDemandBaseCapacity ?? 0,
        onDemandPercentageAboveBaseCapacity: spot ? (spot.onDemandPercentage ?? 0) : 100,
        spotAllocationStrategy: spot?.spotAllocationStrategy ?? "price-capacity-optimized",
      },
      launchTemplate: {
        launchTemplateSpecification: { launchTemplateId: template.id, version },
        overrides: requirements
          ? [{ instanceRequirements: requirements }]
          : instanceTypes.map((instanceType) => ({ instanceType })),
      },
    },
  };
}

function managedScaling(args: InstanceGroupArgs) {
  const { instanceWarmupSeconds, minimumScalingStepSize, maximumScalingStepSize } = args;
  return {
    status: "ENABLED",
    targetCapacity: args.managedScalingTargetPercent ?? 100,
    ...(instanceWarmupSeconds !== undefined && { instanceWarmupPeriod: instanceWarmupSeconds }),
    ...(minimumScalingStepSize !== undefined && { minimumScalingStepSize }),
    ...(maximumScalingStepSize !== undefined && { maximumScalingStepSize }),
  };
}

function warmPool(pool: NonNullable<InstanceGroupArgs["warmPool"]>) {
  return {
    minSize: pool.minSize ?? 0,
    poolState: pool.poolState ?? "Stopped",
    instanceReusePolicy: { reuseOnScaleIn: pool.reuseOnScaleIn ?? false },
    ...(pool.maxGroupPreparedCapacity !== undefined && {
      maxGroupPreparedCapacity: pool.maxGroupPreparedCapacity,
    }),
  };
}

function enabled(on: boolean): string {
  return on ? "ENABLED" : "DISABLED";
}
