import assert from "node:assert/strict";
import { join } from "node:path";

import type { CostLine } from "../../cost/costResult.js";
import type { PricedResource } from "../../cost/stackResources.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { costOf } from "./costCases.js";
import { warmPreview } from "../support/warmPreview.js";

const previewOffline = warmPreview();

const EXAMPLES = ["worker", "blueGreen", "ownLoadBalancer", "schedule", "privateNetwork"];

/** What a program without our components registers in the place of them: each resource at the root. */
function plain(resources: readonly PricedResource[]): PricedResource[] {
  const root = resources[0]?.urn ?? "";
  return resources
    .filter(({ type }) => !type.startsWith("slipway:"))
    .map((one) => ({
      ...one,
      urn: one.urn.replace(/::[^:]*(?:[^:]|:(?!:))*\$/, "::"),
      parent: one.parent === null ? null : root,
    }));
}

const withoutUrn = (lines: readonly CostLine[]) => lines.map((line) => ({ ...line, urn: "" }));

describe("a component and its plain resources", () => {
  for (const example of EXAMPLES) {
    it(`have the same lines in ${example}`, async () => {
      const directory = join(packageRoot(), "examples", example);
      const { resources } = await previewOffline({ directory, silent: true });
      const made = costOf(resources);
      const same = costOf(plain(resources));
      assert.ok(made.lines.length > 2);
      assert.deepEqual(withoutUrn(same.lines), withoutUrn(made.lines));
      assert.deepEqual(same.total, made.total);
    });
  }
});
