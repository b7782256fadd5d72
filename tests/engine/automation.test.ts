import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListClustersCommand } from "@aws-sdk/client-ecs";
import { Ajv, type Schema } from "ajv";
import type { DestroyResult, UpResult } from "../../generator/automation/index.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { type AwsClients, awsClients, inventory } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Finished } from "./support/process.js";
import { makeWorkspace, type Workspace } from "./support/workspace.js";

const FIXTURE = "tests/engine/fixtures/plain";
const UP = ["up", "--stack", "dev", "--yes", "--json"];

/** The one JSON document that a command printed. */
function document(ended: Finished): unknown {
  assert.notEqual(ended.stdout, "", ended.stderr);
  return JSON.parse(ended.stdout);
}

const schemaFile = join(packageRoot(), "generator", "automation", "up.schema.json");
const isUpResult = new Ajv().compile<UpResult>(
  JSON.parse(readFileSync(schemaFile, "utf8")) as Schema,
);

/** The document of `slipway up --json`, which is what its schema says. */
function upResult(ended: Finished): UpResult {
  const result = document(ended);
  assert.equal(isUpResult(result), true, JSON.stringify(isUpResult.errors));
  return result as UpResult;
}

/** The folder in which a state backend keeps the locks of the program's stack. */
function locks({ backend }: Workspace): string {
  return join(fileURLToPath(backend), ".pulumi", "locks", "organization", "plain", "dev");
}

/** Calls that change something. */
function writes(calls: readonly string[]): string[] {
  return calls.filter((call) => !/^\w+ (Describe|List|Get)/.test(call));
}

async function logGroups({ logs }: AwsClients): Promise<Record<string, number | undefined>> {
  const { logGroups: groups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  return Object.fromEntries(
    groups.map(({ logGroupName = "", retentionInDays }) => [logGroupName, retentionInDays]),
  );
}

engineSuite("slipway up and destroy on an engine", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let workspace: Workspace;
  let atFirst: string[];

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    workspace = await makeWorkspace({ emulator, program: FIXTURE });
    atFirst = await inventory(clients);
  });

  beforeEach(async () => {
    await workspace.configure({
      "plain:privileged": undefined,
      "plain:broken": undefined,
      "plain:privilegedIn": undefined,
    });
    await emulator.forget();
  });

  after(async () => {
    await workspace.remove();
    await emulator.stop();
  });

  it("stops at a violated policy before any call to AWS", async () => {
    await workspace.configure({ "plain:privileged": "true" });
    const ended = await workspace.slipway(...UP);
    const result = upResult(ended);
    assert.equal(result.status, "blocked");
    assert.deepEqual(result.changes, {});
    assert.deepEqual(
      result.policies.violations
        .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(({ policy, urn }) => ({ policy, urn })),
      [
        {
          policy: "ecs-no-privileged",
          urn: "urn:pulumi:dev::plain::aws:ecs/taskDefinition:TaskDefinition::forbidden",
        },
      ],
    );
    assert.equal(
      ended.stderr.trimEnd().split("\n").at(-1),
      "slipway: a mandatory policy is violated: nothing was changed in 'dev'",
    );
    assert.equal(ended.code, 2);
    assert.deepEqual(await emulator.calls(), []);
  });

  it("stops at a violation that only the engine's preview can see, before any change", async () => {
    await workspace.configure({ "plain:privilegedIn": "Europe (Ireland)" });
    const ended = await workspace.slipway(...UP);
    const result = upResult(ended);
    assert.equal(result.status, "blocked", ended.stderr);
    assert.equal(ended.code, 2);
    const stopping = result.policies.violations.filter(
      ({ enforcementLevel }) => enforcementLevel === "mandatory",
    );
    assert.deepEqual(
      stopping.map(({ policy, urn }) => [policy, urn.split("::").at(-1)]),
      [["ecs-no-privileged", "sometimes"]],
    );
    const calls = await emulator.calls();
    assert.notDeepEqual(calls, []);
    assert.deepEqual(writes(calls), []);
  });

  it("stops at a program that throws, before any call that changes something", async () => {
    await workspace.configure({ "plain:broken": "true" });
    const ended = await workspace.slipway(...UP);
    const result = upResult(ended);
    assert.equal(result.status, "failed");
    assert.match(result.errors[0]?.message ?? "", /the program is broken/);
    assert.equal(ended.code, 1);
    assert.deepEqual(writes(await emulator.calls()), []);
  });

  it("creates what the program says, tells every change, and shows no secret", async () => {
    const ended = await workspace.slipway(...UP);
    assert.equal(ended.code, 0, ended.stderr);
    const { outputs, ...result } = upResult(ended);
    const made = await logGroups(clients);
    const [first, last] = [String(outputs["firstName"]), String(outputs["lastName"])];
    assert.deepEqual(made, { [first]: 30, [last]: 7 });
    assert.equal(result.status, "updated");
    assert.deepEqual(result.changes, { create: 4 });
    assert.deepEqual(result.pendingOperations, []);
    assert.equal(outputs["password"], "[secret]");
    assert.deepEqual(outputs["nested"], { names: [first, "[secret]"] });
    assert.doesNotMatch(ended.stdout + ended.stderr, /hunter/);
    assert.match(ended.stderr, /^\+ creating aws:ecs:Cluster cluster$/m);
    assert.match(ended.stderr, /^\+ created aws:ecs:Cluster cluster \(\d+(\.\d)? s\)$/m);
    assert.match(ended.stderr, /^\+ created aws:cloudwatch:LogGroup last \(/m);
  });

  it("changes nothing when it is run again", async () => {
    const ended = await workspace.slipway(...UP);
    assert.equal(ended.code, 0, ended.stderr);
    const result = upResult(ended);
    assert.equal(result.status, "unchanged");
    assert.deepEqual(result.changes, { same: 4 });
    assert.deepEqual(writes(await emulator.calls()), []);
  });

  it("updates the one resource that the configuration changes", async () => {
    await workspace.configure({ "plain:retentionInDays": "90" });
    const ended = await workspace.slipway(...UP);
    assert.equal(ended.code, 0, ended.stderr);
    const result = upResult(ended);
    assert.deepEqual(result.changes, { same: 3, update: 1 });
    assert.deepEqual(writes(await emulator.calls()), ["logs PutRetentionPolicy"]);
    assert.equal((await logGroups(clients))[String(result.outputs["firstName"])], 90);
  });

  it("gives way to another update of the stack, with exit code 4", async () => {
    await workspace.configure({ "plain:retentionInDays": "60" });
    const lock = join(locks(workspace), "another.json");
    await mkdir(locks(workspace), { recursive: true });
    const { username } = userInfo();
    await writeFile(
      lock,
      JSON.stringify({ pid: 1, username, hostname: hostname(), timestamp: new Date() }),
    );
    const ended = await workspace.slipway(...UP);
    await rm(lock);
    assert.equal(ended.code, 4, ended.stderr);
    assert.equal(upResult(ended).status, "conflict");
    const retentions = Object.values(await logGroups(clients)).sort();
    assert.deepEqual(retentions, [7, 90]);
  });

  it("leaves nothing behind after destroy", async () => {
    const ended = await workspace.slipway(
      ...["destroy", "--stack", "dev", "--yes", "--json", "--remove"],
    );
    assert.equal(ended.code, 0, ended.stderr);
    const result = document(ended) as DestroyResult;
    assert.equal(result.status, "destroyed");
    assert.equal(result.removed, true);
    assert.deepEqual(result.changes, { delete: 4 });
    assert.deepEqual(await inventory(clients), atFirst);
    const { stdout } = await workspace.pulumi("stack", "ls", "--json");
    assert.equal(stdout.includes("dev"), false);
  });
});

