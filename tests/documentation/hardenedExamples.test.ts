import assert from "node:assert/strict";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { scratchFolder } from "../generator/scaffold/scratchFolder.js";
import { allExamples } from "../support/examples.js";
import { warmPreview } from "../support/warmPreview.js";
import { writeYamlAsTypeScript } from "../support/yamlProgram.js";

const previewOffline = warmPreview();

describe("examples under the profile hardened, in prod", function () {
  this.timeout(60_000);
  const folder = scratchFolder();

  for (const { name, project, runtime } of allExamples()) {
    it(`${name} stands`, async () => {
      const own = join(packageRoot(), project);
      // A program of YAML runs on an engine alone: one of TypeScript makes the same resources.
      const directory = runtime === "yaml" ? join(folder.path, name) : own;
      if (runtime === "yaml") writeYamlAsTypeScript(own, directory);
      const { policies, resources } = await previewOffline({
        directory,
        stack: "prod",
        silent: true,
        policyConfiguration: { profile: "hardened" },
      });
      const broken = policies.violations
        .filter(({ enforcementLevel }) => enforcementLevel === "mandatory")
        .map(({ policy, message }) => `${policy}: ${message}`);
      assert.deepEqual(broken, []);
      assert.deepEqual(policies.undetermined, []);
      assert.ok(resources.length > 1);
    });
  }
});
