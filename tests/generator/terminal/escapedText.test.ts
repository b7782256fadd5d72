import assert from "node:assert/strict";
import fc from "fast-check";

import { escapedLines, escapedText, jsonText } from "../../../generator/terminal/escapedText.js";

/** What a terminal may obey, or what hides or turns text. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

const ATTACKS: readonly [string, string, string][] = [
  ["a screen that is cleared", "a\u001b[2Jb", "a\\u001b[2Jb"],
  ["a title that is set", "a\u001b]0;x\u0007b", "a\\u001b]0;x\\u0007b"],
  ["a sequence of one byte", "a\u009b2Jb", "a\\u009b2Jb"],
  ["a line that is overwritten", "a\rb\bc", "a\\rb\\u0008c"],
  ["a forged line", "a\nslipway: done", "a\\nslipway: done"],
  ["a separator of lines", "a\u2028b\u2029c\u0085d", "a\\u2028b\\u2029c\\u0085d"],
  ["text that is turned", "a\u202eb\u2066c", "a\\u202eb\\u2066c"],
  ["text that is hidden", "a\u200bb\ufeffc\u{e0061}", "a\\u200bb\\ufeffc\\udb40\\udc61"],
  ["half a character", "a\ud800b", "a\\ud800b"],
];

describe("escapedText", () => {
  for (const [what, text, expected] of ATTACKS) {
    it(`shows ${what}`, () => {
      assert.equal(escapedText(text), expected);
    });
  }

  it("leaves text of every language as it is", () => {
    const text = "Grüße, 注文 😀 │ ├─ … C:\\x";
    assert.equal(escapedText(text), text);
  });

  it("takes colours away", () => {
    assert.equal(escapedText("\u001b[1;31mred\u001b[0m"), "red");
  });

  it("cuts a line of 900 KB", () => {
    assert.equal(escapedText("x".repeat(900_000)).length, 2000);
  });

  it("lets nothing through that a terminal obeys, and changes nothing twice", () => {
    const units = fc.constantFrom(..."a\n\r\t\u001b\u0007\u009b[31m\u202e\u200b\ud800é".split(""));
    fc.assert(
      fc.property(fc.string({ unit: units }), (text) => {
        const escaped = escapedText(text);
        assert.doesNotMatch(escaped, OBEYED);
        assert.equal(escapedText(escaped), escaped);
      }),
    );
  });
});

describe("escapedLines", () => {
  it("indents what follows the first line, so that none looks like ours", () => {
    const text = "failed\nslipway: done\n    at a\n\n\tb\n";
    assert.equal(escapedLines(text), "failed\n  slipway: done\n    at a\n\n    b");
  });

  it("takes Windows' line ends, and shows a carriage return alone", () => {
    assert.equal(escapedLines("a\r\nb\rc"), "a\n  b\\rc");
  });

  it("ends a text of many lines, and cuts each", () => {
    const lines = escapedLines(`${"x".repeat(900_000)}\n`.repeat(3)).split("\n");
    assert.deepEqual(
      lines.map((line) => line.length),
      [2000, 2002, 2002],
    );
    const many = escapedLines("a\n".repeat(100_000)).split("\n");
    assert.deepEqual([many.length, many.at(-1)], [1001, "  … and 99000 lines more"]);
  });
});

describe("jsonText", () => {
  for (const [what, text] of ATTACKS) {
    it(`keeps ${what} as data, and shows it`, () => {
      const json = jsonText({ text });
      assert.doesNotMatch(json, OBEYED);
      assert.deepEqual(JSON.parse(json), { text });
    });
  }

  it("has lines of its own where it is indented", () => {
    assert.equal(jsonText({ a: "\n" }, 2), '{\n  "a": "\\n"\n}');
  });
});
