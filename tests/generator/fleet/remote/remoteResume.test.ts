import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import type { StackDeployment } from "../../../../generator/fleet/index.js";
import { preview, resume, status, up } from "../../../../generator/fleet/index.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { runBlocks } from "../../../../generator/fleet/run/runBlocks.js";
import { renderMarkdown } from "../../../../generator/review/renderMarkdown.js";
import { runLines } from "../../../../generator/terminal/fleetRunLines.js";
import { ends, starts, summary } from "../../automation/engineEvents.js";
import type { FleetFolder } from "../fleetFolder.js";
import { CloudServer } from "./cloudServer.js";
import { deploymentsOf, FLEET, remoteFolder, runRemote } from "./remoteRun.js";

const CREATES = [[starts("create", "a"), ends("create", "a"), ...summary({ create: 1 })]];
const STACK = "acme/network/dev";
const schemaFile = join(packageRoot(), "generator", "fleet", "run", "fleetRun.schema.json");
const isRun = new Ajv().compile(JSON.parse(readFileSync(schemaFile, "utf8")) as object);

describe("a run on Pulumi Deployments that is taken up", function () {
  this.timeout(20_000);
  let server: CloudServer;
  let folder: FleetFolder;

  before(() => {
    folder = remoteFolder();
  });

  after(() => {
    folder.delete();
  });

  beforeEach(async () => {
    server = await CloudServer.start();
    server.script = () => ({ events: CREATES });
  });

  afterEach(async () => {
    await server.stop();
  });

  /** What an undisturbed run asks for. */
  async function hashOf(): Promise<string> {
    const { records } = await runRemote(folder, server, { waves: [["network:dev"]] });
    server.deployments.length = 0;
    return deploymentsOf(records, "network:dev")[0]?.inputHash ?? "";
  }

  const takenUp = (deployment: StackDeployment) =>
    runRemote(folder, server, {
      waves: [["network:dev"]],
      states: new Map([["network:dev", "interrupted"]]),
      deployments: new Map([["network:dev", deployment]]),
    });

  const update = { operation: "update", state: "begun", url: "", after: 0 } as const;

  it("waits for the update that goes on, and begins no second one", async () => {
    const inputHash = await hashOf();
    server.script = () => ({ statuses: ["running", "running", "succeeded"], events: CREATES });
    const { id } = server.begin(STACK, { operation: "update" });
    const run = await takenUp({ ...update, id, inputHash });
    assert.equal(run.states["network:dev"], "done");
    assert.deepEqual(run.stacks[0]?.changes, { create: 1 });
    assert.deepEqual(server.begun, [`update ${STACK}`]);
  });

  it("finds the update whose id nobody has heard", async () => {
    const inputHash = await hashOf();
    server.begin(STACK, { operation: "preview" });
    server.begin(STACK, { operation: "update" });
    const run = await takenUp({ ...update, state: "asked", id: "", after: 1, inputHash });
    assert.equal(run.states["network:dev"], "done");
    assert.deepEqual(server.begun, [`preview ${STACK}`, `update ${STACK}`]);
  });

  it("begins it where it never began", async () => {
    const inputHash = await hashOf();
    const run = await takenUp({ ...update, state: "asked", id: "", inputHash });
    assert.equal(run.states["network:dev"], "done");
    assert.deepEqual(
      server.begun,
      ["refresh", "preview", "update"].map((one) => `${one} ${STACK}`),
    );
  });

  it("does not guess between two", async () => {
    const inputHash = await hashOf();
    for (let i = 0; i < 2; i += 1) server.begin(STACK, { operation: "update" });
    const run = await takenUp({ ...update, state: "asked", id: "", inputHash });
    assert.match(run.stacks[0]?.message ?? "", /cannot be told which deployment .* dep-2, dep-1/);
    assert.equal(server.begun.length, 2);
  });

  it("begins anew after one that failed, or that was of another commit", async () => {
    const inputHash = await hashOf();
    for (const [state, hash] of [
      ["failed", inputHash],
      ["succeeded", "another"],
    ] as const) {
      server.deployments.length = 0;
      server.script = (_, of) => ({ statuses: [of === "update" ? state : "succeeded"] });
      const { id } = server.begin(STACK, { operation: "update" });
      server.script = () => ({ events: CREATES });
      const run = await takenUp({ ...update, id, inputHash: hash });
      assert.equal(run.states["network:dev"], "done");
      assert.deepEqual(
        server.begun.slice(1),
        ["refresh", "preview", "update"].map((one) => `${one} ${STACK}`),
      );
    }
  });

  it("changes nothing where the state has a creation of unknown end, and says what to do", async () => {
    const urn = "urn:pulumi:dev::network::aws:kms/key:Key::k";
    const resource = { urn, type: "aws:kms/key:Key", custom: true };
    server.states.set(STACK, { pending_operations: [{ type: "creating", resource }] });
    const run = await takenUp({ ...update, state: "failed", id: "dep-9", inputHash: "" });
    assert.equal(run.stacks[0]?.reason, "repair");
    assert.match(
      run.stacks[0].message ?? "",
      /Key::k\nthen 'pulumi refresh --stack acme\/network\/dev/,
    );
    assert.deepEqual(server.begun, []);
  });

  it("goes on by the library where a process was killed, from the journal alone", async () => {
    const own = remoteFolder();
    const { environment: environmentVariables } = server;
    const all = { file: own.file, environmentVariables, jobs: 2 };
    try {
      server.script = (_, of) => (of === "update" ? { statuses: ["failed"] } : { events: CREATES });
      const first = await up({ ...all, remote: true });
      assert.deepEqual([first.status, first.exitCode], ["failed", 1]);
      const [network] = first.stacks;
      assert.equal(network?.deployment?.url, `https://app.example.com/${STACK}/deployments/2`);
      assert.match(runLines(first).join("\n"), /network:dev .*\n[\s\S]*\/deployments\/2$/m);
      assert.match(
        renderMarkdown(runBlocks(first, { rows: 9, characters: 99 })),
        /On Pulumi Deployments/,
      );
      server.script = () => ({ events: CREATES });
      const second = await resume(all);
      assert.deepEqual([second.status, second.exitCode], ["done", 0]);
      assert.deepEqual(status({ file: own.file }).stacks, second.stacks);
      assert.ok(isRun(second), JSON.stringify(isRun.errors));
      const before = server.deployments.length;
      assert.equal((await resume(all)).status, "done");
      assert.equal(server.deployments.length, before);
    } finally {
      own.delete();
    }
  });

  it("refuses to hold updates to saved plans, before anything is asked for", async () => {
    const own = remoteFolder(`${FLEET}rollout: { savedPlans: true }\n`);
    const { environment: environmentVariables } = server;
    try {
      await assert.rejects(
        Promise.resolve(up({ file: own.file, environmentVariables, remote: true })),
        /^CliError: 'rollout\.savedPlans' of .*fleet\.yaml must not be true with '--remote', got true/,
      );
      assert.deepEqual(server.calls, []);
    } finally {
      own.delete();
    }
  });

  it("refuses to make stacks, before anything is asked for", async () => {
    const own = remoteFolder(FLEET);
    const { environment: environmentVariables } = server;
    try {
      await assert.rejects(
        Promise.resolve(
          up({ file: own.file, environmentVariables, remote: true, createStacks: true }),
        ),
        /^CliError: '--create' must be left out with '--remote': .*; 'pulumi stack init acme\/prod' makes one/,
      );
      assert.deepEqual(server.calls, []);
    } finally {
      own.delete();
    }
  });

  it("previews a fleet, under the policies here too", async () => {
    const own = remoteFolder(FLEET.replace("  policies: organization\n", ""));
    own.write({
      "network/index.js": `new (require("@pulumi/aws/ecs/cluster").Cluster)("a", {});\n`,
      "orders/infra/index.js": "throw new Error('it cannot run here');\n",
    });
    own.commit();
    const { environment: environmentVariables } = server;
    try {
      const report = await preview({ file: own.file, environmentVariables, remote: true, jobs: 2 });
      const [network, orders] = report.waves.flatMap(({ stacks }) => stacks);
      assert.deepEqual(network?.engine, { creates: 1, updates: 0, replaces: 0, deletes: 0 });
      assert.ok(network.findings.length > 0, JSON.stringify(network));
      assert.match(
        orders?.failure ?? "",
        /cannot judge the program here: .*\n*[\s\S]*remote.policies/,
      );
      assert.deepEqual(server.begun, [`preview ${STACK}`]);
    } finally {
      own.delete();
    }
  });
});
