import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { noDiskProblem } from "../taskDefinition/rules/volume/ebsVolume.js";
import { instanceFitProblem } from "./rules/instanceFit.js";
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
  checkInstanceFit(checks, args, given);
}

/** Checks each need by itself, so that an architecture that is known late holds no other back. */
function checkInstanceFit(
  checks: Checks,
  { cluster, taskDefinition }: LaunchArgs,
  given: LaunchArgs["capacityProviderStrategies"],
): void {
  const needs = rawField(taskDefinition, "instanceNeeds");
  if (needs === undefined) return;
  const capacity = {
    strategy: given ?? rawField(cluster, "defaultCapacityProviderStrategies"),
    providers: rawField(cluster, "capacityProviders"),
    platforms: rawField(cluster, "instancePlatforms"),
  };
  const parts = isPlain(needs)
    ? [{ architecture: needs.architecture }, { ...needs, architecture: undefined }]
    : [needs];
  for (const need of parts) {
    checks.check({ need, ...capacity }, (known) => instanceFitProblem(known.need, known));
  }
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
