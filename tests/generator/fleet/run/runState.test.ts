import assert from "node:assert/strict";
import fc from "fast-check";
import type { JournalRecord, StackState } from "../../../../generator/fleet/run/journalRecord.js";
import type { KeptEvent } from "../../../../generator/fleet/run/keptEvent.js";
import { runResult } from "../../../../generator/fleet/run/runResult.js";
import { runState, withoutWriter } from "../../../../generator/fleet/run/runState.js";
import { STARTED_AT } from "./fakeStacks.js";

const HEADER: JournalRecord = {
  ...{ kind: "run", version: 1, run: "r", operation: "up", fleet: "f", file: "fleet.yaml" },
  ...{ fleetHash: "h", slipway: "1", node: "v20", waves: [["a"], ["b", "c"]], at: STARTED_AT },
};
const at = STARTED_AT;

function lines(...records: JournalRecord[]): string[] {
  return [HEADER, ...records].map((record) => JSON.stringify(record));
}

function stack(id: string, state: StackState, more = {}): JournalRecord {
  return { kind: "stack", id, state, at, ...more };
}

function states(...records: JournalRecord[]): string[] {
  return runState(lines(...records)).stacks.map(({ state }) => state);
}

describe("runState", () => {
  it("has the last state of each stack, in the order of the waves", () => {
    assert.deepEqual(states(), ["queued", "queued", "queued"]);
    assert.deepEqual(states(stack("b", "previewing"), stack("a", "done"), stack("b", "failed")), [
      "done",
      "failed",
      "queued",
    ]);
    const { stacks } = runState(
      lines(stack("b", "previewing", { inputHash: "x" }), stack("b", "done")),
    );
    assert.deepEqual(stacks[1], { id: "b", state: "done", inputHash: "x", wave: 2, since: at });
  });

  it("does without a torn last line, wherever it is torn", () => {
    const whole = [...lines(stack("a", "done")), ""].join("\n");
    const last = lines(stack("b", "failed")).at(-1) ?? "";
    for (let end = 0; end < last.length; end += 1) {
      const { stacks } = runState(`${whole}${last.slice(0, end)}`.split("\n"));
      assert.deepEqual(
        stacks.map(({ state }) => state),
        ["done", "queued", "queued"],
      );
    }
  });

  it("refuses another line that is none of a journal, and a journal without its header", () => {
    for (const line of ["{", "[]", "null", '{"kind":"other"}']) {
      const broken = [...lines(), line, ...lines(stack("a", "done")).slice(1)];
      assert.throws(() => runState(broken), /^CliError: line 2 of the journal is no record/);
    }
    assert.throws(() => runState([]), /no header in its first line/);
    assert.throws(() => runState(lines(stack("a", "done")).slice(1)), /no header/);
  });

  it("leaves out stacks that the run does not have", () => {
    assert.deepEqual(states(stack("z", "done")), ["queued", "queued", "queued"]);
  });

  it("takes for interrupted what a writer before had in hand", () => {
    const writer: JournalRecord = { kind: "writer", host: "h", pid: 1, at };
    const before = [stack("a", "applying"), stack("b", "previewing"), stack("c", "done")];
    assert.deepEqual(states(writer, ...before), ["applying", "previewing", "done"]);
    assert.deepEqual(states(writer, ...before, writer), ["interrupted", "interrupted", "done"]);
    const gone = withoutWriter(runState(lines(writer, ...before, stack("b", "gated"))));
    assert.deepEqual(
      gone.stacks.map(({ state }) => state),
      ["interrupted", "interrupted", "done"],
    );
  });

  it("knows whether the last writer was cancelled, and whether it has ended", () => {
    const writer: JournalRecord = { kind: "writer", host: "h", pid: 1, at };
    const first = [writer, { kind: "cancel", at }, { kind: "end", exitCode: 130, at }] as const;
    const cancelled = runState(lines(...first));
    assert.deepEqual([cancelled.cancelled, cancelled.exitCode], [true, 130]);
    const resumed = runState(lines(...first, { ...writer, pid: 2 }));
    assert.deepEqual([resumed.cancelled, resumed.exitCode], [false, undefined]);
    assert.deepEqual(resumed.writer, { host: "h", pid: 2 });
  });

  it("keeps creations that have failed until their stack is done", () => {
    const creation = { urn: "u", type: "t", parent: "", provider: "p", inputs: { name: "n-1" } };
    const failed: JournalRecord = { kind: "creation", id: "a", creation, at };
    const kept = (...records: JournalRecord[]) => runState(lines(...records)).failedCreations;
    const before = [stack("a", "applying"), failed, failed, stack("a", "failed")];
    const twice = new Map([["a", [creation, creation]]]);
    assert.deepEqual(kept(...before), twice);
    assert.deepEqual(kept(...before, stack("a", "interrupted"), stack("b", "done")), twice);
    assert.deepEqual(kept(...before, stack("a", "done")), new Map());
  });

  it("keeps what a stack's state was before an update, and what that has made, until it is not needed", () => {
    const failed = { urn: "u", type: "t", parent: "", provider: "p", inputs: {} };
    const made = { ...failed, custom: true, id: "i", outputs: {} };
    const creation: JournalRecord = { kind: "creation", id: "a", creation: made, at };
    const kept = (event: KeptEvent): JournalRecord => ({ kind: "kept", id: "a", event, at });
    const copied = (file: string) => kept({ what: "copied", file, at });
    const of = (...records: JournalRecord[]) => {
      const { keptStates, failedCreations } = runState(lines(...records));
      assert.deepEqual(failedCreations, new Map());
      return keptStates.get("a");
    };
    const copy = { at, made: [], allTold: false };
    assert.deepEqual(of(copied("1")), { ...copy, file: "1" });
    const all = [creation, copied("1"), creation, stack("a", "failed"), kept({ what: "allTold" })];
    assert.deepEqual(of(...all), { file: "1", at, made: [made], allTold: true });
    assert.deepEqual(of(...all, copied("2")), { ...copy, file: "2" });
    assert.equal(of(...all, kept({ what: "notNeeded" })), undefined);
    assert.equal(of(...all, stack("a", "done")), undefined);
    assert.equal(of(creation, kept({ what: "allTold" })), undefined);
  });

  it("comes to the same for a journal that is read in two parts", () => {
    const state = fc.constantFrom<StackState>("previewing", "applying", "done", "failed", "queued");
    const record = fc.tuple(fc.constantFrom("a", "b", "c"), state).map(([id, to]) => stack(id, to));
    fc.assert(
      fc.property(fc.array(record), (records) => {
        const last = new Map(
          records.flatMap((each) => (each.kind === "stack" ? [[each.id, each.state]] : [])),
        );
        const expected = ["a", "b", "c"].map((id) => last.get(id) ?? "queued");
        assert.deepEqual(states(...records), expected);
      }),
      { numRuns: 50 },
    );
  });
});

