import assert from "node:assert/strict";
import type { KeptEvent } from "../../../../generator/fleet/run/keptEvent.js";
import { runState } from "../../../../generator/fleet/run/runState.js";
import type { StackEnd } from "../../../../generator/fleet/run/stackRunner.js";
import { scratchFolder } from "../../scaffold/scratchFolder.js";
import { type FakeTry, fleetStack, runFakes, STARTED_AT, step } from "./fakeStacks.js";
import { VirtualClock } from "./virtualClock.js";

const A = fleetStack("a:s");
const B = fleetStack("b:s", ["a:s"]);
const C = fleetStack("c:s", ["b:s"]);
const D = fleetStack("d:s");
const DENIED = { errors: [{ urn: "", message: "AccessDeniedException: no" }] };
const FAILS: FakeTry = { end: { status: "failed", ...DENIED } };
const VIOLATES: FakeTry = {
  instead: {
    status: "blocked",
    violations: [
      {
        ...{ policy: "ecs-no-privileged", enforcementLevel: "mandatory", severity: "high" },
        ...{ urn: "urn:task", message: "it is privileged" },
      },
    ],
  },
};

describe("executeRun", () => {
  it("does wave after wave, and as many stacks at a time as there are jobs", async () => {
    const many = Array.from({ length: 9 }, (_, i) => fleetStack(`m${i}:s`, ["a:s"]));
    const waves = [["a:s"], many.map(({ id }) => id)];
    const { fake, states } = await runFakes([A, ...many], { waves, jobs: 3 });
    assert.deepEqual(fake.log.slice(0, 2), ["previewed a:s", "applied a:s"]);
    assert.equal(fake.most, 3);
    assert.ok(Object.values(states).every((state) => state === "done"));
    assert.equal(fake.log.filter((line) => line.startsWith("applied")).length, 10);
  });

  it("skips what comes after a failed stack, with the reason, and goes on with the rest", async () => {
    const { states, stacks } = await runFakes([A, B, C, D], {
      scripts: { "a:s": [FAILS] },
      waves: [["a:s"], ["b:s"], ["c:s"], ["d:s"]],
      rollout: { maxFailures: 1 },
    });
    assert.deepEqual(states, {
      "a:s": "failed",
      "b:s": "skipped",
      "c:s": "skipped",
      "d:s": "done",
    });
    const [a, b, c] = stacks;
    assert.deepEqual([a?.reason, a?.message], ["error", "AccessDeniedException: no"]);
    assert.equal(b?.message, "it comes after a:s, which is failed");
    assert.equal(c?.message, "it comes after b:s, which is skipped");
  });

  it("begins no more stacks when more have failed than the rollout allows", async () => {
    const { states, fake, stacks } = await runFakes([A, D], {
      scripts: { "a:s": [FAILS] },
      waves: [["a:s"], ["d:s"]],
    });
    assert.deepEqual(states, { "a:s": "failed", "d:s": "skipped" });
    assert.equal(stacks[1]?.message, "1 failed, and the rollout's maxFailures is 0");
    assert.ok(!fake.log.includes("previewed d:s"));
  });

  it("stops at a canary that is not done, also when nothing of it was changed", async () => {
    const { states, stacks } = await runFakes([A, D], {
      scripts: { "a:s": [VIOLATES] },
      waves: [["a:s"], ["d:s"]],
      rollout: { canary: ["a:s"], maxFailures: 9 },
    });
    assert.deepEqual(states, { "a:s": "failed", "d:s": "skipped" });
    assert.equal(stacks[1]?.message, "the canary a:s has failed");
  });

  it("leaves one of 300 stacks unchanged that violates a policy, and does 299", async () => {
    const stacks = Array.from({ length: 300 }, (_, i) => fleetStack(`m${i}:s`));
    const {
      states,
      fake,
      stacks: after,
    } = await runFakes(stacks, {
      scripts: { "m7:s": [VIOLATES] },
      jobs: 40,
    });
    assert.equal(Object.values(states).filter((state) => state === "done").length, 299);
    assert.equal(states["m7:s"], "failed");
    assert.equal(after[7]?.message, "ecs-no-privileged: it is privileged (urn:task)");
    assert.deepEqual([after[7].reason, after[7].violations], ["policy", 1]);
    assert.ok(!fake.log.includes("applied m7:s"));
  });

  it("stops a stack that replaces or deletes more than the rollout allows", async () => {
    const operations = [step("create-replacement"), step("delete-replaced"), step("delete")];
    const run = (rollout: { maxReplaces: number; maxDeletes: number }) =>
      runFakes([A], { scripts: { "a:s": [{ operations }] }, rollout });
    const refused = await run({ maxReplaces: 0, maxDeletes: 0 });
    assert.equal(refused.stacks[0]?.reason, "gate");
    assert.match(refused.stacks[0].message ?? "", /replaces 1 \(maxReplaces is 0\) and deletes 1/);
    assert.ok(!refused.fake.log.includes("applied a:s"));
    const allowed = await run({ maxReplaces: 1, maxDeletes: 1 });
    assert.equal(allowed.states["a:s"], "done");
  });

  it("does not hold a removal back because it deletes", async () => {
    const scripts = { "a:s": [{ operations: [step("delete")] }] };
    const { states } = await runFakes([A], { scripts, operation: "destroy" });
    assert.equal(states["a:s"], "done");
  });

  it("ends a stack that takes longer than the rollout allows", async () => {
    const { states, stacks, clock } = await runFakes([A], {
      scripts: { "a:s": [{ hangs: true }] },
      rollout: { timeoutMinutes: 5 },
    });
    assert.equal(states["a:s"], "failed");
    assert.equal(stacks[0]?.reason, "timeout");
    assert.equal(clock.now(), 301_000);
  });

  it("fails a stack alone whose process is lost twice, and repairs it before the second try", async () => {
    const lost: FakeTry = { end: { status: "lost", errors: [{ urn: "", message: "SIGKILL" }] } };
    const once = await runFakes([A], { scripts: { "a:s": [lost, {}] } });
    assert.equal(once.states["a:s"], "done");
    assert.deepEqual(
      once.fake.tasks.map(({ refresh, repairSince }) => [refresh, repairSince]),
      [
        [false, undefined],
        [true, STARTED_AT],
      ],
    );
    const twice = await runFakes([A, D], {
      scripts: { "a:s": [lost] },
      rollout: { maxFailures: 1 },
    });
    assert.deepEqual(twice.states, { "a:s": "failed", "d:s": "done" });
  });

  describe("a state that is cut off", () => {
    const folder = scratchFolder();
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const refers = { urn: `urn:pulumi:s::a::${type}::logs`, type, parent: "", provider: "p" };
    const made = { ...refers, custom: true, id: "logs-1", inputs: {}, outputs: {} };
    const copied = (name: string): KeptEvent => {
      return { what: "copied", file: folder.write(name, ""), at: STARTED_AT };
    };
    const full: Partial<StackEnd> = {
      status: "failed",
      errors: [{ urn: "", message: "no space left" }],
    };

    it("is known to who resumes the run, with what its update made and its copy", async () => {
      const kept = [copied("1"), copied("2"), made, { what: "allTold" } as const];
      const scripts = { "a:s": [{ kept, end: full }] };
      const { fake, records } = await runFakes([A], { scripts, keepStatesIn: folder.path });
      assert.deepEqual(
        fake.tasks.map(({ keepStatesIn, keptState }) => [keepStatesIn, keptState]),
        [[folder.path, undefined]],
      );
      // The first one was of no use any more.
      assert.deepEqual(folder.files(), ["2"]);
      const { keptStates } = runState(records.map((each) => JSON.stringify(each)));
      const states = new Map([["a:s", "failed" as const]]);
      const resumed = await runFakes([A], { keptStates, states });
      const file = `${folder.path}/2`;
      assert.deepEqual(resumed.fake.tasks[0]?.keptState, {
        ...{ file, at: STARTED_AT, made: [made], allTold: true },
      });
      assert.deepEqual(folder.files(), []);
    });

    it("is repaired by the same run too", async () => {
      const lost: Partial<StackEnd> = { status: "lost", errors: [{ urn: "", message: "gone" }] };
      const scripts = { "a:s": [{ kept: [copied("1"), made], end: lost }, {}] };
      const { fake } = await runFakes([A], { scripts });
      const kept = fake.tasks.map(({ keptState }) => keptState?.made);
      assert.deepEqual(kept, [undefined, [made]]);
      assert.deepEqual(folder.files(), []);
    });

    it("has no copy left where it is whole after all", async () => {
      const kept = [copied("1"), { what: "notNeeded" } as const];
      await runFakes([A], { scripts: { "a:s": [{ kept, end: full }] } });
      assert.deepEqual(folder.files(), []);
    });
  });

  describe("a creation that fails", () => {
    const urn = "urn:pulumi:s::a::aws:cloudwatch/logGroup:LogGroup::logs";
    const inputs = { name: "logs-0a1b2c3" };
    const failedCreation = { urn, type: "aws:cloudwatch/logGroup:LogGroup", inputs };
    const creation = { ...failedCreation, parent: "", provider: "p" };
    const failsWith = (message: string): FakeTry => {
      return { failedCreation: creation, end: { status: "failed", errors: [{ urn, message }] } };
    };

    it("is repaired at once where AWS says that its object exists", async () => {
      const scripts = { "a:s": [failsWith("ResourceAlreadyExistsException: it is there"), {}] };
      const { states, fake } = await runFakes([A], { scripts });
      assert.equal(states["a:s"], "done");
      assert.deepEqual(
        fake.tasks.map(({ repairSince, failedCreations }) => [repairSince, failedCreations]),
        [
          [undefined, undefined],
          [STARTED_AT, [creation]],
        ],
      );
    });

    it("is known to repairs of other stacks until its own is done", async () => {
      const failsTwice = [failsWith("already exists"), failsWith("already exists"), {}];
      const interrupted = new Map([["d:s", "interrupted" as const]]);
      const task = async (scripts: Record<string, readonly FakeTry[]>) => {
        const options = { scripts, states: interrupted, jobs: 1, rollout: { maxFailures: 1 } };
        const { fake } = await runFakes([A, D], { ...options, waves: [["a:s"], ["d:s"]] });
        const own = fake.tasks.filter(({ stack }) => stack.id === "a:s");
        for (const { failedElsewhere = [] } of own) assert.deepEqual(failedElsewhere, []);
        return fake.tasks.find(({ stack }) => stack.id === "d:s");
      };
      assert.deepEqual((await task({ "a:s": failsTwice }))?.failedElsewhere, [creation, creation]);
      const oneFailure = [failsWith("already exists"), {}];
      assert.deepEqual((await task({ "a:s": oneFailure }))?.failedElsewhere, []);
    });

    it("is not, where it is anything else, and is known to who resumes the run", async () => {
      const { fake, records } = await runFakes([A], {
        scripts: { "a:s": [failsWith("ExpiredTokenException: the token has expired")] },
      });
      assert.equal(fake.tasks.length, 1);
      const { failedCreations } = runState(records.map((each) => JSON.stringify(each)));
      const resumed = await runFakes([A], {
        failedCreations,
        states: new Map([["a:s", "failed"]]),
      });
      assert.deepEqual(resumed.fake.tasks[0]?.failedCreations, [creation]);
    });

    it("is repaired at most once for the same error", async () => {
      const scripts = { "a:s": [failsWith("InvalidGroup.Duplicate: it is there")] };
      const { states, fake } = await runFakes([A], { scripts });
      assert.equal(states["a:s"], "failed");
      assert.equal(fake.tasks.length, 2);
    });
  });

  it("cancels what goes on and rejects when the journal cannot be written", async () => {
    const full = new Error("ENOSPC: no space left on device");
    const clock = new VirtualClock();
    let applied = 0;
    const run = runFakes([A, D], {
      clock,
      scripts: { "a:s": [{ hangs: true }] },
      onAppend: (record) => {
        if (record.kind === "stack" && record.state === "applying") applied += 1;
        if (applied === 2) throw full;
      },
    });
    await assert.rejects(run, full);
    assert.equal(applied, 2);
  });
});

