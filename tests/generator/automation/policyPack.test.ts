import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import type { PolicyPackOptions } from "../../../generator/automation/policyPack.js";
import { withPolicyPack } from "../../../generator/automation/policyPack.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";

const OWN = join(packageRoot(), "policies");

describe("withPolicyPack", () => {
  /** What the engine is given, with the content of each configuration. */
  async function given(
    configuration: Parameters<typeof withPolicyPack>[0],
    policyPacks?: Parameters<typeof withPolicyPack>[1]["policyPacks"],
  ) {
    let seen: PolicyPackOptions = { policyPacks: [] };
    const configs = await withPolicyPack(
      configuration,
      { stack: "dev", policyPacks },
      (options) => {
        seen = options;
        const files = options.policyPackConfigs ?? [];
        return Promise.resolve(
          files.map((file) => JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>),
        );
      },
    );
    return { seen, configs };
  }

  it("names Slipway's pack, and those of others after it", async () => {
    const { seen } = await given(undefined, [{ folder: "policy" }, { folder: "/other" }]);
    assert.deepEqual(seen, { policyPacks: [OWN, resolve("policy"), "/other"] });
  });

  it("gives each pack a configuration where one has it, and leaves no file", async () => {
    const { seen, configs } = await given(undefined, [
      { folder: "a" },
      { folder: "b", config: { all: "advisory" } },
    ]);
    assert.deepEqual(configs, [{}, {}, { all: "advisory" }]);
    for (const file of seen.policyPackConfigs ?? []) assert.ok(!existsSync(file));
    const own = await given({ "image-pinned": "mandatory" }, [{ folder: "a" }]);
    assert.equal(own.configs.length, 2);
    assert.ok("image-pinned" in (own.configs[0] ?? {}));
  });

  it("refuses what names no folder", async () => {
    for (const packs of [[{ folder: "" }], [{}], "policy"]) {
      await assert.rejects(
        given(undefined, packs as never),
        /'policyPacks(\[0\]\.folder)?' must be/,
      );
    }
  });
});
