import * as pulumi from "@pulumi/pulumi";

import { dynamicPlace } from "./awsPlace.js";
import { Checks } from "./checks.js";
import { overriddenContainer, overrideTargetProblem } from "./ecs/taskOverride.js";
import { runTimeoutProblem } from "./ecs/taskRun.js";
import { decidePublicIp } from "./publicIp.js";
import { field, rawField } from "./reference.js";
import type { TaskArgs } from "./taskArgs.js";
import { decideTaskArray } from "./taskArray.js";
import { checkNoDisk, checkTaskLaunch } from "./taskLaunch.js";
import { taskOverrides } from "./taskOverrides.js";
import { taskPlacement } from "./taskPlacement.js";
import { TaskRunResource } from "./taskRunResource.js";
import { taskSecurityGroup } from "./taskSecurityGroup.js";
import { taskStrategy } from "./taskStrategy.js";

/**
 * One run of a task definition per change, such as a database migration: an update starts it, waits for its end and
 * fails when it does, with the end of its log. A preview does not run it. Whatever must come after the run names it in
 * `dependsOn`. With `arraySize` it is many runs at a time, each of which knows its index.
 *
 * At the first Ctrl-C Pulumi waits for what it does, and so for the runs; at the second it ends the process that makes
 * them, which stops them.
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
  /** Security group of the run, for peers, such as a database, to name in their own rules. */
  public readonly securityGroupId: pulumi.Output<string>;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if ECS would refuse the strategy or the overrides, or it is not clear which container is
   * meant, or a private task could never pull its image.
   */
  constructor(name: string, args: TaskArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("Task", name);
    const strategies = taskStrategy(checks, args);
    const decided = decide(checks, args);
    const assignPublicIp = decidePublicIp(checks, args);
    super("slipway:index:Task", name, args, opts);

    const securityGroup = taskSecurityGroup(name, args.cluster, this);
    const placement = taskPlacement(args, strategies, securityGroup.id);
    const run = new TaskRunResource(
      name,
      {
        ...dynamicPlace(this),
        cluster: field(args.cluster, "arn"),
        taskDefinition: field(args.taskDefinition, "arn"),
        ...decided,
        capacityProviderStrategies: placement.capacityProviderStrategies,
        networkConfiguration: pulumi.output({
          ...placement.networkConfiguration,
          assignPublicIp,
        }),
        triggers: args.triggers && pulumi.output(args.triggers),
      },
      { parent: this },
    );

    this.taskArn = run.taskArn;
    this.exitCode = run.exitCode;
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({
      taskArn: this.taskArn,
      exitCode: this.exitCode,
      securityGroupId: this.securityGroupId,
    });
  }
}

/** Decides on the arguments: before anything is registered where they are plain. */
function decide(checks: Checks, args: TaskArgs) {
  checkTaskLaunch(checks, args);
  checkNoDisk(checks, args.taskDefinition);
  const containers = rawField(args.taskDefinition, "containers");
  return {
    ...decideTaskArray(checks, args),
    container: checks.whenKnown(
      { container: args.container, changes: true, containers },
      overrideTargetProblem,
      overriddenContainer,
    ),
    overrides: taskOverrides(checks, args),
    timeoutSeconds: checks.whenKnown(
      args.timeoutSeconds ?? 600,
      runTimeoutProblem,
      (seconds) => seconds,
    ),
  };
}
