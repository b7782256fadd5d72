import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { taskRunProvider } from "../../../components/task/taskRunProvider.js";
import type { TaskRun } from "../../../components/task/runTask.js";
import { runTask } from "../../../components/task/runTask.js";
import type { FakeAnswers, FakeAws } from "../support/fakeAws.js";
import { fakeAws } from "../support/fakeAws.js";

const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";
const run: TaskRun = {
  region: "us-east-1",
  cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
  taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  container: "migrate",
  capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
  networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: false },
  timeoutSeconds: 60,
};
const started = { tasks: [{ taskArn, lastStatus: "PROVISIONING" }] };
const ended = (exitCode: number) => ({
  tasks: [
    {
      taskArn,
      lastStatus: "STOPPED",
      stoppedReason: "Essential container in task exited",
      containers: [{ name: "migrate", exitCode }],
    },
  ],
});
const logged = {
  taskDefinition: {
    containerDefinitions: [
      {
        name: "migrate",
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/ecs/orders", "awslogs-stream-prefix": "orders" },
        },
      },
    ],
  },
};
const lines = { events: [{ message: "adding column" }, { message: "no such table: users" }] };
const failed = `task ${taskArn}: container "migrate" ended with exit code 3: Essential container in task exited`;

describe("runTask", () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function start(answers: FakeAnswers, environment: Record<string, string> = {}) {
    aws = await fakeAws(answers, environment);
    return aws;
  }
  const actions = () => aws?.calls.map(({ action }) => action);

  it("runs a task, waits for its end and gives its result", async () => {
    const { calls } = await start({
      RunTask: [started],
      // A task that has just been started may not be known yet.
      DescribeTasks: [{ tasks: [], failures: [{ reason: "MISSING" }] }, started, ended(0)],
    });
    const overrides = [{ name: "migrate", command: ["migrate"] }];
    assert.deepEqual(await runTask({ ...run, overrides }, 1), { taskArn, exitCode: 0 });
    assert.deepEqual(actions(), ["RunTask", "DescribeTasks", "DescribeTasks", "DescribeTasks"]);
    const { clientToken, ...parameters } = calls[0]?.parameters ?? {};
    assert.match(String(clientToken), /^[0-9a-f-]{36}$/);
    assert.deepEqual(parameters, {
      cluster: run.cluster,
      taskDefinition: run.taskDefinition,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ["subnet-1"],
          securityGroups: ["sg-1"],
          assignPublicIp: "DISABLED",
        },
      },
      enableECSManagedTags: true,
      propagateTags: "TASK_DEFINITION",
      startedBy: "slipway",
      overrides: { containerOverrides: overrides },
    });
    assert.deepEqual(calls[1]?.parameters, { cluster: run.cluster, tasks: [taskArn] });
  });

  it("has a public address when it is asked to", async () => {
    const { calls } = await start({ RunTask: [started], DescribeTasks: [ended(0)] });
    const networkConfiguration = {
      subnets: ["subnet-1"],
      securityGroups: ["sg-1"],
      assignPublicIp: true,
    };
    await runTask({ ...run, networkConfiguration }, 1);
    assert.deepEqual(calls[0]?.parameters.networkConfiguration, {
      awsvpcConfiguration: {
        subnets: ["subnet-1"],
        securityGroups: ["sg-1"],
        assignPublicIp: "ENABLED",
      },
    });
  });

  it("names no network where the task shares that of its instance", async () => {
    const { calls } = await start({ RunTask: [started], DescribeTasks: [ended(0)] });
    await runTask({ ...run, networkConfiguration: undefined }, 1);
    const [call] = calls;
    assert.equal(call?.parameters.taskDefinition, run.taskDefinition);
    assert.equal("networkConfiguration" in call.parameters, false);
  });

  it("fails with exit code, reason and the end of the log", async () => {
    const { calls } = await start({
      RunTask: [started],
      DescribeTasks: [ended(3)],
      DescribeTaskDefinition: [logged],
      GetLogEvents: [lines],
    });
    await assert.rejects(runTask(run, 1), {
      message: `${failed}; the end of its log:\n  adding column\n  no such table: users`,
    });
    assert.deepEqual(calls.at(-1)?.parameters, {
      logGroupName: "/ecs/orders",
      logStreamName: "orders/migrate/0a1b",
      limit: 20,
    });
  });

  it("says why the run failed even when its log cannot be read", async () => {
    await start({
      RunTask: [started],
      DescribeTasks: [ended(3)],
      DescribeTaskDefinition: [logged],
    });
    await assert.rejects(runTask(run, 1), {
      message: `${failed}; the end of its log:\n  (the log could not be read: GetLogEvents is not allowed)`,
    });
  });

  it("says that there is no log where the container writes none to CloudWatch", async () => {
    const silent = { taskDefinition: { containerDefinitions: [{ name: "migrate" }] } };
    await start({
      RunTask: [started],
      DescribeTasks: [ended(3)],
      DescribeTaskDefinition: [silent],
    });
    await assert.rejects(runTask(run, 1), { message: `${failed}; it wrote no log` });
  });

  it("stops a run that takes too long, and fails", async () => {
    const { calls } = await start({
      RunTask: [started],
      DescribeTasks: [started],
      StopTask: [{}],
      DescribeTaskDefinition: [logged],
      GetLogEvents: [lines],
    });
    await assert.rejects(runTask({ ...run, timeoutSeconds: 0.05 }, 1), {
      message: `task ${taskArn}: it had not ended after 'timeoutSeconds' 0.05 and was stopped; the end of its log:\n  adding column\n  no such table: users`,
    });
    assert.deepEqual(calls.find(({ action }) => action === "StopTask")?.parameters, {
      cluster: run.cluster,
      task: taskArn,
      reason: "slipway: timeoutSeconds",
    });
  });

  it("fails when ECS does not start the task", async () => {
    await start({ RunTask: [{ tasks: [], failures: [{ reason: "RESOURCE:CPU" }] }] });
    await assert.rejects(runTask(run, 1), {
      message: `ECS did not start a task of ${run.taskDefinition}: RESOURCE:CPU`,
    });
    assert.deepEqual(actions(), ["RunTask"]);
  });

  it("fails when it may not run the task", async () => {
    await start({});
    await assert.rejects(runTask(run, 1), { message: "RunTask is not allowed" });
  });

  it("has the credentials of the profile that it is told", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slipway-profile-"));
    const credentials = join(folder, "credentials");
    const profile = "[team]\naws_access_key_id = teamkey\naws_secret_access_key = secret\n";
    await writeFile(credentials, profile);
    const { calls } = await start(
      { RunTask: [started], DescribeTasks: [ended(0)] },
      { AWS_SHARED_CREDENTIALS_FILE: credentials, AWS_CONFIG_FILE: join(folder, "config") },
    );
    await runTask({ ...run, profile: "team" }, 1);
    await runTask(run, 1);
    await rm(folder, { recursive: true });
    const keys = calls
      .filter(({ action }) => action === "RunTask")
      .map(({ accessKey }) => accessKey);
    assert.deepEqual(keys, ["teamkey", "test"]);
  });
});

