import assert from "node:assert/strict";

import { matchesGlob } from "../../../components/rules/glob.js";

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
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["ab*ba", "aba", false],
    ["ab*ba", "abba", true],
    ["*a?c*", "xaabcx", true],
    ["*a?c*", "xaacbx", true],
    ["*??", "a", false],
    ["**a**", "bab", true],
  ];
  for (const [pattern, text, fits] of cases) {
    it(`${fits ? "fits" : "does not fit"} ${pattern} to ${JSON.stringify(text)}`, () => {
      assert.equal(matchesGlob(pattern, text), fits);
    });
  }

  it("compares without regard to letter case, and keeps one from a character, where it is told to", () => {
    assert.equal(matchesGlob("API.*", "api.example.com"), false);
    assert.equal(matchesGlob("API.*", "api.example.com", { ignoreCase: true }), true);
    assert.equal(matchesGlob("/a?", "/a*", { exceptOne: "*" }), false);
    assert.equal(matchesGlob("/a?", "/ab", { exceptOne: "*" }), true);
    assert.equal(matchesGlob("/*?", "/a*", { exceptOne: "*" }), false);
  });

  it("says what a regular expression says, of all short patterns and texts", () => {
    const all = (letters: string, length: number): string[] =>
      length === 0
        ? [""]
        : all(letters, length - 1).flatMap((text) =>
            Array.from(letters, (letter) => text + letter),
          );
    const texts = [0, 1, 2, 3, 4].flatMap((length) => all("ab", length));
    for (const pattern of [0, 1, 2, 3, 4].flatMap((length) => all("ab*?", length))) {
      const regExp = new RegExp(`^${pattern.replace(/\*/g, ".*").replaceAll("?", ".")}$`);
      for (const text of texts) {
        assert.equal(matchesGlob(pattern, text), regExp.test(text), `${pattern} to ${text}`);
      }
    }
  });

  it("tries no pattern again and again", () => {
    const start = process.cpuUsage();
    assert.equal(matchesGlob("*a".repeat(2000), "a".repeat(100_000) + "b"), false);
    assert.equal(matchesGlob("*a?c".repeat(20), "a".repeat(100_000)), false);
    const { user } = process.cpuUsage(start);
    assert.ok(user < 1_000_000, `${user} µs`);
  });
});
