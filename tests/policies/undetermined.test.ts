import assert from "node:assert/strict";

import { readUndeterminedMessage, undeterminedMessage } from "../../policies/undetermined.js";

const IMAGE = { policy: "image-pinned", path: "containers[0].image" };
const SUM = { policy: "task-resource-sums", path: "memory" };

describe("undeterminedMessage", () => {
  it("counts one check", () => {
    assert.equal(
      undeterminedMessage([IMAGE]),
      "1 check is undetermined until the update: image-pinned (containers[0].image)",
    );
  });

  it("lists several checks", () => {
    assert.equal(
      undeterminedMessage([IMAGE, SUM]),
      "2 checks are undetermined until the update: image-pinned (containers[0].image), task-resource-sums (memory)",
    );
  });
});

describe("readUndeterminedMessage", () => {
  it("gives back the checks, also behind a policy's description", () => {
    const message = `All checks are decided before the update.\n${undeterminedMessage([IMAGE, SUM])}`;
    assert.deepEqual(readUndeterminedMessage(message), [IMAGE, SUM]);
  });

  it("gives back paths that hold parentheses, commas and spaces", () => {
    const odd = { policy: "ecs-no-plaintext-secrets", path: "containers[0].environment.A (b), c" };
    assert.deepEqual(readUndeterminedMessage(undeterminedMessage([odd, SUM])), [odd, SUM]);
  });

  it("finds none in another message", () => {
    assert.deepEqual(readUndeterminedMessage("'cpu' must be 256"), []);
  });
});