engineSuite("slipway up, interrupted", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let workspace: Workspace;
  let atFirst: string[];

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    atFirst = await inventory(clients);
  });

  beforeEach(async () => {
    // As on a user's machine, to the last process.
    workspace = await makeWorkspace({ emulator, program: FIXTURE, ownProvider: true });
  });

  afterEach(async () => {
    await workspace.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    await workspace.remove();
    assert.deepEqual(await inventory(clients), atFirst);
  });

  after(async () => {
    await emulator.stop();
  });

  /** The stack is free, knows what exists, and the next update makes the rest. */
  async function finishesNextTime(): Promise<void> {
    assert.deepEqual(await readdir(locks(workspace)), []);
    const ended = await workspace.slipway(...UP);
    assert.equal(ended.code, 0, ended.stderr);
    const result = upResult(ended);
    assert.deepEqual(result.pendingOperations, []);
    const { clusterArns = [] } = await clients.ecs.send(new ListClustersCommand({}));
    const arns = clusterArns.filter((arn) =>
      arn.endsWith(`/${String(result.outputs["clusterName"])}`),
    );
    assert.equal(arns.length, 1);
    assert.equal(Object.keys(await logGroups(clients)).length, 2);
  }

  it("ends cleanly at Ctrl-C, pressed twice, and the next up finishes the work", async () => {
    const up = workspace.startSlipway(...UP);
    await up.sees("+ creating aws:ecs:Cluster cluster\n");
    await up.sees("+ created aws:cloudwatch:LogGroup first ");
    up.signal("SIGINT");
    await up.sees("cancelling: ");
    await new Promise((resolve) => setTimeout(resolve, 1000));
    up.signal("SIGINT");
    const ended = await up.finished;
    assert.match(
      ended.stderr,
      /^cancelling: .*\n(?: {2}.*\n)* {2}creating aws:ecs:Cluster cluster\n/m,
    );
    assert.match(ended.stderr, /^already cancelling: /m);
    assert.match(ended.stderr, /^\+ created aws:ecs:Cluster cluster \(/m);
    assert.equal(ended.code, 130);
    const result = upResult(ended);
    assert.equal(result.status, "cancelled");
    assert.deepEqual(result.inFlight, [
      {
        urn: "urn:pulumi:dev::plain::aws:ecs/cluster:Cluster::cluster",
        operation: "create",
      },
    ]);
    assert.deepEqual(result.pendingOperations, []);
    assert.equal(Object.keys(await logGroups(clients)).length, 1);
    await finishesNextTime();
  });

  it("leaves the engine to its work when it is killed itself", async () => {
    const up = workspace.startSlipway(...UP);
    await up.sees("+ creating aws:ecs:Cluster cluster\n");
    await up.sees("+ created aws:cloudwatch:LogGroup first ");
    up.signal("SIGKILL");
    await up.finished;
    const deadline = Date.now() + 60_000;
    while ((await readdir(locks(workspace))).length > 0 && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    assert.equal(Object.keys(await logGroups(clients)).length, 2);
    await workspace.pulumiSucceeds("preview", "--expect-no-changes");
  });
});
