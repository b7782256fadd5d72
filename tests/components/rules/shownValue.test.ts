import assert from "node:assert/strict";

import { output } from "@pulumi/pulumi";

import { shownValue, withoutControls } from "../../../components/rules/shownValue.js";

describe("shownValue", () => {
  const cases: [unknown, string][] = [
    ["3000", '"3000"'],
    ["", '""'],
    ['say "yes"', String.raw`"say \"yes\""`],
    ["a".repeat(80), `"${"a".repeat(80)}"`],
    ["a".repeat(81), `"${"a".repeat(80)}…"`],
    ["\u001b[31m\u202e", String.raw`"\u001b[31m\u202e"`],
    ["\u007f\u0085", String.raw`"\u007f\u0085"`],
    [undefined, "nothing"],
    [null, "null"],
    [true, "true"],
    [false, "false"],
    [3000, "3000"],
    [-0.5, "-0.5"],
    [Number.NaN, "NaN"],
    [Infinity, "Infinity"],
    [10n, "10n"],
    [[], "an empty list"],
    [["a"], "a list of 1"],
    [[undefined, undefined], "a list of 2"],
    [{}, "an empty map"],
    [{ cpu: 256 }, 'a map of "cpu"'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, 'a map of "a", "b", "c", "d", "e"'],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }, 'a map of "a", "b", "c", "d", "e", …'],
    [Object.create(null), "an empty map"],
    [new Date(0), "a Date"],
    [new Map([["a", 1]]), "a Map"],
    [/a/, "a RegExp"],
    [output("a"), "an output"],
    [() => "a", "a function"],
    [Symbol("a"), "a symbol"],
  ];
  for (const [value, shown] of cases) {
    it(`is ${shown}`, () => {
      assert.equal(shownValue(value), shown);
    });
  }
});

describe("withoutControls", () => {
  it("escapes what would move the cursor or turn the text, and leaves the rest", () => {
    assert.equal(withoutControls("a\nb\t\u2066ä …"), String.raw`a\u000ab\u0009\u2066ä …`);
  });
});
