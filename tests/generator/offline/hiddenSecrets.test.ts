import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { PreviewResult } from "../../../generator/offline/previewResult.js";
import { printPreview } from "../../../generator/terminal/printPreview.js";
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
      const { stdout, stderr } = await preview("hiddenSecrets", "--stack", way, "--json");
      const document = JSON.parse(stdout) as PreviewResult | { error: unknown };
      // What a person reads is made of the same result; a failure is on stderr.
      const text = "error" in document ? "" : printPreview(document, "offline");
      assert.doesNotMatch(stdout + stderr + text, /hunter2|90_?817_?263/i);
      assert.match(stdout + stderr + text, /secret/, "something was to be shown");
    });
  }

  for (const way of ["printed", "thrown", "madeFrom"]) {
    it(`hides it from who reads the text: ${way}`, async () => {
      const { stdout, stderr } = await preview("hiddenSecrets", "--stack", way);
      assert.doesNotMatch(stdout + stderr, /hunter2/i);
      assert.match(stdout + stderr, /secret/);
    });
  }
});
