import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ContainerOverride, OverrideTarget } from "./rules/taskOverride.js";
import {
  containerOverrides,
  overriddenContainer,
  overrideSizeProblem,
  overrideTargetProblem,
  plainOverrideProblem,
} from "./rules/taskOverride.js";
import type { ShownValue } from "../taskDefinition/refusePlainSecrets.js";
import { refuseShownSecrets } from "../taskDefinition/refusePlainSecrets.js";
import { rawField } from "../argument/refField.js";
import type { TaskDefinitionRef } from "../taskDefinition/args/taskDefinitionRef.js";

interface TaskOverridesArgs {
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  container?: pulumi.Input<string>;
  command?: pulumi.Input<pulumi.Input<string>[]>;
  environment?: Record<string, pulumi.Input<string>>;
}

/** The overrides of a run as ECS takes them, checked as soon as they are known; nothing if the run changes nothing. */
export function decideTaskOverrides(
  checks: Checks,
  args: TaskOverridesArgs,
): pulumi.Output<ReturnType<typeof containerOverrides>> | undefined {
  const { container, command, environment } = args;
  const changes = command !== undefined || environment !== undefined;
  const containers = rawField(args.taskDefinition, "containers");
  const overrides = checks.decide(
    { container, changes, containers, command, environment },
    (known) => overrideTargetProblem(known) ?? overrideSizeProblem(overrideOf(known)),
    (known) => containerOverrides(overrideOf(known)),
  );
  if (!changes) return undefined;
  // What a secret stops: it would be read by all who may describe the run, or what starts it.
  const withoutSecrets = refuseShownSecrets(checks, shownValues(args));
  return pulumi.all([overrides, withoutSecrets]).apply(([known]) => known);
}

function shownValues({ command, environment = {} }: TaskOverridesArgs): ShownValue[] {
  return [
    { value: command, problem: plainOverrideProblem("command") },
    ...Object.entries(environment).map(([variable, value]) => ({
      value,
      problem: plainOverrideProblem("environment", variable),
    })),
  ];
}

function overrideOf(known: OverrideTarget & Omit<ContainerOverride, "name">): ContainerOverride {
  const { command, environment } = known;
  return { name: overriddenContainer(known), command, environment };
}
