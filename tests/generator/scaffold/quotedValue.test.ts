import assert from "node:assert/strict";

import { quotedValue } from "../../../generator/scaffold/quotedValue.js";

describe("quotedValue", () => {
  const cases: [unknown, string][] = [
    ["orders", '"orders"'],
    [8080, "8080"],
    [undefined, "nothing"],
    [null, "null"],
    ['a"b', '"a\\"b"'],
    ["a\nb", '"a\\nb"'],
    ["a\u202eb\u0430", '"a\\u202eb\\u0430"'],
    ["x".repeat(81), `"${"x".repeat(80)}..."`],
  ];
  for (const [value, quoted] of cases) {
    it(`writes ${quoted.slice(0, 20)}`, () => {
      assert.equal(quotedValue(value), quoted);
    });
  }
});
