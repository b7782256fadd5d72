import assert from "node:assert/strict";

import { nearestName } from "../../../components/rules/nearestName.js";

describe("nearestName", () => {
  const names = ["task-memory-limits", "task-resource-sums", "image-pinned"];
  const cases: [string, string][] = [
    ["task-memory-limit", "task-memory-limits"],
    ["taskResourceSums", "task-resource-sums"],
    ["pinned-image", "image-pinned"],
    ["image-pinned", "image-pinned"],
  ];
  for (const [name, nearest] of cases) {
    it(`takes ${name} for ${nearest}`, () => {
      assert.equal(nearestName(name, names), nearest);
    });
  }

  it("gives nothing where there are no names", () => {
    assert.equal(nearestName("image-pinned", []), undefined);
  });
});
