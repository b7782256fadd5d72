import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { fixture, preview } from "./runSlipway.js";

/** The stacks of the fixture: each shows a secret in a way of its own. */
const WAYS = [
  ...readFileSync(join(fixture("hiddenSecrets"), "index.ts"), "utf8").matchAll(
    /^ {2}(\w+): \(\)/gm,
  ),
].map(([, way = ""]) => way);

describe("slipway preview --offline: secrets are never echoed", () => {
  it("is tried in every way", () => {
    assert.equal(WAYS.length >= 20, true);
  });

  for (const way of WAYS) {
    it(`hides what is secret: ${way}`, async () => {
      const args = ["--stack", way];
      const [text, json] = await Promise.all([
        preview("hiddenSecrets", ...args),
        preview("hiddenSecrets", ...args, "--json"),
      ]);
      for (const { stdout, stderr } of [text, json]) {
        assert.doesNotMatch(stdout + stderr, /hunter2|90_?817_?263/i);
      }
      assert.match(text.stdout + text.stderr + json.stdout, /secret/, "something was to be shown");
    });
  }
});
