import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";

import { previewOffline } from "../../generator/offline/previewOffline.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { templateNames } from "../../generator/scaffold/loadTemplate.js";
import { engineSuite, works } from "./support/engine.js";
import { run } from "./support/process.js";

const TEMPLATES = join(packageRoot(), "dist", "pulumi-templates");

/** Text that YAML has to quote, as a user may well say it. */
const DESCRIPTION = 'Takes "orders": all';

// Nothing is deployed: the command alone is needed, and no emulator.
engineSuite(
  "templates by pulumi new",
  () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "slipway-pulumi-new-"));
    });
    after(async () => {
      await rm(folder, { recursive: true });
    });

    async function made(template: string): Promise<string> {
      const directory = join(folder, template);
      await mkdir(directory);
      const words = ["new", join(TEMPLATES, template), "--generate-only", "--yes"];
      const answers = ["--name", "pay-2", "--description", DESCRIPTION];
      const environment = {
        ...process.env,
        PULUMI_BACKEND_URL: `file://${folder}`,
        PULUMI_CONFIG_PASSPHRASE: "none",
      };
      const { code, stderr } = await run("pulumi", [...words, ...answers], {
        directory,
        environment,
      });
      assert.equal(code, 0, stderr);
      await symlink(join(packageRoot(), "node_modules"), join(directory, "node_modules"));
      return directory;
    }

    for (const template of templateNames(join(packageRoot(), "templates"))) {
      it(`${template} becomes a project that follows every policy in dev and prod`, async () => {
        const directory = await made(template);
        const project = parse(await readFile(join(directory, "Pulumi.yaml"), "utf8")) as object;
        assert.ok("name" in project && "description" in project && !("template" in project));
        assert.deepEqual([project.name, project.description], ["pay-2", DESCRIPTION]);
        assert.equal(existsSync(join(directory, "app/Dockerfile")), template !== "platform");
        for (const stack of ["dev", "prod"]) {
          const { policies, resources } = await previewOffline({ directory, stack, silent: true });
          assert.ok(resources.some(({ type }) => type.startsWith("aws:")));
          const mandatory = policies.violations.filter(
            ({ enforcementLevel }) => enforcementLevel === "mandatory",
          );
          assert.deepEqual([mandatory, policies.undetermined], [[], []]);
        }
      });
    }
  },
  () => (works("pulumi", "version") ? undefined : "there is no 'pulumi' on the PATH"),
);
