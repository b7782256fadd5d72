import fc from "fast-check";
import assert from "node:assert/strict";

import { ArgumentError } from "../../components/argument/argumentError.js";
import { NetworkMode, TaskDefinition } from "../../components/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { networkTaskArgs } from "./drawNetworkTask.js";
import { brokenMandatory, modelFaults } from "./modelFaults.js";
import { IN_FULL } from "../support/inFull.js";

const DRAWS = IN_FULL ? 500 : 150;

describe("any network of a task that the types allow", function () {
  this.timeout(120_000);

  it(`either throws a clear error or is one that AWS and the policies take, in ${DRAWS} draws`, async () => {
    const modes = new Set<string>();
    const ends = { refused: 0, made: 0 };
    await fc.assert(
      fc.asyncProperty(networkTaskArgs, async (args) => {
        const mock = await mockPulumi({ project: "orders", stack: "dev" });
        try {
          new TaskDefinition("orders", args);
        } catch (error) {
          assert.ok(error instanceof ArgumentError, String(error));
          assert.match(error.message, /^TaskDefinition "orders": '/);
          ends.refused += 1;
          return;
        }
        await mock.settled();
        assert.deepEqual(modelFaults(mock.resources), []);
        assert.deepEqual(
          brokenMandatory(mock.resources, () => false),
          [],
        );
        modes.add(args.networkMode ?? "awsvpc");
        ends.made += 1;
      }),
      { numRuns: DRAWS, seed: 5 },
    );
    // Each network mode is among those that were made.
    assert.deepEqual([...modes].sort(), Object.values(NetworkMode).sort());
    assert.ok(ends.made >= DRAWS / 10, JSON.stringify(ends));
  });
});
