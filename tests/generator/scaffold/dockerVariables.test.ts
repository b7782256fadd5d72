import assert from "node:assert/strict";

import { expandVariables } from "../../../generator/scaffold/dockerVariables.js";

const VALUES: Readonly<Record<string, string>> = { A: "1", EMPTY: "" };
const lookup = (name: string) => VALUES[name];

describe("expandVariables", () => {
  const cases: [string, string | undefined][] = [
    ["plain", "plain"],
    ["$A", "1"],
    ["${A}", "1"],
    ["x${A}y$A", "x1y1"],
    ["\\$A", "$A"],
    ["$(id)", "$(id)"],
    ["${EMPTY}", ""],
    ["${EMPTY:-d}", "d"],
    ["${B:-d}", "d"],
    ["${A:-d}", "1"],
    ["${A:+d}", "d"],
    ["${EMPTY:+d}", ""],
    ["${B:+d}", ""],
    ["$B", undefined],
    ["${B:?must}", undefined],
    ["a".repeat(4097), undefined],
  ];
  for (const [text, expanded] of cases) {
    it(`makes ${expanded === undefined ? "nothing" : JSON.stringify(expanded)} of ${text.slice(0, 20)}`, () => {
      assert.equal(expandVariables(text, lookup), expanded);
    });
  }
});
