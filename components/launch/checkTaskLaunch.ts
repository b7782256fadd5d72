import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { noDiskProblem } from "../taskDefinition/rules/volume/ebsVolume.js";
import { daemonFitProblem, instanceFitProblem } from "./rules/instanceFit.js";
import { launchProblem, noCapacityProblem } from "../taskDefinition/rules/placement.js";
import { spotMix } from "../cluster/rules/spotMix.js";
import { isPlain, rawField } from "../argument/refField.js";
import type { LaunchArgs } from "./launchArgs.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";

/**
 * Checks that the capacity of a launch is of a kind that its task definition is for, as soon as both are known.
 *
 * @throws {ArgumentError} if a task for instances would run on Fargate, or there is nothing that it could run on.
 */
export function checkTaskLaunch(checks: Checks, args: LaunchArgs): void {
  const { cluster, taskDefinition, capacityProviderStrategies, spotAboveTasks } = args;
  const given = spotAboveTasks === undefined ? capacityProviderStrategies : spotMix(spotAboveTasks);
  checks.check(
    {
      compatibilities: rawField(taskDefinition, "requiresCompatibilities"),
      strategy: given ?? rawField(cluster, "defaultCapacityProviderStrategies"),
    },
    ({ compatibilities, strategy }) =>
      launchProblem(compatibilities, strategy, "taskDefinition") ??
      (given ? undefined : noCapacityProblem(compatibilities, strategy)),
  );
  const capacity = {
    strategy: given ?? rawField(cluster, "defaultCapacityProviderStrategies"),
    providers: rawField(cluster, "capacityProviders"),
    platforms: rawField(cluster, "instancePlatforms"),
    managed: rawField(cluster, "managedPlatforms"),
  };
  for (const need of instanceNeedsOf(taskDefinition)) {
    checks.check({ need, ...capacity }, (known) => instanceFitProblem(known.need, known));
  }
}

/**
 * Checks that a cluster has instances that one task on each of them could run on, as soon as both are known.
 *
 * @throws {ArgumentError} if none of its instance groups has what the task needs.
 */
export function checkDaemonLaunch(checks: Checks, { cluster, taskDefinition }: LaunchArgs): void {
  const platforms = rawField(cluster, "instancePlatforms");
  // One group may have the one need, and another the other.
  const whole = rawField(taskDefinition, "instanceNeeds");
  for (const need of [...instanceNeedsOf(taskDefinition), whole]) {
    checks.check({ need, platforms }, (known) => daemonFitProblem(known.need, known.platforms));
  }
}

/** Each need by itself, so that an architecture that is known late holds no other back. */
function instanceNeedsOf(taskDefinition: LaunchArgs["taskDefinition"]) {
  const needs = rawField(taskDefinition, "instanceNeeds");
  if (needs === undefined) return [];
  return isPlain(needs)
    ? [{ architecture: needs.architecture }, { ...needs, architecture: undefined }]
    : [needs];
}

/**
 * Checks that a task runs without a disk of EBS, which services alone give their tasks.
 *
 * @throws {ArgumentError} if it has one.
 */
export function checkNoDisk(checks: Checks, taskDefinition: pulumi.Input<TaskDefinitionRef>): void {
  const volume = rawField(taskDefinition, "ebsVolume");
  // The role in it is an output as a rule, and would hold the rule back.
  const outline = isPlain(volume) ? volume && { name: volume.name } : pulumi.output(volume);
  checks.check(outline, noDiskProblem);
}
