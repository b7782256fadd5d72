import * as pulumi from "@pulumi/pulumi";

import { dynamicPlace } from "../dynamic/dynamicPlace.js";
import { Checks } from "../argument/checks.js";
import { overriddenContainer, overrideTargetProblem } from "../launch/rules/taskOverride.js";
import { runTimeoutProblem } from "./rules/taskRun.js";
import { decideLaunch } from "../launch/decideLaunch.js";
import { field, rawField } from "../argument/refField.js";
import type { TaskArgs } from "./taskArgs.js";
import { decideTaskArray } from "./decideTaskArray.js";
import { checkNoDisk } from "../launch/checkTaskLaunch.js";
import { taskSecurityGroups } from "../launch/taskSecurityGroups.js";
import { decideTaskOverrides } from "../launch/decideTaskOverrides.js";
import { taskPlacement } from "../launch/taskPlacement.js";
import { TaskRunResource } from "./taskRunResource.js";

/**
 * One run of a task definition per change, such as a database migration: an update starts it, waits for its end and
 * fails when it does, with the end of its log. A preview does not run it. Whatever must come after the run names it in
 * `dependsOn`. With `arraySize` it is many runs at a time, each of which knows its index.
 *
 * Ctrl-C stops the runs, and the update ends when they have. A second one does not wait for that.
 *
 * The run is started by the machine that runs the update, with the credentials of the AWS provider, the roles that it
 * assumes included, and by Pulumi's provider for Node.js, which programs in other languages need installed. What an
 * explicit provider is configured with is kept as a secret in the state.
 */
export class Task extends pulumi.ComponentResource {
  /** ARN of the last run; of index 0 of an array. */
  public readonly taskArn: pulumi.Output<string>;
  /** Exit code of the last run, which is 0: another one fails the update. */
  public readonly exitCode: pulumi.Output<number>;
  /**
   * Security group of the run, for peers, such as a database, to name in their own rules: that of the instances, of the
   * first group, where it shares their network.
   */
  public readonly securityGroupId: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if ECS would refuse the strategy or the overrides, or it is not clear which container is
   * meant, or a private task could never pull its image.
   */
  constructor(name: string, args: TaskArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Task", name);
    args = checks.arguments(args);
    const launch = decideLaunch(checks, args);
    const decided = decideTask(checks, args);
    super("slipway:index:Task", name, args, opts);

    const securityGroups = taskSecurityGroups(name, launch, this);
    const { capacityProviderStrategies, networkConfiguration } = taskPlacement(
      launch,
      securityGroups,
    );
    const run = new TaskRunResource(
      name,
      {
        ...dynamicPlace(this),
        cluster: field(args.cluster, "arn"),
        taskDefinition: launch.taskNetwork.taskDefinitionArn,
        ...decided,
        capacityProviderStrategies,
        networkConfiguration: networkConfiguration && pulumi.output(networkConfiguration),
        triggers: args.triggers && pulumi.output(args.triggers),
      },
      // What a run reaches stands before it starts.
      { parent: this, dependsOn: securityGroups.rules },
    );

    this.taskArn = run.taskArn;
    this.exitCode = run.exitCode;
    this.securityGroupId = securityGroups.securityGroupId;
    this.registerOutputs({
      taskArn: this.taskArn,
      exitCode: this.exitCode,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** Decides on the arguments: before anything is registered where they are plain. */
function decideTask(checks: Checks, args: TaskArgs) {
  checkNoDisk(checks, args.taskDefinition);
  const containers = rawField(args.taskDefinition, "containers");
  return {
    ...decideTaskArray(checks, args),
    container: checks.decide(
      { container: args.container, changes: true, containers },
      overrideTargetProblem,
      overriddenContainer,
    ),
    overrides: decideTaskOverrides(checks, args),
    timeoutSeconds: checks.known(args.timeoutSeconds ?? 600, runTimeoutProblem),
  };
}
