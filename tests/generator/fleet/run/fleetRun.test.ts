import assert from "node:assert/strict";
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Ajv, type Schema } from "ajv";
import { CliError } from "../../../../generator/cliError.js";
import {
  destroy,
  type FleetEvent,
  type FleetResumeOptions,
  type FleetRun,
  type FleetRunResult,
  type FleetStartOptions,
  resume,
  status,
  type StackRunner,
  type StackTask,
  up,
} from "../../../../generator/fleet/index.js";
import { endWithout } from "../../../../generator/fleet/run/stackRunner.js";
import { packageRoot } from "../../../../generator/project/packageRoot.js";
import { step } from "./fakeStacks.js";

const FLEET = `
name: shop
stacks:
  - path: network
  - path: orders
    dependsOn: ["network:dev"]
  - path: mails
    dependsOn: ["network:dev"]
rollout: { waveSizes: [10], maxFailures: 1 }
`;

const schemaFile = join(packageRoot(), "generator", "fleet", "run", "fleetRun.schema.json");
const isRunResult = new Ajv().compile(JSON.parse(readFileSync(schemaFile, "utf8")) as Schema);

describe("a fleet's run", () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-fleet-"));
    file = join(folder, "fleet.yaml");
    writeFileSync(file, FLEET);
    for (const project of ["network", "orders", "mails"]) {
      mkdirSync(join(folder, project));
      writeFileSync(join(folder, project, "Pulumi.yaml"), `name: ${project}\nruntime: nodejs\n`);
      writeFileSync(join(folder, project, "Pulumi.dev.yaml"), "config: {}\n");
    }
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** Does what the tests say, and tells what it was asked for. */
  function runnerOf(
    tasks: StackTask[],
    ends: Record<string, Parameters<typeof endWithout>[1]> = {},
  ): StackRunner {
    return async (task, { approve }) => {
      tasks.push(task);
      const { id, stack } = task.stack;
      const operations = [step(task.operation === "up" ? "create" : "delete")];
      if (!(await approve({ changes: { create: 1 }, operations }))) {
        return endWithout(stack, "declined", "");
      }
      return {
        ...endWithout(stack, ends[id] ?? "updated", ends[id] ?? ""),
        changes: { create: 1 },
      };
    };
  }

  async function ended(run: FleetRun): Promise<{ events: FleetEvent[]; result: FleetRunResult }> {
    const events: FleetEvent[] = [];
    for await (const event of run) events.push(event);
    return { events, result: await run };
  }

  const start = (options: Partial<FleetStartOptions>) => ended(up({ file, jobs: 1, ...options }));
  const takeUp = (options: Partial<FleetResumeOptions>) =>
    ended(resume({ file, jobs: 1, ...options }));
  const ids = (tasks: readonly StackTask[]) => tasks.map(({ stack }) => stack.id);
  const states = ({ stacks }: FleetRunResult) =>
    Object.fromEntries(stacks.map(({ id, state }) => [id.split(":")[0], state]));

  function journal(): { path: string; records: Record<string, unknown>[] } {
    const runs = join(folder, ".slipway", "fleet");
    const name = readdirSync(runs).find((each) => each.endsWith(".jsonl")) ?? "";
    const path = join(runs, name);
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    return { path, records: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  it("keeps copies of states in a folder of the run, and hands the next process what it knows of them", async () => {
    const tasks: StackTask[] = [];
    const ends: Record<string, "failed"> = { "network:dev": "failed" };
    const work = runnerOf(tasks, ends);
    const runner: StackRunner = async (task, watch) => {
      const { keepStatesIn = "" } = task;
      const copied = join(keepStatesIn, `${task.stack.project}.json`);
      mkdirSync(keepStatesIn, { recursive: true });
      writeFileSync(copied, "");
      await watch.onKept?.({ what: "copied", file: copied, at: "2026-01-02T03:04:05.000Z" });
      return work(task, watch);
    };
    const runs = join(folder, ".slipway", "fleet");
    const folders = (): string[] =>
      readdirSync(runs, { recursive: true, encoding: "utf8" })
        .filter((each) => !/[.]jsonl$|^writer/.test(each))
        .sort();
    await start({ runner });
    const name = basename(journal().path, ".jsonl");
    assert.deepEqual(folders(), [name, join(name, "network.json")]);
    assert.equal(tasks[0]?.keepStatesIn, join(runs, name));
    delete ends["network:dev"];
    const before = tasks.length;
    await takeUp({ runner });
    assert.equal(tasks[before]?.keptState?.file, join(runs, name, "network.json"));
    assert.deepEqual(folders(), []);
  });

  it("tells its events, comes to a result and leaves a journal of every transition", async () => {
    const tasks: StackTask[] = [];
    const { events, result } = await start({ runner: runnerOf(tasks) });
    assert.deepEqual(ids(tasks), ["network:dev", "orders:dev", "mails:dev"]);
    assert.deepEqual([result.status, result.exitCode, result.fleet], ["done", 0, "shop"]);
    assert.deepEqual(events[0], {
      ...{ kind: "run", run: result.run, operation: "up", stacks: 3, waves: 2, jobs: 1 },
    });
    const { records } = journal();
    assert.equal(records[0]?.["fleetHash"]?.toString().length, 64);
    assert.deepEqual(
      records.filter(({ id }) => id === "network:dev").map(({ state }) => state),
      ["previewing", "gated", "applying", "done"],
    );
    assert.deepEqual(
      records.filter(({ kind }) => kind !== "stack").map(({ kind }) => kind),
      ["run", "writer", "end"],
    );
    assert.deepEqual(status({ file }), result);
    assert.equal(isRunResult(result), true, JSON.stringify(isRunResult.errors));
  });

  it("destroys what others depend on last, without asking whether it may delete", async () => {
    const tasks: StackTask[] = [];
    const run = destroy({ file, jobs: 1, runner: runnerOf(tasks) });
    assert.equal((await run).status, "done");
    assert.deepEqual(ids(tasks), ["orders:dev", "mails:dev", "network:dev"]);
  });

  it("takes up what is not done, and leaves what is done and unchanged", async () => {
    const first = await start({ runner: runnerOf([], { "orders:dev": "failed" }) });
    assert.deepEqual(states(first.result), { network: "done", orders: "failed", mails: "done" });
    assert.equal(isRunResult(first.result), true, JSON.stringify(isRunResult.errors));
    const tasks: StackTask[] = [];
    const { result } = await takeUp({ runner: runnerOf(tasks) });
    assert.deepEqual(ids(tasks), ["orders:dev"]);
    assert.deepEqual([tasks[0]?.refresh, tasks[0]?.repairSince !== undefined], [true, true]);
    assert.deepEqual(states(result), { network: "done", orders: "done", mails: "done" });
    assert.equal(result.run, first.result.run);
    writeFileSync(join(folder, "network", "index.ts"), "changed");
    const again: StackTask[] = [];
    await takeUp({ runner: runnerOf(again) });
    assert.deepEqual([ids(again), again[0]?.refresh], [["network:dev"], false]);
  });

  it("takes up a run whose process was killed, at whatever record it was", async () => {
    const whole = await start({ runner: runnerOf([]) });
    const { path } = journal();
    const lines = readFileSync(path, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, 15);
    for (let kept = 1; kept <= lines.length; kept += 1) {
      const torn = (lines[kept] ?? "").slice(0, 20);
      writeFileSync(path, `${lines.slice(0, kept).join("\n")}\n${torn}`);
      const before = status({ file });
      const tasks: StackTask[] = [];
      const { result } = await takeUp({ runner: runnerOf(tasks) });
      assert.deepEqual(states(result), states(whole.result), `after ${kept} lines`);
      for (const { stack, repairSince } of tasks) {
        const was = before.stacks.find(({ id }) => id === stack.id)?.state;
        assert.equal(repairSince !== undefined, was === "interrupted", `${stack.id} was ${was}`);
      }
      const doneBefore = before.stacks.filter(({ state }) => state === "done");
      assert.equal(tasks.length, 3 - doneBefore.length);
    }
  });

  it("lets one process run a fleet, and shows another that it goes on", async () => {
    let go: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    let isBegun: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      isBegun = resolve;
    });
    const tasks: StackTask[] = [];
    const runner = runnerOf(tasks);
    const first = up({
      file,
      runner: async (task, watch) => {
        isBegun();
        await gate;
        return runner(task, watch);
      },
    });
    void Promise.resolve(first);
    await begun;
    assert.equal(status({ file }).status, "running");
    for (const other of [up, destroy, resume]) {
      await assert.rejects(Promise.resolve(other({ file, runner })), (error) => {
        assert.ok(error instanceof CliError && error.exitCode === 4);
        return /^process \d+ on .* runs this fleet since /.test(error.message);
      });
    }
    go();
    assert.equal((await first).status, "done");
    assert.equal(tasks.length, 3);
    assert.equal((await up({ file, runner })).status, "done");
  });

  it("is cancelled by a signal, and taken up afterwards", async () => {
    const cancel = new AbortController();
    const runner = runnerOf([]);
    const first = await start({
      signal: cancel.signal,
      runner: (task, watch) => {
        cancel.abort();
        return runner(task, watch);
      },
    });
    assert.deepEqual([first.result.status, first.result.exitCode], ["cancelled", 130]);
    assert.deepEqual(states(first.result), {
      network: "queued",
      orders: "queued",
      mails: "queued",
    });
    const { result } = await takeUp({ runner });
    assert.equal(result.status, "done");
  });

  it("chooses stacks, and takes a dependency that was not chosen for done", async () => {
    const tasks: StackTask[] = [];
    await start({ runner: runnerOf(tasks), stacks: ["orders:*"] });
    assert.deepEqual(ids(tasks), ["orders:dev"]);
  });

  it("has stacks made where that is asked for, for an update alone", async () => {
    const tasks: StackTask[] = [];
    const stacks = ["network:*"];
    const makes = async (options: Partial<FleetStartOptions>) => {
      await start({ runner: runnerOf(tasks), stacks, ...options });
      return tasks.pop()?.createStack;
    };
    assert.equal(await makes({}), undefined);
    assert.equal(await makes({ createStacks: true }), true);

    // Runs of one second have no order.
    const { result } = await start({ runner: runnerOf([], { "network:dev": "failed" }), stacks });
    await takeUp({ run: result.run, runner: runnerOf(tasks), createStacks: true });
    assert.equal(tasks.pop()?.createStack, true);

    await ended(destroy({ file, stacks, runner: runnerOf(tasks), createStacks: true }));
    assert.equal(tasks.pop()?.createStack, undefined);
  });

  it("refuses to take up what is not there", async () => {
    await assert.rejects(Promise.resolve(resume({ file })), /^CliError: there is no run of .* yet/);
    await start({ runner: runnerOf([], { "orders:dev": "failed" }) });
    await assert.rejects(
      Promise.resolve(resume({ file, run: "x" })),
      /'--run' must name a run of .*, got 'x'/,
    );
    rmSync(join(folder, "orders", "Pulumi.dev.yaml"));
    writeFileSync(file, FLEET.replace(/ {2}- path: orders\n.*\n/, ""));
    await assert.rejects(
      Promise.resolve(resume({ file })),
      /has the stack orders:dev, which .* has no more/,
    );
  });

  it("refuses a journal that something else has written to", async () => {
    await start({ runner: runnerOf([]) });
    appendFileSync(journal().path, "hello\n{}\n");
    await assert.rejects(
      Promise.resolve(resume({ file })),
      /line 16 of the journal is no record of a run/,
    );
    assert.throws(() => status({ file }), /line 16 of the journal/);
  });

  it("ends the loop over its events with what went wrong", async () => {
    rmSync(file);
    await assert.rejects(start({}), CliError);
  });
});
