import assert from "node:assert/strict";

import { isJson } from "../../../components/rules/jsonText.js";

describe("isJson", () => {
  for (const [text, is] of [
    ["{}", true],
    ["null", true],
    ["", false],
    ["{", false],
  ] as const) {
    it(`says ${is} of ${JSON.stringify(text)}`, () => {
      assert.equal(isJson(text), is);
    });
  }
});
