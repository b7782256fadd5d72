import { CapacityProvider } from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import { optionOf } from "../rules/managedInstancesRules.js";
import { instanceProfile, MANAGED_AGENT_POLICY } from "./instanceProfile.js";
import type { InstanceCapacity } from "./instanceSecurityGroup.js";
import { instanceSecurityGroup } from "./instanceSecurityGroup.js";
import type { ManagedInstancesArgs } from "../args/managedInstancesArgs.js";
import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { managedInstancesRole } from "./managedInstancesRole.js";
import { physicalName } from "../../rules/physicalName.js";
import type { NetworkRef } from "../../network/networkRef.js";
import { field } from "../../argument/refField.js";
import { ownerParts } from "../../argument/ownerParts.js";

interface ManagedInstancesContext extends RoleBoundary {
  /** Logical name of the cluster. */
  cluster: string;
  /** Name of the ECS cluster, whose capacity provider it is. */
  clusterName: pulumi.Output<string>;
  network: pulumi.Input<NetworkRef>;
  parent: pulumi.Resource;
}

/**
 * Name of the capacity provider of managed instances, known before it exists. What replaces the provider is in it, so
 * that the new one stands beside the old one while tasks move.
 */
export function managedProviderName(
  cluster: string,
  args: ManagedInstancesArgs,
  parent: pulumi.Resource,
): string {
  return physicalName(
    "capacityProvider",
    [cluster, args.name, ...ownerParts(parent)],
    [optionOf(args)],
  );
}

/** Makes the capacity provider by which ECS runs instances for a cluster, and the roles that it needs. */
export function managedInstances(
  args: ManagedInstancesArgs,
  context: ManagedInstancesContext,
): InstanceCapacity {
  const { cluster, clusterName, network, permissionsBoundaryArn, parent } = context;
  const name = `${cluster}-${args.name}`;
  const unique = [cluster, args.name, ...ownerParts(parent)];
  const profile = instanceProfile(name, {
    // AWS's policy for the other role passes on just roles whose name begins as this kind of name does.
    roleName: physicalName("managedInstanceRole", unique),
    policies: [{ suffix: "agent", policy: MANAGED_AGENT_POLICY }],
    permissionsBoundaryArn,
    parent,
  });
  const infrastructure = managedInstancesRole(`${name}-infrastructure`, unique, context);
  const securityGroup = instanceSecurityGroup(name, network, parent);
  const provider = new CapacityProvider(
    name,
    {
      name: managedProviderName(cluster, args, parent),
      cluster: clusterName,
      managedInstancesProvider: {
        infrastructureRoleArn: infrastructure.arn,
        propagateTags: args.propagateTags ?? "CAPACITY_PROVIDER",
        ...upkeep(args),
        instanceLaunchTemplate: {
          ...launchSettings(args),
          ec2InstanceProfileArn: profile.arn,
          networkConfiguration: {
            subnets: field(network, "privateSubnetIds"),
            securityGroups: [securityGroup.id],
          },
        },
      },
      ...(args.tags && { tags: args.tags }),
    },
    // ECS needs both roles' permissions from the first instance to the end of the last.
    { parent, dependsOn: [...profile.attachments, infrastructure.grant] },
  );
  return { provider, securityGroupId: securityGroup.id };
}

function upkeep({ autoRepair, scaleInAfterSeconds }: ManagedInstancesArgs) {
  return {
    ...(autoRepair !== undefined && {
      autoRepairConfiguration: { actionsStatus: autoRepair ? "ENABLED" : "DISABLED" },
    }),
    ...(scaleInAfterSeconds !== undefined && {
      infrastructureOptimization: { scaleInAfter: scaleInAfterSeconds },
    }),
  };
}

function launchSettings(args: ManagedInstancesArgs) {
  const { instanceRequirements, capacityReservations, storageSizeGiB, useLocalStorage } = args;
  return {
    capacityOptionType: optionOf(args),
    monitoring: args.monitoring ?? "BASIC",
    ...(instanceRequirements && { instanceRequirements }),
    ...(capacityReservations && { capacityReservations }),
    ...(storageSizeGiB !== undefined && {
      storageConfiguration: { storageSizeGib: storageSizeGiB },
    }),
    ...(useLocalStorage !== undefined && { localStorageConfiguration: { useLocalStorage } }),
  };
}