describe("runResult", () => {
  const result = (...records: JournalRecord[]) => {
    const { status, exitCode } = runResult(runState(lines(...records)));
    return [status, exitCode];
  };
  const done = ["a", "b"].map((id) => stack(id, "done"));

  it("has an exit code for each end, the worst of all stacks", () => {
    const c = (state: StackState, reason?: string) => stack("c", state, reason ? { reason } : {});
    assert.deepEqual(result(...done, c("done")), ["done", 0]);
    assert.deepEqual(result(...done, c("failed", "error")), ["failed", 1]);
    assert.deepEqual(result(...done, c("failed", "gate")), ["failed", 1]);
    assert.deepEqual(result(...done, c("failed", "policy")), ["blocked", 2]);
    assert.deepEqual(result(...done, c("failed", "conflict")), ["conflict", 4]);
    assert.deepEqual(result(...done, c("interrupted")), ["interrupted", 1]);
    assert.deepEqual(result(...done, c("skipped")), ["failed", 1]);
    assert.deepEqual(result(...done, { kind: "cancel", at }), ["cancelled", 130]);
    const policy = stack("b", "failed", { reason: "policy" });
    assert.deepEqual(result(stack("a", "done"), policy, c("failed", "timeout")), ["failed", 1]);
  });

  it("is done also when the request to cancel came after the last stack", () => {
    assert.deepEqual(result(...done, stack("c", "done"), { kind: "cancel", at }), ["done", 0]);
  });
});
