import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";

import { packageRoot } from "../../generator/project/packageRoot.js";

interface Tier {
  spec?: string[];
  ignore?: string[];
}

const cwd = packageRoot();

/** The sources of the compiled tests that patterns find, of those that are ours: golden repositories have their own. */
function found(patterns: readonly string[]): string[] {
  const sources = patterns.map((one) => one.replace(/^dist\//, "").replace(/js$/, "ts"));
  return globSync(sources, { cwd, ignore: ["tests/**/golden/**"] });
}
const tiers = readdirSync(cwd)
  .filter((name) => /^\.mocharc(?:\.\w+)?\.json$/.test(name))
  .map((name) => ({
    name,
    tier: JSON.parse(readFileSync(join(cwd, name), "utf8")) as Tier,
  }));

describe("the tiers of tests", () => {
  it("run every file of tests", () => {
    // `.ci/run` and package.json say what of the packed tarball comes first.
    const packed = found(["dist/tests/{package,templates}/**/*.test.js"]);
    const run = tiers.flatMap(({ tier: { spec = [], ignore = [] } }) => {
      const left = new Set(found(ignore));
      return found(spec).filter((path) => !left.has(path));
    });
    const runs = new Set([...packed, ...run]);
    const all = found(["dist/tests/**/*.test.js"]);
    assert.ok(all.length > 500 && tiers.length > 4);
    assert.deepEqual(
      all.filter((path) => !runs.has(path)),
      [],
    );
  });

  for (const { name, tier } of tiers) {
    for (const pattern of [...(tier.spec ?? []), ...(tier.ignore ?? [])]) {
      it(`${name} finds something by ${pattern}`, () => {
        assert.notEqual(found([pattern]).length, 0);
      });
    }
  }
});
