import assert from "node:assert/strict";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { MadeResource } from "../../generator/automation/madeResource.js";
import type { KeptEvent } from "../../generator/fleet/run/keptEvent.js";
import type { KeptState } from "../../generator/fleet/run/keptState.js";
import type { ExportedDeployment } from "../../generator/fleet/run/repair/pendingCreates.js";
import type { StackEnd, StackTask } from "../../generator/fleet/run/stackRunner.js";
import { workOnStack } from "../../generator/fleet/run/workOnStack.js";
import { awsClients, inventory } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { type FleetWorkspace, makeFleet } from "./support/fleetWorkspace.js";

engineSuite("a state that a full disk has cut off", () => {
  let emulator: Emulator;
  let fleet: FleetWorkspace;

  before(async () => {
    emulator = await startEmulator();
    fleet = await makeFleet(emulator, 1, { program: "tests/engine/fixtures/faults" });
  });

  after(async () => {
    await fleet.remove();
    await emulator.stop();
  });

  const stateFile = (): string =>
    join(fileURLToPath(fleet.backend), ".pulumi", "stacks", "app", "s00.json");

  /** Works on the stack as its process in a fleet does, and gives what the journal would have. */
  async function work(more: Partial<StackTask> = {}): Promise<{ end: StackEnd; kept: KeptState }> {
    const kept: KeptEvent[] = [];
    const made: MadeResource[] = [];
    const environmentVariables = Object.fromEntries(
      Object.entries(fleet.environment).flatMap(([key, value]) => (value ? [[key, value]] : [])),
    );
    const { project: directory } = fleet;
    const stack = {
      id: "app:s00",
      directory,
      project: "app",
      stack: "s00",
      tags: {},
      dependsOn: [],
    };
    const task: StackTask = {
      ...{ stack, operation: "up", refresh: false, environmentVariables, ...more },
      keepStatesIn: join(fleet.directory, "kept"),
    };
    const end = await workOnStack(task, {
      signal: new AbortController().signal,
      approve: () => Promise.resolve(true),
      onMade: (each) => made.push(each),
      onKept: (event) => void kept.push(event),
    });
    const copied = kept.find((event) => event.what === "copied");
    assert.ok(copied, JSON.stringify(end));
    return { end, kept: { file: copied.file, at: copied.at, made, allTold: true } };
  }

  async function deployment(): Promise<ExportedDeployment> {
    const { checkpoint } = JSON.parse(await readFile(stateFile(), "utf8")) as {
      checkpoint: { latest: ExportedDeployment };
    };
    return checkpoint.latest;
  }

  /** What the state has of AWS, by name and id. */
  async function objects(): Promise<string[]> {
    const { resources = [] } = await deployment();
    return resources
      .filter(({ type }) => type.startsWith("aws:"))
      .map(({ urn, id, outputs, delete: goes }) => {
        const arn = String(outputs?.["arn"]);
        return [urn.split("::").at(-1), id, arn, ...(goes ? ["deleted"] : [])].join(" ");
      })
      .sort();
  }

  /** Leaves the state as it is left when the disk is full at the end of the update, and has it repaired. */
  async function repaired(keptState: KeptState, bytes: number): Promise<void> {
    await writeFile(stateFile(), (await readFile(stateFile())).subarray(0, bytes));
    // On a full disk the update has no copy of its state there either.
    await rm(join(fileURLToPath(fleet.backend), ".pulumi", "history"), { recursive: true });
    const since = new Date(Date.parse(keptState.at) - 60_000).toISOString();
    const { end } = await work({ repairSince: since, refresh: true, keptState });
    assert.deepEqual(end.errors, []);
    // What the first try has replaced may have to be taken out of the state.
    assert.ok(["unchanged", "updated"].includes(end.status), end.status);
    assert.equal(end.changes["create"], undefined);
  }

  it("is put together after the first update, with all that it made", async () => {
    const { end, kept } = await work();
    assert.equal(end.status, "updated", JSON.stringify(end));
    const [before, inAws] = [await objects(), await inventory(awsClients(emulator))];
    await repaired(kept, 1000);
    assert.deepEqual(await objects(), before);
    assert.equal(before.length, 2);
    assert.deepEqual(await inventory(awsClients(emulator)), inAws);
    const names = await readdir(dirname(stateFile()));
    assert.equal(names.filter((name) => /^s00[.]json[.]cut-off-/.test(name)).length, 1);
  });

  it("is put together after an update that made, replaced, changed and deleted", async () => {
    const program = join(fleet.project, "index.js");
    const text = await readFile(program, "utf8");
    const changed = text
      .replace('LogGroup("logs", { retentionInDays: 30', 'LogGroup("others", { retentionInDays: 7')
      .replace("family: `app-", "family: `web-");
    assert.notEqual(changed, text);
    await writeFile(program, `${changed}\nnew LogGroup("third", {});\n`);
    const { end, kept } = await work();
    assert.equal(end.status, "updated", JSON.stringify(end));
    const [before, inAws] = [await objects(), await inventory(awsClients(emulator))];
    assert.equal(before.length, 3, before.join("\n"));
    await repaired(kept, 0);
    assert.deepEqual(await objects(), before);
    assert.deepEqual(await inventory(awsClients(emulator)), inAws);
  });
});
