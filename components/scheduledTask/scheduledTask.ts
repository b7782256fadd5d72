import { Schedule } from "@pulumi/aws/scheduler";
import { Queue } from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";

import { Checks } from "../argument/checks.js";
import { physicalName } from "../rules/physicalName.js";
import type { DecidedLaunch } from "../launch/decideLaunch.js";
import { decideLaunch } from "../launch/decideLaunch.js";
import { field, rawField } from "../argument/refField.js";
import type { ScheduledTaskArgs } from "./scheduledTaskArgs.js";
import { scheduledTaskRole } from "./scheduledTaskRole.js";
import { scheduleExpressionProblem } from "../rules/scheduleExpression.js";
import type { ScheduleSettings } from "./rules/scheduleSettings.js";
import { scheduleSettingsProblem } from "./rules/scheduleSettings.js";
import { checkNoDisk } from "../launch/checkTaskLaunch.js";
import type { TaskSecurityGroups } from "../launch/taskSecurityGroups.js";
import { taskSecurityGroups } from "../launch/taskSecurityGroups.js";
import { decideTaskOverrides } from "../launch/decideTaskOverrides.js";
import { taskPlacement } from "../launch/taskPlacement.js";
import { permissionsBoundaryProblem } from "../rules/permissionsBoundary.js";
import type { Problem } from "../rules/problem.js";
import { ownerParts } from "../argument/ownerParts.js";

/** What other programs need to know of a scheduled task. Plain, so that it crosses stacks. */
export interface ScheduledTaskRef {
  /** ARN of the schedule. */
  arn: pulumi.Input<string>;
  /** Name of the schedule. */
  name: pulumi.Input<string>;
  /**
   * Security group of its tasks, for peers to name in their own rules: that of the instances, of the first group, where the
   * tasks share their network.
   */
  securityGroupId: pulumi.Input<string>;
  /** ARN of the queue that holds the runs that could not be started, to watch it. */
  deadLetterQueueArn: pulumi.Input<string>;
}

/**
 * A task that EventBridge Scheduler runs by the clock: one revision of a task definition, by a role that may start just
 * that, with a queue for the runs that could not be started.
 */
export class ScheduledTask extends pulumi.ComponentResource {
  /** What other programs need to know of this scheduled task. */
  public readonly ref: ScheduledTaskRef;

  /**
   * @param name Logical name; children are named `<name>` and `<name>-<part>`.
   * @throws {ArgumentError} if EventBridge Scheduler would refuse the schedule or one of its settings, or ECS the
   * strategy or the overrides, the reference does not say which roles the task has, or private tasks could never pull
   * their image.
   */
  constructor(name: string, args: ScheduledTaskArgs, opts?: pulumi.ComponentResourceOptions) {
    const checks = new Checks("ScheduledTask", name);
    args = checks.arguments(args);
    const decided = decideSchedule(checks, args);
    super("slipway:index:ScheduledTask", name, args, opts);
    const parent = { parent: this };

    const unique = [name, ...ownerParts(this)];
    const securityGroups = taskSecurityGroups(name, decided.launch, this);
    const queue = new Queue(
      `${name}-dead-letter`,
      {
        name: physicalName("queue", [name, "dead-letter", ...unique.slice(1)]),
        sqsManagedSseEnabled: true,
        messageRetentionSeconds: FOURTEEN_DAYS,
      },
      parent,
    );
    const { role, policy } = scheduledTaskRole(name, {
      taskDefinitionArn: field(args.taskDefinition, "arn"),
      clusterArn: field(args.cluster, "arn"),
      executionRoleArn: decided.executionRoleArn,
      taskRoleArn: field(args.taskDefinition, "taskRoleArn"),
      queueArn: queue.arn,
      permissionsBoundaryArn: args.permissionsBoundaryArn,
      parent: this,
    });
    const schedule = new Schedule(
      name,
      {
        name: physicalName("schedule", unique),
        ...timing(args, decided),
        target: {
          ...whatRuns(args, decided, securityGroups),
          roleArn: role.arn,
          deadLetterConfig: { arn: queue.arn },
        },
      },
      // A schedule that fires before its role may run the task would put the run aside.
      { parent: this, dependsOn: [policy, ...securityGroups.rules] },
    );

    this.ref = {
      arn: schedule.arn,
      name: schedule.name,
      securityGroupId: securityGroups.securityGroupId,
      deadLetterQueueArn: queue.arn,
    };
    this.registerOutputs({ ref: this.ref });
  }
}

