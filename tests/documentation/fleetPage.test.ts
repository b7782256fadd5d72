import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { list } from "../../generator/fleet/index.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { FleetFolder } from "../generator/fleet/fleetFolder.js";

const PAGE = readFileSync(join(packageRoot(), "docs/fleet.md"), "utf8");

function block(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(PAGE) ?? [];
  return text ?? assert.fail(`docs/fleet.md has no ${language}`);
}

describe("docs/fleet.md", () => {
  it("has a fleet that can be listed", async () => {
    const folder = new FleetFolder()
      .project("platform", ["staging", "prod"])
      .project("services/orders/infra", ["staging", "prod"])
      .project("services/payments", ["prod"])
      .write({ "fleet.yaml": block("yaml") });
    try {
      const { waves } = await list({ file: folder.file });
      assert.deepEqual(
        waves.map((wave) => wave.map(({ id }) => id)),
        [
          ["platform:staging"],
          ["services/orders:staging"],
          ["platform:prod"],
          ["services/orders:prod"],
          ["services/payments:prod"],
        ],
      );
      const payments = waves.flat().at(-1);
      assert.deepEqual(payments?.tags, { company: "acme", team: "shop" });
      assert.deepEqual(
        [payments.environment, payments.region, payments.account],
        ["prod", "eu-west-1", "123456789012"],
      );
    } finally {
      folder.delete();
    }
  });
});
