import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { lookInProcess, runInProcess } from "../../../../generator/fleet/run/stackProcess.js";
import type { PlannedStack } from "../../../../generator/fleet/run/stackRunner.js";
import { ends, logGroupUrn, starts, summary } from "../../automation/engineEvents.js";
import { type FakeScript, PROJECT, withFakePulumi } from "../../automation/fakePulumi.js";
import { scratchFolder } from "../../scaffold/scratchFolder.js";
import { fleetStack } from "./fakeStacks.js";

const SCRIPT: FakeScript = {
  preview: { events: [starts("create", "a"), ...summary({ create: 1 })] },
  up: { events: [starts("create", "a"), ends("create", "a"), ...summary({ create: 1 })] },
};

const TASK = {
  stack: { ...fleetStack("p:dev"), directory: PROJECT },
  operation: "up",
  refresh: false,
} as const;

describe("runInProcess", () => {
  const folder = scratchFolder();

  it("previews, asks and updates a stack in a process of its own", async () => {
    await withFakePulumi(SCRIPT, async (fake) => {
      const planned: PlannedStack[] = [];
      const end = await runInProcess(TASK, {
        signal: new AbortController().signal,
        approve: (each) => {
          planned.push(each);
          return Promise.resolve(true);
        },
      });
      assert.equal(end.status, "updated", JSON.stringify(end));
      assert.deepEqual(end.changes, { create: 1 });
      assert.deepEqual(
        planned.map(({ operations }) => operations.map(({ urn, operation }) => [urn, operation])),
        [[[logGroupUrn("a"), "create"]]],
      );
      assert.ok((await fake.log()).includes("end up"));
    });
  });

  it("changes nothing before the copy of the state is noted, and tells what was made since", async () => {
    const whole = JSON.stringify({ version: 3, checkpoint: {} });
    const state = folder.write(".pulumi/stacks/orders/dev.json", whole);
    const environmentVariables = { PULUMI_BACKEND_URL: pathToFileURL(folder.path).href };
    const task = { ...TASK, environmentVariables, keepStatesIn: join(folder.path, "kept") };
    const up = { events: [...(SCRIPT.up?.events ?? []), { cancelEvent: {} }] };
    await withFakePulumi({ ...SCRIPT, up }, async (fake) => {
      const told: string[] = [];
      const end = await runInProcess(task, {
        signal: new AbortController().signal,
        approve: () => Promise.resolve(true),
        onMade: ({ urn }) => void told.push(urn),
        onKept: async (event) => {
          if (event.what !== "copied") return void told.push(event.what);
          assert.equal(readFileSync(event.file, "utf8"), whole);
          // As if the update had met a full disk.
          writeFileSync(state, "");
          await new Promise((resolve) => setTimeout(resolve, 300));
          const log = await fake.log();
          assert.ok(log.includes("end preview"));
          told.push(log.filter((line) => line.startsWith("up")).join() || "copied");
        },
      });
      assert.equal(end.status, "updated", JSON.stringify(end));
      assert.deepEqual(told, ["copied", logGroupUrn("a"), "allTold"]);
    });
  });

  it("begins no change whose copy cannot be noted", async () => {
    folder.write(".pulumi/stacks/orders/dev.json", JSON.stringify({ version: 3, checkpoint: {} }));
    const environmentVariables = { PULUMI_BACKEND_URL: pathToFileURL(folder.path).href };
    const task = { ...TASK, environmentVariables, keepStatesIn: join(folder.path, "kept") };
    await withFakePulumi(SCRIPT, async (fake) => {
      const run = runInProcess(task, {
        signal: new AbortController().signal,
        approve: () => Promise.resolve(true),
        onKept: () => Promise.reject(new Error("no space left on device")),
      });
      await assert.rejects(run, /no space left/);
      assert.deepEqual(
        (await fake.log()).filter((line) => line.startsWith("up")),
        [],
      );
    });
  });

  it("tells that its process is lost when it is killed", async () => {
    await withFakePulumi(SCRIPT, async () => {
      const end = await runInProcess(TASK, {
        signal: new AbortController().signal,
        approve: () => {
          process.kill(childOfThis(), "SIGKILL");
          return Promise.resolve(true);
        },
      });
      assert.equal(end.status, "lost");
      assert.match(end.errors[0]?.message ?? "", /^the process of the stack ended with SIGKILL/);
    });
  });

  it("looks at a stack in a process of its own, and passes a request to cancel on", async () => {
    const outputs = { retentionInDays: 7 };
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const old = {
      type,
      urn: logGroupUrn("a"),
      custom: true,
      id: "a",
      parent: "",
      inputs: {},
      outputs,
    };
    const live = { ...old, outputs: { retentionInDays: 30 } };
    const diffs = ["retentionInDays"];
    const metadata = { op: "update", urn: old.urn, type, old, new: live, diffs };
    const events = [{ resOutputsEvent: { metadata } }];
    const { stack } = TASK;
    const { signal } = new AbortController();
    await withFakePulumi({ refresh: { events } }, async () => {
      const end = await lookInProcess({ stack }, { signal });
      const texts = { field: "retentionInDays", state: "7", live: "30" };
      const differences = [{ urn: old.urn, type, ...texts, owner: "program", delegated: false }];
      assert.deepEqual(end, { status: "looked", resources: 1, differences, errors: [] });
    });
    const waits = { events, untilInterrupt: { lingerMilliseconds: 0, events: [] }, exitCode: 255 };
    await withFakePulumi({ refresh: waits }, async (fake) => {
      const cancel = new AbortController();
      const looking = lookInProcess({ stack }, { signal: cancel.signal });
      await fake.logs("pid");
      cancel.abort();
      assert.equal((await looking).status, "cancelled");
      assert.deepEqual(
        (await fake.log()).filter((line) => line.startsWith("SIG")),
        ["SIGINT"],
      );
    });
  });

  /** The stack's process, by what Linux says of this one's children. */
  function childOfThis(): number {
    const { pid } = process;
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ");
    const child = children.find((each) =>
      readFileSync(`/proc/${each}/cmdline`, "utf8").includes("stackChild"),
    );
    return Number(child);
  }
});