describe("executeRun, retries", () => {
  const THROTTLED: FakeTry = {
    end: {
      status: "failed",
      errors: [{ urn: "u", message: "ThrottlingException: Rate exceeded" }],
    },
  };

  it("tries a throttled stack again with pauses, and repairs it since its change had begun", async () => {
    const { states, events, fake } = await runFakes([A], {
      scripts: { "a:s": [THROTTLED, THROTTLED, {}] },
    });
    assert.equal(states["a:s"], "done");
    const pauses = events.flatMap((event) => (event.kind === "pause" ? [event.milliseconds] : []));
    assert.deepEqual(pauses, [1000, 2000]);
    assert.deepEqual(
      fake.tasks.map(({ refresh }) => refresh),
      [false, true, true],
    );
  });

  it("gives up when the run's retries are used", async () => {
    const stacks = Array.from({ length: 3 }, (_, i) => fleetStack(`m${i}:s`));
    const scripts = Object.fromEntries(stacks.map(({ id }) => [id, [THROTTLED]]));
    const { fake, states } = await runFakes(stacks, { scripts, rollout: { maxFailures: 9 } });
    assert.ok(Object.values(states).every((state) => state === "failed"));
    assert.equal(fake.tasks.length, 3 + 5);
  });

  it("never tries again what a person has to mend", async () => {
    const { fake } = await runFakes([A], { scripts: { "a:s": [FAILS] } });
    assert.equal(fake.tasks.length, 1);
  });

  it("waits for another update of the stack, for as long as it may", async () => {
    const locked: FakeTry = {
      end: {
        status: "conflict",
        errors: [{ urn: "", message: "the stack is currently locked by 1" }],
      },
    };
    const free = await runFakes([A], { scripts: { "a:s": [locked, locked, {}] } });
    assert.equal(free.states["a:s"], "done");
    const held = await runFakes([A, D], {
      scripts: { "a:s": [locked] },
      conflictMilliseconds: 30_000,
    });
    assert.deepEqual(held.states, { "a:s": "failed", "d:s": "done" });
    assert.equal(held.stacks[0]?.reason, "conflict");
    assert.ok(held.clock.now() >= 30_000 && held.clock.now() < 60_000, String(held.clock.now()));
  });
});

