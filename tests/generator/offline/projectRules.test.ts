import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { PreviewRun } from "../../support/warmPreview.js";
import { previewRunBy, warmPreview } from "../../support/warmPreview.js";
import { Folders } from "./folders.js";
import { runSlipway } from "./runSlipway.js";

const TOPIC = `const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
const config = new pulumi.Config();
exports.arn = new aws.sns.Topic("topic").arn;
exports.size = config.get("size") ?? "none";
`;

describe("slipway preview --offline: Pulumi's rules for projects", () => {
  const folders = new Folders();
  after(() => {
    folders.delete();
  });

  const previewRun = previewRunBy(warmPreview());

  /** Previews a program of one topic in a project of its own. */
  function previewed(project: string, stack: string): Promise<PreviewRun> {
    const folder = folders.make({
      "Pulumi.yaml": `name: shop\nruntime: nodejs\n${project}`,
      "Pulumi.dev.yaml": stack,
      "index.js": TOPIC,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"));
    return previewRun(folder);
  }

  const REGION = "config:\n  aws:region: eu-west-1\n";

  for (const [what, main, files] of [
    ["the program itself", "program.js", ["program.js"]],
    ["a program in TypeScript", "program.ts", ["program.ts"]],
    ["a program that is an ES module", "program.mjs", ["program.mjs"]],
    ["the package.json of an ES module", "part.mjs", ["package.json"]],
  ] as const) {
    it(`waits for no pipe in the place of a file: ${what}`, async () => {
      const folder = folders.make({
        "Pulumi.yaml": `name: shop\nruntime: nodejs\nmain: ${main}\n`,
        "Pulumi.dev.yaml": REGION,
        "part.mjs": "",
      });
      execFileSync(
        "mkfifo",
        files.map((file) => join(folder, file)),
      );
      const { code, stdout } = await runSlipway(["preview", folder, "--offline", "--json"]);
      assert.equal(code, 1);
      const { error } = JSON.parse(stdout) as { error: { message: string } };
      assert.match(error.message, /must be a file, and is a folder, a pipe or a device/);
    });
  }

  it("says of which types it does not know whether they need a name, where autonaming is disabled", async () => {
    const folder = folders.make({
      "Pulumi.yaml":
        "name: shop\nruntime: nodejs\nconfig:\n  pulumi:autonaming:\n    value: { mode: disabled }\n",
      "Pulumi.dev.yaml": REGION,
      "index.js": `const aws = require("@pulumi/aws");
new aws.sns.Topic("topic", { name: "topic" });
new aws.batch.ComputeEnvironment("workers", { type: "MANAGED" });
`,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"));
    const { code, stderr } = await runSlipway(["preview", folder, "--offline"]);
    assert.equal(code, 0, stderr);
    assert.equal(
      stderr,
      "warning: 'pulumi:autonaming' is disabled, and whether an update wants a name of their own for these is not known " +
        "offline: aws:batch/computeEnvironment:ComputeEnvironment\n",
    );
  });

  const REFUSED: [what: string, project: string, stack: string, message: RegExp][] = [
    [
      "a type that there is not",
      "config:\n  size: { type: number }\n",
      REGION,
      /Pulumi.yaml: 'config.size.type' must be equal to one of the allowed values: string, integer, boolean, array, object, got "number"$/,
    ],
    [
      "a misspelt key of a declaration",
      "config:\n  size: { typ: integer }\n",
      REGION,
      /Pulumi.yaml: 'config.size' must not have 'typ'$/,
    ],
    [
      "a plugin without a path",
      "plugins:\n  providers:\n    - name: aws\n",
      REGION,
      /Pulumi.yaml: 'plugins.providers.0' must have required property 'path'/,
    ],
    [
      "a program that is no path",
      "main: 3\n",
      REGION,
      /Pulumi.yaml: 'main' must be string,null, got 3/,
    ],
    [
      "a default of another type",
      "config:\n  size: { type: integer, default: many }\n",
      REGION,
      /Pulumi.yaml: 'config.size' must have a 'default' of type integer, got "many"$/,
    ],
    [
      "a default and a value",
      "config:\n  size: { default: 1, value: 2 }\n",
      REGION,
      /'config.size' must have either a 'default' or a 'value', got both/,
    ],
    [
      "a type of another namespace's key",
      "config:\n  aws:region: { type: string, default: eu-west-1 }\n",
      "",
      /'config.aws:region' must have a 'value' and neither 'type' nor 'default'/,
    ],
    [
      "a stack's value of another type",
      "config:\n  size: { type: integer }\n",
      "config:\n  shop:size: many\n",
      /stack dev: config 'size' must be of type integer, as Pulumi.yaml declares, got "many"$/,
    ],
    [
      "a list with an element of another type",
      "config:\n  sizes: { type: array, items: { type: integer } }\n",
      "config:\n  shop:sizes: [1, two]\n",
      /config 'sizes' must be of type array<integer>, as Pulumi.yaml declares, got \[1,"two"\]$/,
    ],
    [
      "a value that JSON cannot express",
      "",
      "config:\n  shop:size: .inf\n",
      /configuration of stack dev: 'shop:size' must be a value that JSON can express, got Infinity/,
    ],
    [
      "a required key that nobody sets",
      "config:\n  size: { type: integer }\n",
      REGION,
      /stack dev must set 'size', .*: pulumi config set size <value> --stack dev$/,
    ],
    [
      "one that an environment may set",
      "config:\n  size: { type: integer }\n",
      "environment:\n  - shop/dev\n",
      /stack dev must set 'size', .* the environment shop\/dev of Pulumi ESC \(Pulumi\.dev\.yaml:\d+\) may give it, .*'--mock values.json' gives a value, with \{"config":\{"size":"…"\}\}$/,
    ],
    [
      "one that an environment of the project would set, which Pulumi does not read",
      "environment: [shop/all]\nconfig:\n  size: { type: integer }\n",
      REGION,
      /stack dev must set 'size', .*: pulumi config set size <value> --stack dev; Pulumi\.yaml:3: Pulumi takes no values from the environment shop\/all of Pulumi ESC here: 'environment' works in Pulumi\.dev\.yaml$/,
    ],
    [
      "a topic without a name where autonaming is disabled",
      "config:\n  pulumi:autonaming:\n    value: { mode: disabled }\n",
      REGION,
      /aws:sns\/topic:Topic 'topic' must have a name of its own, since 'pulumi:autonaming' is disabled/m,
    ],
  ];
  for (const [what, project, stack, message] of REFUSED) {
    it(`refuses ${what}`, async () => {
      const { error = "" } = await previewed(project, stack);
      assert.match(error, message);
    });
  }

  const TAKEN: [what: string, project: string, stack: string, outputs: object, said: RegExp][] = [
    [
      "a whole number in quotes",
      "config:\n  size: { type: integer }\n",
      `${REGION}  shop:size: "5"\n`,
      { size: "5" },
      /^$/,
    ],
    [
      "an encrypted value of a declared type",
      "config:\n  size: { type: integer, secret: true }\n",
      `${REGION}  shop:size: { secure: v1:abc }\n`,
      { size: "[secret]" },
      /^$/,
    ],
    [
      "values that a stack's environment spells out",
      "",
      "environment:\n  values:\n    pulumiConfig:\n      aws:region: eu-west-1\n      shop:size: 4\n",
      { size: "4" },
      /^note: Pulumi\.dev\.yaml:1: stack dev takes values from the stack's environment of Pulumi ESC, which an offline preview does not open/,
    ],
    [
      "no region, and says so",
      "",
      "config: {}\n",
      { arn: /^arn:aws:sns:us-east-1:/ },
      /^warning: stack dev sets no 'aws:region', .* pulumi config set aws:region us-east-1 --stack dev\n$/,
    ],
    [
      "a region that does not exist, and says so",
      "",
      "config:\n  aws:region: eu-wset-1\n",
      {},
      /^warning: 'region' must be a region of AWS, got eu-wset-1/,
    ],
    [
      "values of an environment below other keys, quoted",
      "",
      `${REGION}\n"environment":\n  - shop/dev\n`,
      { size: "none" },
      /^note: Pulumi\.dev\.yaml:4: stack dev takes values from the environment shop\/dev of Pulumi ESC/,
    ],
    [
      "environments that a stack imports by name, one of them with options",
      "",
      `${REGION}environment:\n  imports:\n    - shop/all\n    - shop/dev: { merge: false }\n  values: { a: 1 }\n`,
      { size: "none" },
      /^note: Pulumi\.dev\.yaml:3: stack dev takes values from the environments shop\/all, shop\/dev of Pulumi ESC/,
    ],
    [
      "environments of the project, and says that Pulumi does not",
      "environment:\n  imports: [shop/all, shop/dev]\n",
      REGION,
      { size: "none" },
      /^warning: Pulumi\.yaml:3: Pulumi takes no values from the environments shop\/all, shop\/dev of Pulumi ESC here: 'environment' works in Pulumi\.dev\.yaml\n$/,
    ],
    [
      "one environment of the project beside one of the stack",
      "environment: shop/all\n",
      `${REGION}environment: [shop/dev]\n`,
      { size: "none" },
      /^note: .* the environment shop\/dev of .*\nwarning: Pulumi\.yaml:3: Pulumi takes no values from the environment shop\/all of /,
    ],
    [
      "verbatim names",
      "config:\n  pulumi:autonaming:\n    value: { mode: verbatim }\n",
      REGION,
      { arn: /:topic$/ },
      /^$/,
    ],
    [
      "a pattern of names for one provider",
      "config:\n  pulumi:autonaming:\n    value: { mode: disabled, providers: { aws: { pattern: '${stack}-${name}-${hex(4)}' } } }\n",
      REGION,
      { arn: /:dev-topic-[0-9a-f]{4}$/ },
      /^$/,
    ],
  ];
  for (const [what, project, stack, outputs, said] of TAKEN) {
    it(`takes ${what}`, async () => {
      const { result, error, printed } = await previewed(project, stack);
      assert.ok(result, error);
      assert.match(printed, said);
      for (const [key, value] of Object.entries(outputs)) {
        if (value instanceof RegExp) assert.match(String(result.outputs[key]), value);
        else assert.equal(result.outputs[key], value);
      }
    });
  }
});
