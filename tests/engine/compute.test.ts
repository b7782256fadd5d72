import { ListTasksCommand } from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import {
  assertCapacity,
  assertInstances,
  assertRevision,
  assertSchedule,
} from "./support/computeAssertions.js";
import type { ComputeExample } from "./support/computeExample.js";
import { clusterName, revision, schedulePath, service, task } from "./support/computeExample.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

const UP = ["up", "--yes", "--skip-preview"];

// The steps of one road: each stands on the one before.
engineSuite("examples/compute on an engine", () => {
  let emulator: Emulator;
  let aws: AwsClients;
  let atFirst: string[];
  let compute: Workspace;
  let outputs: Record<string, string>;

  before(async () => {
    emulator = await startEmulator();
    aws = awsClients(emulator);
    atFirst = await inventory(aws);
    compute = await makeWorkspace({
      emulator,
      program: ".",
      only: ["tsconfig.json", "examples/compute"],
      project: "examples/compute",
      configuration: { "compute:retainRevisions": false },
      // With one that other suites use as well an instance was once left after destroy.
      ownProvider: "killable",
      environment: {
        // Of a run's own; the provider has those of the stack's configuration.
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
        // The stand-in of the provider refuses what it does not know.
        AWS_PLUGIN_STRICT: "1",
      },
    });
  });

  beforeEach(() => emulator.forget());

  after(async () => {
    await compute.remove();
    await emulator.stop();
  });

  const example = (): ComputeExample => ({ aws, outputs });

  /** How often an action was called in this test. */
  async function times(call: string): Promise<number> {
    return (await emulator.calls()).filter((made) => made === call).length;
  }

  /** Runs an update that must fail; gives what it wrote, and the ARN of the run that failed it. */
  async function failedUp(): Promise<{ written: string; taskArn: string }> {
    const { code, stdout, stderr } = await compute.pulumi(...UP);
    const written = stdout + stderr;
    assert.notEqual(code, 0, written);
    const [taskArn] = /arn:aws:ecs:[^\s"]+:task\/[\w/-]+/.exec(written) ?? [];
    assert.ok(taskArn, written);
    return { written, taskArn };
  }

  it("runs nothing at a preview", async () => {
    await compute.pulumiSucceeds("preview");
    assert.equal(await times("ecs RunTask"), 0);
  });

  it("comes up, after one run of the migration", async () => {
    await compute.pulumiSucceeds(...UP);
    outputs = (await compute.outputs()) as Record<string, string>;
    assert.equal(await times("ecs RunTask"), 1);
    const calls = await emulator.calls();
    assert.ok(calls.lastIndexOf("ecs DescribeTasks") < calls.indexOf("ecs CreateService"));
    const migration = await task(example(), outputs["migrationTaskArn"]);
    assert.deepEqual(
      [migration.lastStatus, migration.capacityProviderName, migration.startedBy],
      ["STOPPED", "FARGATE", "slipway"],
    );
    assert.deepEqual(migration.overrides?.containerOverrides, [
      { name: "orders", command: ["node", "migrate.js"] },
    ]);
    assert.deepEqual(
      migration.containers?.map(({ name, exitCode }) => [name, exitCode]),
      [
        ["orders", 0],
        ["thumbnails", 137],
      ],
    );
  });

  it("attached both groups of instances and Fargate to the cluster", () =>
    assertCapacity(example()));

  it("launches encrypted instances with session tokens, on demand and as Spot", () =>
    assertInstances(example()));

  it("made a revision with both containers, the secret and the shared files", () =>
    assertRevision(example()));

  it("made the schedule", () => assertSchedule(example()));

  it("shows no change in a second preview and in a refresh", async () => {
    await compute.pulumiSucceeds("preview", "--expect-no-changes");
    await compute.pulumiSucceeds("refresh", "--preview-only", "--expect-no-changes");
    assert.equal(await times("ecs RunTask"), 0);
  });

  it("leaves the service alone when the migration of a new revision fails", async () => {
    const before = await service(example());
    await compute.configure({ "compute:image": "registry.example.com/orders:2" });
    await emulator.endTasks({ exitCode: 3, log: ["adding column", "no such table: users"] });
    const { written, taskArn } = await failedUp();
    assert.ok(
      written.includes(
        `error: task ${taskArn}: container "orders" ended with exit code 3: Essential container in task exited; the end of its log:\n      adding column\n      no such table: users\n`,
      ),
      written,
    );
    assert.equal(await times("ecs RunTask"), 1);
    assert.equal(await times("ecs UpdateService"), 0);
    assert.equal(await times(`scheduler PUT ${schedulePath(example())}`), 0);
    assert.deepEqual(await service(example()), before);
    assert.equal((await revision(example(), before.taskDefinition)).status, "ACTIVE");
    assert.notEqual((await task(example(), taskArn)).taskDefinitionArn, before.taskDefinition);
  });

  it("runs it again in the next update, and then updates the service", async () => {
    await emulator.endTasks({ exitCode: 0, log: ["done"] });
    await compute.pulumiSucceeds(...UP);
    outputs = (await compute.outputs()) as Record<string, string>;
    assert.equal(await times("ecs RunTask"), 1);
    const { taskDefinition } = await service(example());
    assert.equal(
      (await task(example(), outputs["migrationTaskArn"])).taskDefinitionArn,
      taskDefinition,
    );
    const { containerDefinitions = [] } = await revision(example(), taskDefinition);
    assert.deepEqual(
      containerDefinitions.map(({ image }) => image),
      ["registry.example.com/orders:2", "registry.example.com/orders:2"],
    );
  });

  it("stops a run of changed triggers that does not end in time", async () => {
    await compute.configure({ "compute:migrations": "0008", "compute:migrationTimeoutSeconds": 4 });
    await emulator.endTasks({ exitCode: null, log: ["waiting for a lock"] });
    const { written, taskArn } = await failedUp();
    assert.ok(
      written.includes(
        `error: task ${taskArn}: it had not ended after 'timeoutSeconds' 4 and was stopped; the end of its log:\n      waiting for a lock\n`,
      ),
      written,
    );
    assert.equal(await times("ecs RunTask"), 1);
    assert.equal(await times("ecs RegisterTaskDefinition"), 0);
    const { lastStatus, stopCode, stoppedReason } = await task(example(), taskArn);
    assert.deepEqual(
      [lastStatus, stopCode, stoppedReason],
      ["STOPPED", "UserInitiated", "slipway: timeoutSeconds"],
    );
  });

  it("stops the run at one Ctrl-C, and ends the update", async () => {
    await compute.configure({
      "compute:migrations": "0009",
      "compute:migrationTimeoutSeconds": 600,
    });
    await emulator.endTasks({ exitCode: null, log: ["waiting for a lock"] });
    const running = compute.startPulumi(...UP);
    await emulator.hears("ecs DescribeTasks");
    running.signal("SIGINT");
    const { code, stdout, stderr } = await running.finished;
    assert.notEqual(code, 0, stdout + stderr);
    const [, taskArn] =
      /error: task (\S+): it was stopped, as the update was cancelled; the end of its log:\n +waiting for a lock\n/.exec(
        stdout + stderr,
      ) ?? [];
    assert.ok(taskArn, stdout + stderr);
    assert.equal(await times("ecs StopTask"), 1);
    const { lastStatus, stoppedReason } = await task(example(), taskArn);
    assert.deepEqual([lastStatus, stoppedReason], ["STOPPED", "slipway: cancelled"]);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { taskArns } = await aws.ecs.send(
      new ListTasksCommand({ cluster: clusterName(example()), desiredStatus: "RUNNING" }),
    );
    assert.deepEqual(taskArns, []);
    await compute.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await inventory(aws), atFirst);
  });
});
