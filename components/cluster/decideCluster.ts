import type { CapacityNames } from "./rules/capacityStrategy.js";
import { capacityStrategyProblem, defaultStrategy } from "./rules/capacityStrategy.js";
import type { Checks } from "../argument/checks.js";
import type { ClusterArgs } from "./args/clusterArgs.js";
import { fargateCapacityProblem } from "./rules/fargateCapacity.js";
import { imageIdProblem, policyArnProblem } from "./rules/instanceIdentity.js";
import { instanceGroupsProblem } from "./rules/instanceGroupRules.js";
import { managedInstancesProblem } from "./rules/managedInstancesRules.js";
import { userDataProblem } from "./rules/userData.js";
import { logRetentionProblem } from "../rules/logRetention.js";
import { permissionsBoundaryProblem } from "../rules/permissionsBoundary.js";
import { below } from "../rules/problem.js";
import { namespaceNameProblem } from "./rules/namespaceName.js";
import { spotMix, spotMixProblem, spotProvidersProblem } from "./rules/spotMix.js";

/**
 * Decides on a cluster's arguments: with the defaults filled in, and checked as soon as they are known.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideCluster(checks: Checks, args: ClusterArgs) {
  const instanceGroups = args.instanceGroups ?? [];
  checks.fail(instanceGroupsProblem(instanceGroups, "instanceGroups"));
  checks.fail(fargateCapacityProblem(args.capacityProviders));
  const groupNames = instanceGroups.map(({ name }) => name);
  const managed = args.managedInstances ?? [];
  checks.fail(managedInstancesProblem(managed, "managedInstances", groupNames));
  const names = {
    fargate: args.capacityProviders,
    instanceGroups: groupNames,
    managedInstances: managed.map(({ name }) => name),
  };
  const strategies = decideDefaultStrategy(checks, args, names);
  checks.check(args.permissionsBoundaryArn, permissionsBoundaryProblem);
  const retentionInDays = checks.known(args.execLogRetentionDays ?? 30, (days) =>
    logRetentionProblem(days, "execLogRetentionDays"),
  );
  const namespaceName =
    args.serviceConnectNamespace === undefined
      ? undefined
      : checks.known(args.serviceConnectNamespace, (name) =>
          namespaceNameProblem(name, "serviceConnectNamespace"),
        );
  for (const [i, { imageId, policyArns = {} }] of instanceGroups.entries()) {
    const at = `instanceGroups[${i}]`;
    checks.check(imageId, (known) => below(at, imageIdProblem(known)));
    for (const [key, arn] of Object.entries(policyArns)) {
      checks.check(arn, (known) => below(at, policyArnProblem(key, known)));
    }
  }
  const groups = instanceGroups.map((group, i) => {
    const extension = checks.known(group.userData ?? "", (text) =>
      userDataProblem(text, `instanceGroups[${i}].userData`),
    );
    return [group, extension] as const;
  });
  return { strategies, retentionInDays, namespaceName, groups, managed };
}

/** How services spread their tasks unless they say otherwise, by the names of the cluster's arguments. */
function decideDefaultStrategy(checks: Checks, args: ClusterArgs, names: CapacityNames) {
  const { spotAboveTasks, defaultCapacityProviderStrategies: asked } = args;
  const argument = "defaultCapacityProviderStrategies";
  checks.fail(spotMixProblem(spotAboveTasks, asked, argument));
  if (spotAboveTasks !== undefined) {
    checks.fail(spotProvidersProblem(spotAboveTasks, names.fargate));
    return spotMix(spotAboveTasks);
  }
  if (asked) checks.fail(capacityStrategyProblem(asked, argument, names));
  return asked ?? defaultStrategy(names);
}