/** The longest that SQS keeps a message. */
const FOURTEEN_DAYS = 1_209_600;

/** What a scheduled task's arguments come to. */
interface DecidedSchedule {
  expression: pulumi.Output<string>;
  settings: pulumi.Output<ScheduleSettings>;
  executionRoleArn: pulumi.Output<string>;
  overrides: ReturnType<typeof decideTaskOverrides>;
  launch: DecidedLaunch;
}

/** Decides on the arguments: before anything is registered where they are plain. */
function decideSchedule(checks: Checks, args: ScheduledTaskArgs): DecidedSchedule {
  const { timeZone, flexibleWindowMinutes, taskCount, retries } = args;
  const launch = decideLaunch(checks, args);
  checkNoDisk(checks, args.taskDefinition);
  checks.check(args.permissionsBoundaryArn, permissionsBoundaryProblem);
  return {
    launch,
    expression: checks.known(args.schedule, scheduleExpressionProblem),
    settings: checks.known(
      { timeZone, flexibleWindowMinutes, taskCount, retries },
      scheduleSettingsProblem,
    ),
    executionRoleArn: checks.decide(
      { arn: rawField(args.taskDefinition, "executionRoleArn") },
      rolesProblem,
      ({ arn = "" }) => arn,
    ),
    overrides: decideTaskOverrides(checks, args),
  };
}

/** A run may pass just the roles that it is told of; without one, every run would be refused when its time comes. */
function rolesProblem({ arn }: { arn?: string | undefined }): Problem | undefined {
  if (arn !== undefined) return undefined;
  return {
    path: "taskDefinition.executionRoleArn",
    reason:
      "'taskDefinition.executionRoleArn' must be the ARN of the task's execution role, which the schedule has to pass on, got nothing; the ref of a TaskDefinition has it",
  };
}

function timing({ enabled }: ScheduledTaskArgs, { expression, settings }: DecidedSchedule) {
  return {
    scheduleExpression: expression,
    scheduleExpressionTimezone: settings.apply(({ timeZone }) => timeZone ?? "UTC"),
    flexibleTimeWindow: settings.apply(({ flexibleWindowMinutes: minutes }) =>
      minutes === undefined
        ? { mode: "OFF" }
        : { mode: "FLEXIBLE", maximumWindowInMinutes: minutes },
    ),
    state: pulumi.output(enabled ?? true).apply((on) => (on ? "ENABLED" : "DISABLED")),
  };
}

function whatRuns(
  args: ScheduledTaskArgs,
  { settings, overrides, launch }: DecidedSchedule,
  securityGroups: TaskSecurityGroups,
) {
  const placed = taskPlacement(launch, securityGroups);
  return {
    arn: field(args.cluster, "arn"),
    retryPolicy: settings.apply(({ retries }) => ({
      maximumRetryAttempts: retries?.maximumAttempts ?? 185,
      maximumEventAgeInSeconds: retries?.maximumEventAgeSeconds ?? 86_400,
    })),
    ...(overrides && {
      input: overrides.apply((containers) => JSON.stringify({ containerOverrides: containers })),
    }),
    ecsParameters: {
      taskDefinitionArn: launch.taskNetwork.taskDefinitionArn,
      taskCount: settings.apply(({ taskCount }) => taskCount ?? 1),
      ...placed,
      enableEcsManagedTags: true,
      propagateTags: "TASK_DEFINITION",
    },
  };
}
