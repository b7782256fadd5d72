import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ScheduledTaskArgs, TaskDefinitionRef } from "../../../components/index.js";
import { PrivateReach, ScheduledTask, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const withoutRoles: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/report:1",
  family: "report",
  containers: [{ name: "report", ports: [] }],
};
const executionRoleArn = "arn:aws:iam::123456789012:role/report-execution";
const taskDefinition: TaskDefinitionRef = {
  ...withoutRoles,
  executionRoleArn,
  taskRoleArn: "arn:aws:iam::123456789012:role/report-task",
};
const base = { cluster, taskDefinition, schedule: "cron(0 3 * * ? *)" };

describe("ScheduledTask", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<ScheduledTaskArgs> = {}) {
    const scheduled = new ScheduledTask("report", { ...base, ...args });
    await mock.settled();
    const { inputs, options } = mock.resource(SCHEDULE);
    const target = inputs.target as Record<string, unknown>;
    const run = target.ecsParameters as Record<string, unknown>;
    return { scheduled, inputs, options, target, run };
  }

  it("makes a schedule with a role, a dead-letter queue and a security group", async () => {
    const { scheduled, inputs } = await make();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:ec2/securityGroup:SecurityGroup report",
      "aws:iam/role:Role report-schedule",
      "aws:iam/rolePolicy:RolePolicy report-schedule",
      "aws:scheduler/schedule:Schedule report",
      "aws:sqs/queue:Queue report-dead-letter",
      "slipway:index:ScheduledTask report",
    ]);
    const group = mock.resource("aws:ec2/securityGroup:SecurityGroup");
    const queue = await valueOf(pulumi.output(scheduled.ref.deadLetterQueueArn));
    const { name, target, ...rest } = inputs;
    assert.match(String(name), /^report-dev-orders-[0-9a-f]{8}$/);
    assert.deepEqual(rest, {
      scheduleExpression: "cron(0 3 * * ? *)",
      scheduleExpressionTimezone: "UTC",
      flexibleTimeWindow: { mode: "OFF" },
      state: "ENABLED",
    });
    assert.deepEqual(target, {
      arn: cluster.arn,
      roleArn: `arn:aws:iam::123456789012:role/${String(mock.resource("aws:iam/role:Role").inputs.name)}`,
      deadLetterConfig: { arn: queue },
      retryPolicy: { maximumRetryAttempts: 185, maximumEventAgeInSeconds: 86_400 },
      ecsParameters: {
        taskDefinitionArn: taskDefinition.arn,
        taskCount: 1,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
        networkConfiguration: {
          subnets: ["subnet-private-a", "subnet-private-b"],
          securityGroups: [await valueOf(pulumi.output(scheduled.ref.securityGroupId))],
          assignPublicIp: false,
        },
        enableEcsManagedTags: true,
        propagateTags: "TASK_DEFINITION",
      },
    });
    assert.equal(group.inputs.description, "Tasks of report");
    assert.equal(group.inputs.ingress, undefined);
  });

  it("pain 18: stands only while its role may run the task", async () => {
    const { options } = await make();
    const policy = mock.resource("aws:iam/rolePolicy:RolePolicy");
    assert.ok(options.dependsOn?.includes(policy.urn));
  });

  it("pain 19: runs the revision of this very update, which its role allows too", async () => {
    const arn = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:2";
    const { run } = await make({ taskDefinition: { ...taskDefinition, arn: pulumi.output(arn) } });
    assert.equal(run.taskDefinitionArn, arn);
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] };
    assert.deepEqual(Statement[0]?.Resource, [arn]);
  });

  it("gives other programs the schedule, its queue and its security group", async () => {
    const { scheduled, inputs } = await make();
    const ref = await valueOf(pulumi.output(scheduled.ref));
    assert.deepEqual(
      { ...ref, securityGroupId: ref.securityGroupId.slice(0, 3) },
      {
        arn: `arn:aws:scheduler:us-east-1:123456789012:schedule/default/${String(inputs.name)}`,
        name: inputs.name,
        securityGroupId: "sg-",
        deadLetterQueueArn: `arn:aws:sqs:us-east-1:123456789012:${String(mock.resource("aws:sqs/queue:Queue").inputs.name)}`,
      },
    );
  });

  it("keeps what could not be started, encrypted, for as long as SQS does", async () => {
    await make();
    const { name, ...rest } = mock.resource("aws:sqs/queue:Queue").inputs;
    assert.match(String(name), /^report-dead-letter-dev-orders-[0-9a-f]{8}$/);
    assert.deepEqual(rest, { sqsManagedSseEnabled: true, messageRetentionSeconds: 1_209_600 });
  });

  it("may run this revision, pass its two roles and fill its queue, and nothing else", async () => {
    const { scheduled } = await make();
    const role = mock.resource("aws:iam/role:Role").inputs;
    assert.deepEqual(JSON.parse(String(role.assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action, Resource]),
      [
        [["ecs:RunTask"], [taskDefinition.arn]],
        [["ecs:TagResource"], ["arn:aws:ecs:us-east-1:123456789012:task/platform/*"]],
        [["iam:PassRole"], [taskDefinition.executionRoleArn, taskDefinition.taskRoleArn]],
        [["sqs:SendMessage"], [await valueOf(pulumi.output(scheduled.ref.deadLetterQueueArn))]],
      ],
    );
  });

  it("passes one role where the task has no role of its own", async () => {
    await make({ taskDefinition: { ...withoutRoles, executionRoleArn } });
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] };
    assert.deepEqual(Statement[2]?.Resource, [executionRoleArn]);
  });

  it("runs by the clock of a time zone, within a window, as often as it is told", async () => {
    const { inputs, target, run } = await make({
      schedule: "rate(1 hour)",
      timeZone: "Europe/Berlin",
      flexibleWindowMinutes: 15,
      retries: { maximumAttempts: 2, maximumEventAgeSeconds: 600 },
      taskCount: 3,
    });
    assert.equal(inputs.scheduleExpression, "rate(1 hour)");
    assert.equal(inputs.scheduleExpressionTimezone, "Europe/Berlin");
    assert.deepEqual(inputs.flexibleTimeWindow, { mode: "FLEXIBLE", maximumWindowInMinutes: 15 });
    assert.deepEqual(target.retryPolicy, {
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 600,
    });
    assert.equal(run.taskCount, 3);
  });

  it("stands still when it is not enabled", async () => {
    const { inputs } = await make({ enabled: false });
    assert.equal(inputs.state, "DISABLED");
  });

  it("changes command and environment of the only container, in one order", async () => {
    const environment = { MODE: "full", DAY: pulumi.output("1") };
    const { target } = await make({ command: ["report", "--all"], environment });
    assert.equal(
      target.input,
      `{"containerOverrides":[{"name":"report","command":["report","--all"],"environment":[{"name":"DAY","value":"1"},{"name":"MODE","value":"full"}]}]}`,
    );
  });

  it("changes the container that is named", async () => {
    const containers = [
      { name: "proxy", ports: [] },
      { name: "report", ports: [] },
    ];
    const { target } = await make({
      taskDefinition: { ...taskDefinition, containers },
      container: "report",
      command: ["run"],
    });
    assert.equal(target.input, `{"containerOverrides":[{"name":"report","command":["run"]}]}`);
  });

  it("runs on the capacity and in the subnets that it is told", async () => {
    const capacityProviderStrategies = [{ capacityProvider: "FARGATE_SPOT", weight: 1 }];
    const { run } = await make({ capacityProviderStrategies, assignPublicIp: true });
    assert.deepEqual(run.capacityProviderStrategies, capacityProviderStrategies);
    const { subnets, assignPublicIp } = run.networkConfiguration as Record<string, unknown>;
    assert.deepEqual([subnets, assignPublicIp], [["subnet-public-a", "subnet-public-b"], true]);
  });

  it("takes references from another stack as outputs, and the ref of a TaskDefinition", async () => {
    const task = new TaskDefinition("report", {
      containers: [{ name: "report", image: "nginx:1.27" }],
    });
    const { run } = await make({
      cluster: pulumi.output(cluster) as ScheduledTaskArgs["cluster"],
      taskDefinition: pulumi.output(task.ref) as ScheduledTaskArgs["taskDefinition"],
    });
    assert.equal(run.taskDefinitionArn, await valueOf(pulumi.output(task.ref.arn)));
    const roles = [task.ref.executionRoleArn, task.ref.taskRoleArn];
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy", "report-schedule").inputs;
    const { Statement } = JSON.parse(String(policy)) as { Statement: { Resource: string[] }[] };
    assert.deepEqual(Statement[2]?.Resource, await valueOf(pulumi.output(roles)));
  });

  it("has names within their limits for the longest logical name", async () => {
    const name = "r".repeat(63);
    new ScheduledTask(name, base);
    await mock.settled();
    assert.equal(String(mock.resource(SCHEDULE).inputs.name).length, 64);
    assert.equal(String(mock.resource("aws:sqs/queue:Queue").inputs.name).length, 80);
  });

  const faults: [string, Partial<ScheduledTaskArgs>, string, string][] = [
    [
      "private tasks that could never pull their image",
      { cluster: { ...cluster, network: { ...network, privateReach: PrivateReach.Nothing } } },
      "assignPublicIp",
      `'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
    ],
    [
      "a Unix cron expression",
      { schedule: "cron(0 3 * * *)" },
      "schedule",
      `'schedule' "cron(0 3 * * *)": cron must have six fields, minutes hours day-of-month month day-of-week year, got 5; "cron(0 3 * * ? *)" works`,
    ],
    [
      "a zone that does not exist",
      { timeZone: "Mars/Olympus" },
      "timeZone",
      `'timeZone' must be a name of the IANA time zone database, got "Mars/Olympus"; "Europe/Berlin" works`,
    ],
    [
      "a window of two days",
      { flexibleWindowMinutes: 2880 },
      "flexibleWindowMinutes",
      "'flexibleWindowMinutes' must be a whole number from 1 to 1440, got 2880; 15 works",
    ],
    [
      "186 attempts",
      { retries: { maximumAttempts: 186 } },
      "retries.maximumAttempts",
      "'retries.maximumAttempts' must be a whole number from 0 to 185, got 186; 3 works",
    ],
    [
      "eleven tasks",
      { taskCount: 11 },
      "taskCount",
      "'taskCount' must be a whole number from 1 to 10, got 11; 1 works",
    ],
    [
      "a strategy without weight",
      { capacityProviderStrategies: [] },
      "capacityProviderStrategies",
      `'capacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
    [
      "a container that does not exist",
      { container: "web", command: ["run"] },
      "container",
      `'container' must be a container of the task definition, got "web"; it has report`,
    ],
    [
      "overrides that are too long",
      { environment: { TEXT: "x".repeat(8192) } },
      "environment",
      "'command' and 'environment' must have at most 8192 characters together as JSON, got 8277; put the rest into the task definition",
    ],
    [
      "a reference without roles",
      { taskDefinition: withoutRoles },
      "taskDefinition.executionRoleArn",
      "'taskDefinition.executionRoleArn' must be the ARN of the task's execution role, which the schedule has to pass on, got nothing; the ref of a TaskDefinition has it",
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `ScheduledTask "report": ${reason}`;
      assert.throws(() => new ScheduledTask("report", { ...base, ...args }), {
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
