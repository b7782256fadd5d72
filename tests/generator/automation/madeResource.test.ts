import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { runEngine } from "../../../generator/automation/engineRun.js";
import type { MadeResource } from "../../../generator/automation/madeResource.js";
import type { Phase } from "../../../generator/automation/progress.js";
import {
  ends,
  fails,
  logGroupUrn,
  SECRET,
  stackEnds,
  stackStarts,
  STACK_URN,
  starts,
} from "./engineEvents.js";

interface Step {
  metadata: { new: object | null };
}

/** An end of a step on a log group, with more in its state. */
function ended(op: string, more: object = {}): object {
  const event = ends(op, "logs") as { resOutputsEvent: Step };
  Object.assign(event.resOutputsEvent.metadata.new ?? {}, { id: "logs-1", provider: "p", ...more });
  return event;
}

/** What an observer hears of a run of the engine, in order. */
async function heard(phase: Phase, events: readonly object[]): Promise<unknown[]> {
  const log: unknown[] = [];
  const observer = {
    beforeChange: () => Promise.resolve(void log.push("before")),
    onMade: (made: MadeResource) => log.push(made),
    onAllTold: () => log.push("all told"),
  };
  await runEngine(phase, observer, ({ onEvent }) => {
    for (const event of events) onEvent(event as EngineEvent);
    return Promise.resolve();
  });
  return log;
}

describe("what the engine makes", () => {
  const type = "aws:cloudwatch/logGroup:LogGroup";
  const made = {
    ...{ urn: logGroupUrn("logs"), type, parent: STACK_URN, provider: "p", custom: true },
    ...{ id: "logs-1", inputs: {}, outputs: { arn: "a" } },
  };

  it("is told at its end, with its id, and that of a replacement too", async () => {
    for (const op of ["create", "create-replacement"]) {
      const log = await heard("update", [starts(op, "logs"), ended(op, { outputs: { arn: "a" } })]);
      assert.deepEqual(log, ["before", made]);
    }
  });

  it("is told with what keeps it from being deleted", async () => {
    const keeps = { protect: true, retainOnDelete: true };
    const [, told] = await heard("update", [ended("create", { ...keeps, outputs: { arn: "a" } })]);
    assert.deepEqual(told, { ...made, ...keeps });
  });

  it("is told without secrets, and that it has some", async () => {
    const more = { inputs: { name: "n", kmsKeyId: SECRET }, outputs: { list: [{ a: SECRET }] } };
    const [, told] = await heard("update", [ended("create", more)]);
    assert.deepEqual(told, { ...made, inputs: { name: "n" }, outputs: {}, hasSecrets: true });
  });

  it("has no secret where that is only how the provider reads its outputs", async () => {
    const raw = { __pulumi_raw_state_delta: SECRET };
    const [, told] = await heard("update", [ended("create", { outputs: { arn: "a", ...raw } })]);
    assert.deepEqual(told, made);
  });

  it("is told at its beginning where it is a component, which is in the state alone", async () => {
    // Its end is told when the program is done with it, and comes too late where that fails.
    for (const ending of [[], [stackEnds({ url: "u" })]]) {
      const [, ...components] = await heard("update", [stackStarts(), ...ending]);
      assert.deepEqual(
        (components as MadeResource[]).map(({ urn, custom, id }) => [urn, custom, id]),
        [[STACK_URN, false, ""]],
      );
    }
  });

  it("is not what is changed, deleted, failed or previewed", async () => {
    const others = [ended("update"), ends("delete", "logs"), fails("create", "logs")];
    assert.deepEqual(await heard("update", others), ["before"]);
    assert.deepEqual(await heard("preview", [ended("create"), { cancelEvent: {} }]), []);
  });

  it("is all told with the engine's last event alone", async () => {
    const summary = { summaryEvent: { resourceChanges: { create: 1 } } };
    assert.deepEqual(await heard("update", [summary]), ["before"]);
    assert.deepEqual(await heard("destroy", [summary, { cancelEvent: {} }]), [
      "before",
      "all told",
    ]);
  });

  it("is nothing where the state cannot be kept before", async () => {
    const beforeChange = () => Promise.reject(new Error("no space"));
    const run = runEngine("update", { beforeChange }, () => assert.fail("the engine has begun"));
    await assert.rejects(run, /no space/);
  });
});
