import assert from "node:assert/strict";

import { matchesGlob } from "../../../policies/text/glob.js";

describe("matchesGlob", () => {
  const cases: [string, string, boolean][] = [
    ["orders", "orders", true],
    ["orders", "orders-api", false],
    ["orders*", "orders-api", true],
    ["*", "", true],
    ["**", "anything", true],
    ["order?", "orders", true],
    ["order?", "order", false],
    ["a.b", "axb", false],
    ["(a|b)", "a", false],
    ["[a]+", "[a]+", true],
    ["urn:pulumi:prod::*::edge", "urn:pulumi:prod::shop::aws:ecs/service:Service::edge", true],
    ["*line", "first\nsecond line", true],
  ];
  for (const [pattern, text, fits] of cases) {
    it(`${fits ? "fits" : "does not fit"} ${pattern} to ${JSON.stringify(text)}`, () => {
      assert.equal(matchesGlob(pattern, text), fits);
    });
  }
});
