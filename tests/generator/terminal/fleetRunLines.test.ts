import assert from "node:assert/strict";
import type { FleetEvent, FleetRunResult } from "../../../generator/fleet/index.js";
import {
  approvalLines,
  approvalQuestion,
  eventLine,
  runLines,
} from "../../../generator/terminal/fleetRunLines.js";

const AT = { at: "2026-01-02T03:04:05Z" };

describe("eventLine", () => {
  it("tells each step of a run in a line", () => {
    const run = { run: "r", operation: "up", stacks: 20, waves: 3, jobs: 4 } as const;
    const pause = { kind: "pause", id: "a:s", milliseconds: 1500 } as const;
    const lines: [FleetEvent, string | undefined][] = [
      [{ kind: "run", ...run }, "run r: 20 stacks in 3 waves, 4 at a time"],
      [{ kind: "wave", wave: 1, waves: 3, stacks: ["a:s"] }, "wave 1 of 3: 1 stack"],
      [{ kind: "stack", id: "a:s", state: "applying", ...AT }, "  a:s applying"],
      [
        { kind: "stack", id: "a:s", state: "gated", changes: { create: 2 }, ...AT },
        "  a:s previewed: 2 created",
      ],
      [
        { kind: "stack", id: "a:s", state: "failed", reason: "error", message: "x\ny", ...AT },
        "  a:s failed (error): x",
      ],
      [{ ...pause, why: "retry", message: "busy" }, "  a:s is tried again in 2 s: busy"],
      [{ ...pause, why: "rate", message: "full" }, "  a:s waits 2 s: full"],
      [{ kind: "cancelling", inFlight: [] }, undefined],
      [{ kind: "cancelling", inFlight: ["a:s", "b:s"] }, "in flight: a:s, b:s"],
      [{ kind: "stopped", message: "one failed" }, "no more stacks are begun: one failed"],
    ];
    for (const [event, line] of lines) assert.equal(eventLine(event), line);
  });

  it("lets no text of others reach the terminal as a command", () => {
    const message = "\u001b[2Jgone\u0007";
    const line = eventLine({ kind: "stack", id: "a:s", state: "skipped", message, ...AT });
    assert.doesNotMatch(line ?? "", /[\u001b\u0007]/);
  });
});

describe("the question before a wave", () => {
  const wave = {
    ...({ operation: "up", wave: 1, waves: 2, later: 19 } as const),
    stacks: [
      { id: "a:s", changes: { update: 1 }, replaces: 0, deletes: 0 },
      { id: "b:s", changes: { delete: 1 }, replaces: 0, deletes: 1, problem: "deletes 1" },
    ],
  };

  it("comes after what would be changed, and says what a yes holds for", () => {
    assert.deepEqual(approvalLines(wave), ["  a:s: 1 updated", "  b:s: 1 deleted; deletes 1"]);
    assert.equal(
      approvalQuestion(wave),
      "Update 2 stacks, and then 19 more, each stopped by a violated policy or by the rollout's limits?",
    );
    assert.equal(
      approvalQuestion({ ...wave, operation: "destroy", later: 0 }),
      "Destroy 2 stacks?",
    );
  });
});

describe("runLines", () => {
  it("has a stack a line, what went wrong below it, and the count at the end", () => {
    const result: FleetRunResult = {
      ...{ run: "r", operation: "up", fleet: "f", status: "failed", exitCode: 1 },
      stacks: [
        {
          ...{ id: "a:s", state: "done", wave: 1, since: AT.at, durationSeconds: 2 },
          changes: { create: 1, same: 2 },
        },
        {
          ...{ id: "longer:s", state: "failed", wave: 1, since: AT.at, reason: "policy" },
          message: "one\ntwo",
        },
        { id: "c:s", state: "skipped", wave: 2, since: AT.at, message: "it comes after longer:s" },
        { id: "d:s", state: "queued", wave: 2, since: "" },
      ],
    };
    assert.deepEqual(runLines(result).join("\n").split("\n"), [
      "done        a:s       1 created, 2 unchanged, 2 s",
      "failed      longer:s  policy",
      "    one",
      "      two",
      "skipped     c:s",
      "    it comes after longer:s",
      "queued      d:s",
      "run r failed: 1 done, 1 failed, 1 skipped, 1 queued",
    ]);
  });
});
