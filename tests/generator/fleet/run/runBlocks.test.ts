import assert from "node:assert/strict";
import { runBlocks } from "../../../../generator/fleet/run/runBlocks.js";
import { renderHtml } from "../../../../generator/review/renderHtml.js";
import { renderMarkdown } from "../../../../generator/review/renderMarkdown.js";
import { SHOWN_RUN } from "./shownRun.js";

const LIMITS = { rows: 100, characters: 200 };

describe("the report of a run", () => {
  it("has the sums of each wave, what is not done and why", () => {
    const text = renderMarkdown(runBlocks(SHOWN_RUN, LIMITS));
    const lines = text.split("\n");
    assert.deepEqual(lines.slice(0, 3), [
      "## slipway fleet up: shop",
      "",
      "run 20260102T030405Z-1a2b failed · 1 done · 1 failed · 1 interrupted · 1 skipped · 1 stopped by a policy · 2 violations · 2 creates · 1 update · 1 replace · 3 deletes",
    ]);
    const after = (heading: string): string[] =>
      lines.slice(lines.indexOf(heading) + 2).slice(0, 5);
    assert.deepEqual(after("### Wave 2: 2 stacks"), [
      "1 failed · 1 interrupted · 1 stopped by a policy · 2 violations · 0 creates · 0 updates · 1 replace · 3 deletes",
      "",
      "| stack | creates | updates | replaces | deletes | seconds | state |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      "| services/orders:prod | 0 | 0 | 0 | 0 |  | failed |",
    ]);
    assert.ok(
      lines.includes(
        "| services/orders:prod | failed | policy | ecs-no-privileged: &lt;b>runs&lt;/b> privileged \\| &#64;all \\(urn\\) |",
      ),
      text,
    );
    assert.ok(text.includes("### In flight when interrupted"));
    assert.ok(text.includes("### Errors"));
  });

  it("leaves out what there is none of", () => {
    const [first] = SHOWN_RUN.stacks;
    assert.ok(first);
    const run = { ...SHOWN_RUN, status: "done", stacks: [first] } as const;
    const headings = runBlocks(run, LIMITS).flatMap((block) =>
      block.kind === "heading" ? [block.text] : [],
    );
    assert.deepEqual(headings, ["slipway fleet up: shop", "Wave 1: 1 stack"]);
  });

  it("is a page in which nothing of others is a tag", async () => {
    const page = await renderHtml("x", runBlocks(SHOWN_RUN, LIMITS));
    assert.match(page, /&lt;b&gt;runs&lt;\/b&gt;/);
    assert.doesNotMatch(page, /<script|src=|href=|<b>/);
  });
});
