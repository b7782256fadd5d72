import assert from "node:assert/strict";

import { listedByAnd, listedByOr } from "../../../components/rules/listInWords.js";

describe("listInWords", () => {
  for (const [values, or, and] of [
    [[], "", ""],
    [["a"], "a", "a"],
    [["a", "b"], "a or b", "a and b"],
    [["a", "b", "c"], "a, b or c", "a, b and c"],
  ] as const) {
    it(`is ${JSON.stringify(or)} of ${values.length}`, () => {
      assert.deepEqual([listedByOr(values), listedByAnd(values)], [or, and]);
    });
  }
});
