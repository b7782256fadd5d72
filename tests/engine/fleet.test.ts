import assert from "node:assert/strict";
import { DeleteLogGroupCommand, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { ListClustersCommand } from "@aws-sdk/client-ecs";
import type { FleetDriftReport } from "../../generator/fleet/index.js";
import { runState } from "../../generator/fleet/run/runState.js";
import { type AwsClients, awsClients, inventory } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { type FleetWorkspace, makeFleet } from "./support/fleetWorkspace.js";
import { counts, resultOf } from "./support/fleetResult.js";
import { killTree } from "./support/processTree.js";

async function logGroupCount({ logs }: AwsClients): Promise<number> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ limit: 50 }));
  return logGroups.length;
}

engineSuite("slipway fleet, killed", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let fleet: FleetWorkspace;
  let atFirst: string[];

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    atFirst = await inventory(clients);
  });

  beforeEach(async () => {
    fleet = await makeFleet(emulator, 2);
    await emulator.forget();
  });

  afterEach(async () => {
    const ended = await fleet.slipway("fleet", "destroy", "--yes");
    assert.equal(ended.code, 0, ended.stderr + ended.stdout);
    await fleet.remove();
    // A task definition that is deregistered stays, inactive.
    const left = (await inventory(clients)).filter((each) => !each.includes("task-definition"));
    assert.deepEqual(left, atFirst);
  });

  after(async () => {
    await emulator.stop();
  });

  /** The last run is taken up, and ends with one object of each kind for each stack. */
  async function isWholeAfterResume(clusters: number): Promise<void> {
    const ended = await fleet.slipway("fleet", "resume", "--yes", "--json");
    assert.equal(ended.code, 0, ended.stderr + ended.stdout);
    assert.deepEqual(counts(resultOf(ended)), { done: 2 });
    const { clusterArns = [] } = await clients.ecs.send(new ListClustersCommand({}));
    assert.equal(clusterArns.length, clusters);
    assert.equal(await logGroupCount(clients), 4);
    assert.deepEqual(await fleet.locks(), []);
    const again = await fleet.slipway("fleet", "up", "--yes", "--json");
    assert.deepEqual(
      resultOf(again).stacks.flatMap(({ changes = {} }) => Object.keys(changes)),
      ["same", "same"],
    );
  }

  it("repairs a stack whose engine and runner were killed while AWS made a cluster", async () => {
    await fleet.configureStack("s00", { "app:cluster": "true" });
    const up = fleet.startSlipway("fleet", "up", "--yes");
    await emulator.hears("ecs CreateCluster");
    killTree(up.pid);
    await up.finished;
    assert.equal((await fleet.locks()).length, 1);
    const { code } = await fleet.slipway("fleet", "status");
    assert.equal(code, 0);
    const states = runState(await fleet.journal()).stacks.map(({ state }) => state);
    assert.deepEqual(states, ["applying", "queued"]);
    await isWholeAfterResume(1);
  });
});

engineSuite("slipway fleet drift", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let fleet: FleetWorkspace;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    fleet = await makeFleet(emulator, 2, { onlyFirst: true });
    const up = await fleet.slipway("fleet", "up", "--create", "--yes");
    assert.equal(up.code, 0, up.stderr);
  });

  after(async () => {
    await fleet.slipway("fleet", "destroy", "--yes");
    await fleet.remove();
    await emulator.stop();
  });

  async function drift(): Promise<FleetDriftReport & { code: number | null }> {
    const { code, stdout, stderr } = await fleet.slipway("fleet", "drift", "--json");
    assert.notEqual(stdout, "", stderr);
    return { ...(JSON.parse(stdout) as FleetDriftReport), code };
  }

  it("says what was deleted by hand, and changes nothing", async () => {
    const before = await drift();
    assert.deepEqual([before.code, before.totals.real, before.totals.delegated], [0, 0, 0]);

    const { logGroups = [] } = await clients.logs.send(new DescribeLogGroupsCommand({}));
    const [gone] = logGroups.map(({ logGroupName = "" }) => logGroupName).sort();
    await clients.logs.send(new DeleteLogGroupCommand({ logGroupName: gone ?? "" }));
    await emulator.forget();
    const { code, stacks } = await drift();
    assert.equal(code, 2);
    const drifted = stacks.filter(({ status }) => status === "drifted");
    assert.deepEqual(
      drifted.map(({ real, differences }) => [real, differences.length]),
      [[1, 1]],
    );
    assert.equal(stacks.filter(({ status, real }) => status === "clean" && real === 0).length, 1);
    const [difference] = drifted[0]?.differences ?? [];
    assert.equal(difference?.type, "aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(
      (await emulator.calls()).filter((call) => !/^\w+ (?:Describe|List|Get)/.test(call)),
      [],
    );
    const again = await drift();
    assert.deepEqual([again.code, again.totals.real], [2, 1]);
  });
});
