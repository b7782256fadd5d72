import assert from "node:assert/strict";

import fc from "fast-check";

import { codePoint } from "./codePoint.js";

describe("codePoint", () => {
  for (const character of ["\u0000", "\ud7ff", "\ue000", "\u{10ffff}"]) {
    it(`may draw ${JSON.stringify(character)}`, () => {
      assert.ok(codePoint.canShrinkWithoutContext(character));
    });
  }

  for (const text of ["", "ab", "\ud800", "\udfff", "\ue000\ue000"]) {
    it(`never draws ${JSON.stringify(text)}`, () => {
      assert.ok(!codePoint.canShrinkWithoutContext(text));
    });
  }

  it("draws characters and no halves of them", () => {
    fc.assert(
      fc.property(codePoint, (character) => {
        assert.equal(Array.from(character).length, 1);
        assert.doesNotMatch(character, /[\ud800-\udfff]/u);
      }),
      { numRuns: 1000 },
    );
  });

  it("becomes smaller across the gap of the surrogates", () => {
    const { counterexample } = fc.check(fc.property(codePoint, (one) => one < "\ud700"));
    assert.deepEqual(counterexample, ["\ud700"]);
  });
});
