import { FARGATE_PROVIDERS } from "../../rules/fargateProvider.js";
import type { Cluster } from "@pulumi/aws/ecs";
import { ClusterCapacityProviders } from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import type { RoleBoundary } from "../../aws/roleBoundary.js";
import { dynamicPlace } from "../../dynamic/dynamicPlace.js";
import type { CapacityProviderStrategyArgs } from "../args/capacityProviderStrategyArgs.js";
import {
  CapacityAttachmentResource,
  CapacityDetachmentResource,
} from "../attachment/capacityAttachmentResource.js";
import { defaultStrategy, namedStrategy } from "../rules/capacityStrategy.js";
import { leftOutFargate } from "../rules/fargateCapacity.js";
import { capacityProviderName, instanceGroup } from "./instanceGroup.js";
import type { InstanceCapacity } from "./instanceSecurityGroup.js";
import type { InstanceGroupArgs } from "../args/instanceGroupArgs.js";
import { managedInstances, managedProviderName } from "./managedInstances.js";
import type { ManagedInstancesArgs } from "../args/managedInstancesArgs.js";
import type { NetworkRef } from "../../network/networkRef.js";

/** How long an update waits for the tasks of a provider that goes. */
const DETACH_TIMEOUT_SECONDS = 1800;

interface ClusterCapacityContext extends RoleBoundary {
  /** Groups, each with what comes behind its user data. */
  groups: (readonly [InstanceGroupArgs, pulumi.Input<string>])[];
  /** The default strategy, by the names of groups and managed instances. */
  strategies: CapacityProviderStrategyArgs[];
  managed: ManagedInstancesArgs[];
  /** Which providers of Fargate the cluster shall have; both where nothing is said. */
  fargate: readonly string[] | undefined;
  /** Whether the cluster has, or had, capacity beside Fargate. */
  ownsCapacity: boolean;
  network: pulumi.Input<NetworkRef>;
  /** Whether the cluster has the resource option `protect`. */
  protect: boolean;
  parent: pulumi.Resource;
}

/** What tasks of a cluster may run on. */
interface ClusterCapacity {
  /** Known when all providers are attached. */
  attached: pulumi.Output<string>;
  /** The default strategy, by the capacity providers' names. */
  strategies: CapacityProviderStrategyArgs[];
  /** Names of capacity providers by the name of their group or managed instances. */
  capacityProviders: Record<string, string>;
  /** Ids of the instances' security groups by the same names. */
  instanceSecurityGroupIds: Record<string, pulumi.Output<string>>;
}

/** Makes what tasks of a cluster may run on, and attaches it. */
export function clusterCapacity(
  name: string,
  cluster: Cluster,
  context: ClusterCapacityContext,
): ClusterCapacity {
  const { ownsCapacity, parent } = context;
  const fargateProviders = context.fargate ?? FARGATE_PROVIDERS;
  const capacityProviders = providerNames(name, context);
  const strategies = namedStrategy(context.strategies, capacityProviders);
  const fargate = fargateAlone(name, cluster, context, strategies);
  if (!ownsCapacity) {
    return { attached: fargate.id, strategies, capacityProviders, instanceSecurityGroupIds: {} };
  }
  const place = {
    ...dynamicPlace(parent),
    cluster: cluster.name,
    clusterArn: cluster.arn,
    timeoutSeconds: DETACH_TIMEOUT_SECONDS,
  };
  const made = providers(name, cluster, context);
  const detachments = made.map(
    ([key, { provider }]) =>
      new CapacityDetachmentResource(
        `${name}-${key}`,
        { ...place, capacityProvider: capacityProviders[key] ?? provider.name },
        { parent, dependsOn: [provider, fargate] },
      ),
  );
  // Attached after the providers stand and before services ask for them. What goes is detached by the deletion of its
  // detachment, after services have moved and before the provider is deleted.
  const attachment = new CapacityAttachmentResource(
    name,
    {
      ...place,
      capacityProviders: [...fargateProviders, ...Object.values(capacityProviders)],
      ...(context.fargate && { detachedCapacityProviders: leftOutFargate(context.fargate) }),
      defaultCapacityProviderStrategies: strategies,
    },
    { parent, dependsOn: [fargate, ...detachments] },
  );
  return {
    attached: attachment.id,
    strategies,
    capacityProviders,
    instanceSecurityGroupIds: Object.fromEntries(
      made.map(([key, { securityGroupId }]) => [key, securityGroupId]),
    ),
  };
}

/** Attaches what the cluster has of Fargate, and all that it has where there is nothing else. */
function fargateAlone(
  name: string,
  cluster: Cluster,
  { fargate, ownsCapacity, parent }: ClusterCapacityContext,
  strategies: CapacityProviderStrategyArgs[],
): ClusterCapacityProviders {
  const capacityProviders = [...(fargate ?? FARGATE_PROVIDERS)];
  return new ClusterCapacityProviders(
    name,
    {
      clusterName: cluster.name,
      capacityProviders,
      defaultCapacityProviderStrategies: ownsCapacity
        ? defaultStrategy({ fargate: capacityProviders })
        : strategies,
    },
    {
      parent,
      // It writes the whole list, so that it would detach what it does not know: the list is its own where it is given.
      ignoreChanges: [
        ...(ownsCapacity || fargate === undefined ? ["capacityProviders"] : []),
        ...(ownsCapacity ? ["defaultCapacityProviderStrategies"] : []),
      ],
    },
  );
}

function providerNames(
  name: string,
  { groups, managed, parent }: ClusterCapacityContext,
): Record<string, string> {
  return Object.fromEntries([
    ...groups.map(([group]) => [group.name, capacityProviderName(name, group, parent)] as const),
    ...managed.map((one) => [one.name, managedProviderName(name, one, parent)] as const),
  ]);
}

/** Makes the capacity providers; each comes with its name in the cluster's arguments. */
function providers(
  name: string,
  cluster: Cluster,
  { groups, managed, network, permissionsBoundaryArn, protect, parent }: ClusterCapacityContext,
): [string, InstanceCapacity][] {
  const place = { cluster: name, clusterName: cluster.name, network };
  const shared = { ...place, permissionsBoundaryArn, parent };
  return [
    ...groups.map<[string, InstanceCapacity]>(([group, extension]) => [
      group.name,
      instanceGroup(group, extension, { ...shared, protect }),
    ]),
    ...managed.map<[string, InstanceCapacity]>((one) => [one.name, managedInstances(one, shared)]),
  ];
}
