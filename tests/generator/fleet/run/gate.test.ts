import assert from "node:assert/strict";
import { dangers, gateProblem } from "../../../../generator/fleet/run/gate.js";
import { poolSize } from "../../../../generator/fleet/run/poolSize.js";
import { step } from "./fakeStacks.js";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";

describe("dangers", () => {
  it("counts a replaced resource once, and a new revision of a task definition not at all", () => {
    const operations = [
      ...[step("create-replacement"), step("delete-replaced")],
      ...[step("create-replacement", TASK_DEFINITION), step("delete-replaced", TASK_DEFINITION)],
      ...[step("delete", "aws:s3/bucket:Bucket"), step("update"), step("create")],
    ];
    assert.deepEqual(dangers(operations), { replaces: 1, deletes: 1 });
  });

  it("counts what is deleted before its replacement is made", () => {
    assert.deepEqual(dangers([step("delete-replaced")]), { replaces: 1, deletes: 0 });
    assert.deepEqual(dangers([]), { replaces: 0, deletes: 0 });
  });
});

describe("gateProblem", () => {
  it("names what is more than the rollout allows, and its limit", () => {
    const operations = [step("create-replacement"), step("delete", TASK_DEFINITION)];
    const of = (maxReplaces: number, maxDeletes: number) =>
      gateProblem(operations, { maxReplaces, maxDeletes });
    assert.equal(of(1, 1), undefined);
    assert.equal(of(0, 1), "replaces 1 (maxReplaces is 0)");
    assert.equal(of(1, 0), "deletes 1 (maxDeletes is 0)");
    assert.equal(of(0, 0), "replaces 1 (maxReplaces is 0) and deletes 1 (maxDeletes is 0)");
  });
});

describe("poolSize", () => {
  it("has room for as many stacks as memory and cores allow, and for one in any case", () => {
    assert.equal(poolSize({ cores: 2, memoryMebibytes: 64_000 }), 8);
    assert.equal(poolSize({ cores: 16, memoryMebibytes: 8000 }), 10);
    assert.equal(poolSize({ cores: 1, memoryMebibytes: 100 }), 1);
  });

  it("is what was asked for", () => {
    assert.equal(poolSize({ cores: 2, memoryMebibytes: 1 }, 30), 30);
    for (const jobs of [0, 1.5, -1, NaN]) {
      assert.throws(() => poolSize({ cores: 2, memoryMebibytes: 1 }, jobs), {
        message: `'--jobs' must be a whole number from 1 on, got ${jobs}; 4 works`,
      });
    }
  });
});
