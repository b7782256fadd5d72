import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { previewOffline } from "../../../generator/testing/index.js";
import { printPreview } from "../../../generator/terminal/printPreview.js";
import { previewRunBy } from "../../support/warmPreview.js";
import { fixture, preview } from "./runSlipway.js";

/** The stacks of the fixture: each shows a secret in a way of its own. */
const WAYS = [
  ...readFileSync(join(fixture("hiddenSecrets"), "index.ts"), "utf8").matchAll(
    /^ {2}(\w+): \(\)/gm,
  ),
].map(([, way = ""]) => way);

describe("slipway preview --offline: secrets are never echoed", () => {
  const previewed = previewRunBy(previewOffline);

  it("is tried in every way", () => {
    assert.equal(WAYS.length >= 20, true);
  });

  for (const way of WAYS) {
    it(`hides what is secret: ${way}`, async () => {
      const { result, error, printed } = await previewed(fixture("hiddenSecrets"), way);
      // A person reads what is made of the same result.
      const shown = result && [JSON.stringify(result), printPreview(result, "offline")];
      const text = [...(shown ?? []), error, printed].join("\n");
      assert.doesNotMatch(text, /hunter2|90_?817_?263/i);
      assert.match(text, /secret/, "something was to be shown");
    });
  }

  for (const [way, ...flags] of [["printed"], ["thrown", "--json"], ["madeFrom"]] as const) {
    it(`hides it in what the command prints: ${[way, ...flags].join(" ")}`, async () => {
      const { stdout, stderr } = await preview("hiddenSecrets", "--stack", way, ...flags);
      assert.doesNotMatch(stdout + stderr, /hunter2/i);
      assert.match(stdout + stderr, /secret/);
    });
  }
});
