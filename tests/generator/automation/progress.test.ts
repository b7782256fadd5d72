import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { engineFact } from "../../../generator/automation/engineFact.js";
import {
  advance,
  type ProgressEvent,
  type RunningChanges,
} from "../../../generator/automation/progress.js";
import {
  ends,
  fails,
  logGroupUrn,
  message,
  stackEnds,
  stackStarts,
  starts,
} from "./engineEvents.js";

/** Feeds events a second apart. */
function follow(...events: object[]): { running: RunningChanges; told: ProgressEvent[] } {
  const told: ProgressEvent[] = [];
  let running: RunningChanges = new Map();
  events.forEach((event, index) => {
    const fact = engineFact(event as EngineEvent);
    assert.ok(fact);
    const next = advance(running, fact, index * 1000);
    running = next.running;
    if (next.progress) {
      told.push(next.progress);
    }
  });
  return { running, told };
}

const TYPE = "aws:cloudwatch/logGroup:LogGroup";

describe("the progress of an operation", () => {
  it("tells the start and the end of each change, with its seconds", () => {
    const { running, told } = follow(
      starts("create", "a"),
      starts("delete", "b"),
      ends("create", "a"),
      fails("delete", "b"),
    );
    const a = { urn: logGroupUrn("a"), type: TYPE, name: "a", operation: "create" };
    const b = { urn: logGroupUrn("b"), type: TYPE, name: "b", operation: "delete" };
    assert.deepEqual(told, [
      { kind: "started", ...a },
      { kind: "started", ...b },
      { kind: "finished", ...a, seconds: 2 },
      { kind: "failed", ...b, seconds: 2 },
    ]);
    assert.deepEqual(running, new Map());
  });

  it("keeps what has begun and not ended as in flight", () => {
    const { running } = follow(starts("create", "a"), starts("update", "b"), ends("create", "a"));
    assert.deepEqual(
      running,
      new Map([[logGroupUrn("b"), { operation: "update", startedAt: 1000 }]]),
    );
  });

  it("says nothing of resources that stay as they are, of the stack and of providers", () => {
    const provider = {
      resourcePreEvent: {
        metadata: {
          op: "create",
          urn: "urn:pulumi:dev::orders::pulumi:providers:aws::default",
          type: "pulumi:providers:aws",
          old: null,
          new: { custom: true, parent: "", inputs: {}, outputs: {} },
        },
      },
    };
    const { running, told } = follow(
      stackStarts(),
      provider,
      starts("same", "a"),
      ends("same", "a"),
      starts("read", "b"),
      starts("replace", "c"),
      stackEnds({}),
    );
    assert.deepEqual(told, []);
    assert.deepEqual(running, new Map());
  });

  it("passes messages on", () => {
    const { told } = follow(message("error", "AccessDenied", "a"));
    assert.deepEqual(told, [
      { kind: "message", severity: "error", urn: logGroupUrn("a"), text: "AccessDenied" },
    ]);
  });
});