describe("executeRun, cancelled", () => {
  it("begins no more stacks and says at once in the journal what is in flight", async () => {
    const cancel = new AbortController();
    const clock = new VirtualClock();
    const run = runFakes([A, D, fleetStack("e:s")], {
      clock,
      jobs: 2,
      signal: cancel.signal,
      scripts: { "a:s": [{ hangs: true }] },
    });
    await clock.sleep(20_000);
    cancel.abort();
    const { records, states, fake } = await run;
    assert.deepEqual(states, { "a:s": "interrupted", "d:s": "done", "e:s": "done" });
    const at = records.findIndex(({ kind }) => kind === "cancel");
    const [next] = records.slice(at + 1);
    assert.ok(next?.kind === "stack" && next.id === "a:s" && next.state === "interrupted");
    assert.equal(fake.log.at(-1), "cancelled a:s");
  });

  it("leaves queued what was not begun, and what was only previewed", async () => {
    const cancel = new AbortController();
    const clock = new VirtualClock();
    const run = runFakes([A, D, fleetStack("e:s")], { clock, jobs: 2, signal: cancel.signal });
    await clock.sleep(500);
    cancel.abort();
    const { states, fake } = await run;
    assert.deepEqual(states, { "a:s": "queued", "d:s": "queued", "e:s": "queued" });
    assert.ok(!fake.log.includes("previewed e:s"));
  });

  it("keeps in mind that a stack is to be repaired when its turn did not come", async () => {
    const cancel = new AbortController();
    cancel.abort();
    const states = new Map([["a:s", "interrupted"] as const, ["d:s", "done"] as const]);
    const { fake, records } = await runFakes([A, D], { states, signal: cancel.signal });
    assert.deepEqual(fake.log, []);
    assert.ok(!records.some((record) => record.kind === "stack"));
  });

  it("does not wait for the rest of a pause", async () => {
    const cancel = new AbortController();
    const clock = new VirtualClock();
    const locked: FakeTry = { instead: { status: "conflict" } };
    const run = runFakes([A], { clock, signal: cancel.signal, scripts: { "a:s": [locked] } });
    await clock.sleep(3000);
    cancel.abort();
    const { states, clock: after } = await run;
    assert.equal(states["a:s"], "queued");
    assert.equal(after.now(), 3000);
  });
});
