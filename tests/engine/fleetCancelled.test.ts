import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListTaskDefinitionsCommand } from "@aws-sdk/client-ecs";
import { type AwsClients, awsClients } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { type FleetWorkspace, makeFleet } from "./support/fleetWorkspace.js";
import { counts, resultOf } from "./support/fleetResult.js";

/** Calls that change something. */
function writes(calls: readonly string[]): string[] {
  return calls.filter((call) => !/^\w+ (Describe|List|Get)/.test(call));
}

async function families({ ecs }: AwsClients): Promise<string[]> {
  const { taskDefinitionArns = [] } = await ecs.send(new ListTaskDefinitionsCommand({}));
  return taskDefinitionArns.map((arn) => arn.split("/").at(-1) ?? "").sort();
}

async function logGroupCount({ logs }: AwsClients): Promise<number> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ limit: 50 }));
  return logGroups.length;
}

/** Waits until the journal has so many records of a state. */
async function comesTo(fleet: FleetWorkspace, state: string, count: number): Promise<void> {
  const end = Date.now() + 900_000;
  for (;;) {
    const lines = await fleet.journal().catch((): string[] => []);
    if (lines.filter((line) => line.includes(`"state":"${state}"`)).length >= count) return;
    assert.ok(Date.now() < end, `not ${count} ${state} in 15 minutes: ${lines.join("\n")}`);
    await sleep(100);
  }
}

/** How many stacks; FLEET_STACKS=20 for the run that the documentation tells of. */
const STACKS = Number(process.env["FLEET_STACKS"] ?? 5);

/** The stack that violates a policy. */
const STOPPED = "s02";

engineSuite(`slipway fleet with ${STACKS} stacks, one of which violates a policy`, () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let fleet: FleetWorkspace;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    fleet = await makeFleet(emulator, STACKS);
    await fleet.configureStack(STOPPED, { "app:privileged": "true" });
  });

  after(async () => {
    await fleet.remove();
    await emulator.stop();
  });

  it("is cancelled in the middle: what is in flight ends, and nothing more is begun", async () => {
    const up = fleet.startSlipway("fleet", "up", "--yes", "--jobs", "3", "--json");
    await comesTo(fleet, "done", 1);
    await comesTo(fleet, "applying", 2);
    up.signal("SIGINT");
    await sleep(1000);
    up.signal("SIGTERM");
    const ended = await up.finished;
    assert.equal(ended.code, 130, ended.stderr);
    assert.match(ended.stderr, /^already cancelling: /m);
    const result = resultOf(ended);
    assert.equal(result.status, "cancelled");
    const { done = 0, queued = 0, applying, previewing, gated } = counts(result);
    assert.ok(done >= 1 && queued >= 1, JSON.stringify(counts(result)));
    assert.deepEqual([applying, previewing, gated], [undefined, undefined, undefined]);
    assert.deepEqual(await fleet.locks(), []);
  });

  it("is resumed: all others are done, and the one that a policy stops has nothing in AWS", async () => {
    const ended = await fleet.slipway("fleet", "resume", "--yes", "--jobs", "3", "--json");
    assert.equal(ended.code, 2, ended.stderr);
    const result = resultOf(ended);
    assert.equal(result.status, "blocked");
    assert.deepEqual(counts(result), { done: STACKS - 1, failed: 1 });
    const stopped = result.stacks.find(({ state }) => state === "failed");
    assert.equal(stopped?.id, `app:${STOPPED}`);
    assert.equal(stopped.reason, "policy");
    assert.match(stopped.message ?? "", /^ecs-no-privileged: .*::app::.*::task\)/m);
    const others = fleet.ids
      .map((id) => id.replace(":", "-"))
      .filter((id) => id !== `app-${STOPPED}`);
    assert.deepEqual(
      await families(clients),
      others.map((family) => `${family}:1`),
    );
    assert.equal(await logGroupCount(clients), 2 * (STACKS - 1));
    assert.deepEqual(await fleet.locks(), []);
  });

  it("writes nothing when it is resumed again", async () => {
    await emulator.forget();
    const ended = await fleet.slipway("fleet", "resume", "--yes", "--json");
    assert.equal(ended.code, 2, ended.stderr);
    assert.deepEqual(writes(await emulator.calls()), []);
  });
});
