import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { run } from "../package/support/packed.js";
import { PackedGenerator } from "./support/packedGenerator.js";
import { isPairwise, SELECTED_CASES } from "./support/selectedCases.js";

/** What one preview says, as `HARDENED` prints it. */
interface Hardened {
  stack: string;
  violations: { policy: string; enforcementLevel: string }[];
  undetermined: unknown[];
  evaluated: number;
}

/** Previews every stack of every program of a repository under the strictest profile, whatever the repository says. */
const HARDENED = `
const { existsSync, readFileSync } = require("node:fs");
const { previewOffline } = require("slipway/testing");
const yaml = require(require.resolve("yaml", { paths: [require.resolve("slipway")] }));
async function main() {
  const found = [];
  for (const [directory, stacks] of [["infra", ["dev", "staging", "prod"]], ["review", ["pr-7"]], ["bootstrap", ["account"]]]) {
    if (!existsSync(directory)) continue;
    const text = readFileSync(directory + "/slipway.policies.yaml", "utf8");
    const { environments, $schema, ...own } = yaml.parse(text);
    for (const stack of stacks) {
      const policyConfiguration = { ...own, profile: "hardened" };
      const { policies } = await previewOffline({ directory, stack, policyConfiguration, silent: true });
      found.push({ stack, ...policies });
    }
  }
  console.log(JSON.stringify(found));
}
void main();
`;

describe("what a template generates, from the packed package", () => {
  let generator: PackedGenerator;

  before(() => {
    generator = new PackedGenerator();
  });

  after(() => {
    generator.remove();
  });

  for (const each of SELECTED_CASES) {
    describe(each.name, () => {
      let repository = "";

      it("installs from a lock that npm would write, has no error of types and passes its tests", () => {
        repository = generator.make(each);
        generator.install(repository);
        const report = run(repository, "npm", "test");
        assert.match(report, /pass [1-9]\d*$/m);
        assert.match(report, /fail 0$/m);
      });

      // What each part of a template previews as is among the unit tests, too: CI goes by these.
      if (isPairwise) return;

      it("previews every stack without a violation under the strictest profile", () => {
        const program = join(repository, "hardened.cjs");
        writeFileSync(program, HARDENED);
        const previews = JSON.parse(run(repository, process.execPath, program)) as Hardened[];
        assert.ok(previews.length >= 3);
        for (const { stack, violations, undetermined, evaluated } of previews) {
          const stopping = violations.filter(
            ({ enforcementLevel }) => enforcementLevel === "mandatory",
          );
          assert.deepEqual([stopping, undetermined], [[], []], stack);
          assert.ok(evaluated > 0, stack);
        }
      });
    });
  }
});
