import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { previewOffline } from "../../../generator/testing/index.js";
import { printPreview } from "../../../generator/terminal/printPreview.js";
import { IN_FULL } from "../../support/inFull.js";
import { previewRunBy, warmPreview } from "../../support/warmPreview.js";
import { fixture, preview, previewFailing } from "./runSlipway.js";

/** The stacks of the fixture: each shows a secret in a way of its own. */
const WAYS = [
  ...readFileSync(join(fixture("hiddenSecrets"), "index.ts"), "utf8").matchAll(
    /^ {2}(\w+): \(\)/gm,
  ),
].map(([, way = ""]) => way);

/** Those that end well. All others fail, and have a process of their own in any case. */
const END_WELL = [
  ...["user", "workingDirectory", "printed", "madeFrom", "additional", "policy", "policyName"],
];

/** `npm test` takes one of those that fail. */
const TAKEN = IN_FULL ? WAYS : [...END_WELL, "thrown"];

describe("slipway preview --offline: secrets are never echoed", () => {
  const warm = previewRunBy(warmPreview());
  const alone = previewRunBy(previewOffline);

  it("is tried in every way", () => {
    assert.equal(WAYS.length >= 20, true);
  });

  for (const way of TAKEN) {
    it(`hides what is secret: ${way}`, async () => {
      const previewed = END_WELL.includes(way) ? warm : alone;
      const { result, error, printed } = await previewed(fixture("hiddenSecrets"), way);
      assert.equal(error === undefined, END_WELL.includes(way), error);
      // A person reads what is made of the same result.
      const shown = result && [JSON.stringify(result), printPreview(result, "offline")];
      const text = [...(shown ?? []), error, printed].join("\n");
      assert.doesNotMatch(text, /hunter2|90_?817_?263/i);
      assert.match(text, /secret/, "something was to be shown");
    });
  }

  for (const [way, ...flags] of [["printed"], ["thrown", "--json"], ["madeFrom"]] as const) {
    it(`hides it in what the command prints: ${[way, ...flags].join(" ")}`, async () => {
      const run = END_WELL.includes(way) ? preview : previewFailing;
      const { stdout, stderr } = await run("hiddenSecrets", "--stack", way, ...flags);
      assert.doesNotMatch(stdout + stderr, /hunter2/i);
      assert.match(stdout + stderr, /secret/);
    });
  }
});