describe("taskRunProvider", () => {
  const command = ["migrate"];
  const full: TaskRun = {
    ...run,
    overrides: [{ name: "migrate", command }],
    triggers: { a: "1", b: "2" },
  };
  const changes: [string, Partial<TaskRun>, boolean][] = [
    ["nothing", {}, false],
    ["the order of the triggers", { triggers: { b: "2", a: "1" } }, false],
    ["the time that it may take", { timeoutSeconds: 5 }, false],
    ["the cluster", { cluster: "other" }, false],
    ["the profile", { profile: "team" }, false],
    ["the key of an explicit provider", { settings: { token: "new" } }, false],
    ["the revision", { taskDefinition: "arn:…:2" }, true],
    ["the container", { container: "other" }, true],
    ["the command", { overrides: [{ name: "migrate", command: ["migrate", "--all"] }] }, true],
    ["all overrides gone", { overrides: undefined }, true],
    ["the runs at a time", { maxConcurrentTasks: 2 }, false],
    ["the attempts", { retryAttempts: 2 }, false],
    ["the number of runs", { arraySize: 2 }, true],
    ["a trigger", { triggers: { a: "1", b: "3" } }, true],
  ];
  for (const [what, change, expected] of changes) {
    it(`${expected ? "runs again" : "does not run again"} for a change of ${what}`, async () => {
      const answer = await taskRunProvider.diff("id", full, { ...full, ...change });
      assert.deepEqual(answer, { changes: expected });
    });
  }

  it("runs when it is made and when it is updated", async () => {
    const aws = await fakeAws({ RunTask: [started], DescribeTasks: [ended(0)] });
    const outs = { ...run, taskArn, exitCode: 0 };
    assert.deepEqual(await taskRunProvider.create(run), { id: taskArn, outs });
    assert.deepEqual(await taskRunProvider.update("id", run, run), { outs });
    await aws.stop();
    const runs = aws.calls.filter(({ action }) => action === "RunTask");
    assert.equal(runs.length, 2);
  });

  it("leaves the update failed when the run fails", async () => {
    const aws = await fakeAws({ RunTask: [started], DescribeTasks: [ended(3)] });
    const message = `${failed}; the end of its log:\n  (the log could not be read: DescribeTaskDefinition is not allowed)`;
    await assert.rejects(taskRunProvider.update("id", run, run), { message });
    await aws.stop();
  });
});
