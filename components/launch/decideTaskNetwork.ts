import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ClusterRef } from "../cluster/args/clusterRef.js";
import { AWSVPC } from "./rules/reachedPorts.js";
import {
  capacityKey,
  instanceGroupProblem,
  lateCapacityProblem,
  lateModeProblem,
  networkCapacityProblem,
} from "./rules/networkUse.js";
import { spotMix } from "../cluster/rules/spotMix.js";
import { field, isPlain, rawField } from "../argument/refField.js";
import { firstProblem } from "../rules/problem.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";
import type { LaunchArgs } from "./launchArgs.js";

/** The network of tasks that share that of their instances. */
interface InstanceNetwork {
  /** Security groups of the instances, in the order of the strategy. */
  securityGroupIds: pulumi.Output<string[]>;
  /** The same by the names of instance groups; nothing where these are not known yet. */
  groups: { key: string; securityGroupId: pulumi.Output<string> }[] | undefined;
}

/** How tasks are on the network, as their arguments come to it. */
export interface DecidedTaskNetwork {
  mode: string;
  /** ARN of the task definition, known when its mode can be followed. */
  taskDefinitionArn: pulumi.Output<string>;
  /** Nothing where each task has a network interface of its own. */
  instances: InstanceNetwork | undefined;
}

/** The mode where it is plain; awsvpc where it is not, which {@link decideTaskNetwork} sees to. */
export function plainNetworkMode(taskDefinition: pulumi.Input<TaskDefinitionRef>): string {
  const mode = rawField(taskDefinition, "networkMode");
  return typeof mode === "string" ? mode : AWSVPC;
}

/**
 * Decides how tasks are on the network, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if the capacity does not offer the mode, or the mode or the instances' security groups are not
 * known.
 */
export function decideTaskNetwork(checks: Checks, args: LaunchArgs): DecidedTaskNetwork {
  const mode = plainNetworkMode(args.taskDefinition);
  const taskDefinitionArn = followedArn(checks, args.taskDefinition);
  if (mode === AWSVPC) return { mode, taskDefinitionArn, instances: undefined };
  if (args.isDaemon) return { mode, taskDefinitionArn, instances: allInstances(args.cluster) };
  const strategy = strategyOf(args);
  checks.check(
    {
      strategy,
      names: rawField(args.cluster, "capacityProviders"),
      managed: rawField(args.cluster, "managedInstances"),
    },
    ({ strategy: items, names, managed = [] }) =>
      networkCapacityProblem(mode, keysOf(items, names), managed),
  );
  return {
    mode,
    taskDefinitionArn,
    instances: instanceNetwork(checks, args.cluster, strategy),
  };
}

/** A mode that is known late is known with the ARN, and stops what needs it. */
function followedArn(checks: Checks, taskDefinition: pulumi.Input<TaskDefinitionRef>) {
  const arn = field(taskDefinition, "arn");
  const mode = rawField(taskDefinition, "networkMode");
  if (mode === undefined || typeof mode === "string") return arn;
  const checked = checks.check({ mode }, lateModeProblemOf);
  return pulumi.all([arn, checked]).apply(([known]) => known);
}

function lateModeProblemOf({ mode }: { mode?: string | undefined }) {
  return lateModeProblem(mode);
}

type Strategy = ReturnType<typeof strategyOf>;
type SecurityGroupIds = ReturnType<typeof securityGroupIdsOf>;

function securityGroupIdsOf(cluster: pulumi.Input<ClusterRef>) {
  return rawField(cluster, "instanceSecurityGroupIds");
}

function strategyOf({ cluster, capacityProviderStrategies, spotAboveTasks }: LaunchArgs) {
  if (spotAboveTasks !== undefined) return spotMix(spotAboveTasks);
  return capacityProviderStrategies ?? rawField(cluster, "defaultCapacityProviderStrategies");
}

function keysOf(
  strategy: readonly { capacityProvider: string }[],
  names: Readonly<Record<string, string>> | undefined,
): string[] {
  return [...new Set(strategy.map((item) => capacityKey(item.capacityProvider, names)))];
}

/** The network of tasks on each instance of the cluster, apart from those that ECS manages, which have daemons of their own. */
function allInstances(cluster: pulumi.Input<ClusterRef>): InstanceNetwork {
  const ids = securityGroupIdsOf(cluster);
  const managed = rawField(cluster, "managedInstances");
  const ofGroups = <T>(all: Readonly<Record<string, T>> = {}, except: readonly unknown[] = []) =>
    Object.entries(all).filter(([key]) => !except.includes(key));
  if (!isPlain(ids) || !isPlain(managed)) {
    const securityGroupIds = pulumi
      .all([pulumi.output(ids), pulumi.output(managed)])
      .apply(([known, except]) => ofGroups(known, except).map(([, id]) => id));
    return { securityGroupIds, groups: undefined };
  }
  const groups = ofGroups<pulumi.Input<string>>(ids ?? {}, managed).map(([key, id]) => ({
    key,
    securityGroupId: pulumi.output(id),
  }));
  return {
    securityGroupIds: pulumi.all(groups.map(({ securityGroupId }) => securityGroupId)),
    groups,
  };
}

function instanceNetwork(
  checks: Checks,
  cluster: pulumi.Input<ClusterRef>,
  strategy: Strategy,
): InstanceNetwork {
  const names = rawField(cluster, "capacityProviders");
  const ids = securityGroupIdsOf(cluster);
  if (!Array.isArray(strategy) || !isPlain(names)) {
    const all = checks.decide(
      { strategy, names, ids },
      (known) =>
        firstProblem(keysOf(known.strategy, known.names), (key) =>
          instanceGroupProblem(key, Object.keys(known.ids ?? {})),
        ),
      (known) => keysOf(known.strategy, known.names).map((key) => known.ids?.[key] ?? ""),
    );
    if (!Array.isArray(strategy)) return { securityGroupIds: all, groups: undefined };
    // Who names groups names them as the cluster's arguments do.
    const groups = keysOf(strategy, {}).map((key, i) => ({
      key,
      securityGroupId: all.apply((found) => found[i] ?? ""),
    }));
    return { securityGroupIds: all, groups };
  }
  const groups = keysOf(strategy, names).map((key) => ({
    key,
    securityGroupId: securityGroupOf(checks, ids, key),
  }));
  return {
    securityGroupIds: pulumi.all(groups.map(({ securityGroupId }) => securityGroupId)),
    groups,
  };
}

function securityGroupOf(
  checks: Checks,
  ids: SecurityGroupIds,
  key: string,
): pulumi.Output<string> {
  if (isPlain(ids)) {
    // The keys alone: the ids are outputs as a rule, and would hold the rule back.
    checks.fail(instanceGroupProblem(key, Object.keys(ids ?? {})));
    return pulumi.output(ids?.[key] ?? "");
  }
  return checks.decide(
    { ids },
    (known) => instanceGroupProblem(key, Object.keys(known.ids ?? {})),
    (known) => known.ids?.[key] ?? "",
  );
}

/**
 * Checks that rules can be made for the instances, where some are needed.
 *
 * @throws {ArgumentError} if it is not known which instance groups the tasks run on.
 */
export function checkGroupsKnown(
  checks: Checks,
  { mode, instances }: DecidedTaskNetwork,
  needed: boolean,
) {
  if (needed && instances && !instances.groups) checks.fail(lateCapacityProblem(mode));
}
