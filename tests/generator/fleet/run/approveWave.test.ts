import assert from "node:assert/strict";
import type { ReviewedWave } from "../../../../generator/fleet/run/runEvent.js";
import { fleetStack, runFakes, step } from "./fakeStacks.js";

const A = fleetStack("a:s");
const B = fleetStack("b:s");
const WAVES = [["a:s"], ["b:s"]];

describe("the approval of a wave", () => {
  it("is asked after all previews of the wave and before its first change", async () => {
    const asked: ReviewedWave[] = [];
    const { fake, states } = await runFakes([A, B], {
      approve: (wave) => {
        asked.push(wave);
        return Promise.resolve("wave");
      },
      scripts: { "b:s": [{ operations: [step("delete"), step("create")] }] },
    });
    assert.equal(asked.length, 1);
    assert.deepEqual(asked[0], {
      ...{ operation: "up", wave: 1, waves: 1, later: 0 },
      stacks: [
        { id: "a:s", changes: { create: 1 }, replaces: 0, deletes: 0 },
        {
          ...{ id: "b:s", changes: { create: 1 }, replaces: 0, deletes: 1 },
          problem: "deletes 1 (maxDeletes is 0)",
        },
      ],
    });
    assert.deepEqual(fake.log.slice(0, 2), ["previewed a:s", "previewed b:s"]);
    assert.deepEqual(states, { "a:s": "done", "b:s": "done" });
  });

  it("is not asked again after a yes to the whole run, which the rollout's limits still bind", async () => {
    let asked = 0;
    const { states } = await runFakes([A, B], {
      waves: WAVES,
      approve: () => {
        asked += 1;
        return Promise.resolve("run");
      },
      scripts: { "b:s": [{ operations: [step("delete")] }] },
    });
    assert.equal(asked, 1);
    assert.deepEqual(states, { "a:s": "done", "b:s": "failed" });
  });

  it("is asked for each wave after a yes to one", async () => {
    const asked: number[] = [];
    await runFakes([A, B], {
      waves: WAVES,
      approve: ({ wave }) => {
        asked.push(wave);
        return Promise.resolve("wave");
      },
    });
    assert.deepEqual(asked, [1, 2]);
  });

  it("ends the run with a no, and nothing is changed", async () => {
    const { states, fake, stacks } = await runFakes([A, B], {
      waves: WAVES,
      approve: () => Promise.resolve("none"),
    });
    assert.deepEqual(states, { "a:s": "failed", "b:s": "skipped" });
    assert.equal(stacks[0]?.reason, "declined");
    assert.deepEqual(fake.log, ["previewed a:s"]);
  });

  it("does not hold for another change than the one that was seen", async () => {
    const { states, stacks, fake } = await runFakes([A], {
      approve: () => Promise.resolve("run"),
      scripts: { "a:s": [{ operations: [step("create")] }, { operations: [step("update")] }] },
    });
    assert.equal(states["a:s"], "failed");
    assert.match(stacks[0]?.message ?? "", /not the one that was approved/);
    assert.ok(!fake.log.includes("applied a:s"));
  });

  it("is not asked for a wave without a change", async () => {
    const { states } = await runFakes([A], {
      approve: () => Promise.reject(new Error("asked")),
      scripts: { "a:s": [{ instead: { status: "unchanged" } }] },
    });
    assert.equal(states["a:s"], "done");
  });
});
