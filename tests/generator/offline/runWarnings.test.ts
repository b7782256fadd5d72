import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { upStack } from "../../../generator/automation/index.js";
import type { CheckResult } from "../../../generator/check/checkResult.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { assertCheckSchema } from "../check/checkSchema.js";
import { Folders } from "./folders.js";
import { assertPreviewSchema } from "./previewSchema.js";
import { runSlipway } from "./runSlipway.js";
import { warmPreview } from "../../support/warmPreview.js";

const previewOffline = warmPreview();

const REGION = "config:\n  aws:region: eu-west-1\n";

describe("what a program and its preview warn of", () => {
  const folders = new Folders();
  after(() => {
    folders.delete();
  });

  function project(program: string, stacks: Record<string, string> = { dev: REGION }): string {
    const files = Object.entries(stacks).map(([name, text]) => [`Pulumi.${name}.yaml`, text]);
    const folder = folders.make({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "index.js": `const pulumi = require("@pulumi/pulumi");\nconst aws = require("@pulumi/aws");\n${program}`,
      ...(Object.fromEntries(files) as Record<string, string>),
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"));
    return folder;
  }

  const silent = async (directory: string) => {
    const result = await previewOffline({ directory, silent: true });
    assertPreviewSchema(result);
    return result.warnings;
  };

  it("is in the result of a silent preview: each once, also late, without secrets and with an end", async () => {
    const directory = project(`const topic = new aws.sns.Topic("a");
pulumi.log.info("fine"); console.error("x");
pulumi.log.warn("old\\nway", topic); pulumi.log.warn("old\\nway");
pulumi.secret("hunter2-hunter2"); pulumi.log.warn("the password is hunter2-hunter2");
setTimeout(() => { for (let i = 0; i < 100; i++) pulumi.log.warn("warning " + i); }, 10);`);
    assert.deepEqual(await silent(directory), [
      "old\nway",
      "the password is [secret]",
      ...[...Array(98).keys()].map((i) => `warning ${i}`),
      "2 more warnings were logged",
    ]);
  });

  it("is in the result of a silent preview: what the preview itself says", async () => {
    const directory = project(`new aws.sns.Topic("a");`, { dev: "environment: [shop/dev]\n" });
    const [note, region, ...others] = (await silent(directory)) ?? [];
    assert.match(note ?? "", /^Pulumi\.dev\.yaml:1: stack dev takes values from the environment/);
    assert.match(region ?? "", /^stack dev sets no 'aws:region'/);
    assert.deepEqual(others, []);
  });

  it("says in the error what the program logged as one", async () => {
    const directory = project(`pulumi.log.error("no quota"); pulumi.log.error("no role");`);
    await assert.rejects(silent(directory), {
      name: "CliError",
      message: "the program logged an error, which fails an update as well: no quota (and 1 more)",
    });
  });

  it("is in a diff: what both stacks do once, what one does with its name", async () => {
    const directory = project(
      `pulumi.log.warn("both"); if (pulumi.getStack() === "prod") pulumi.log.warn("one");`,
      { dev: REGION, prod: REGION },
    );
    const { code, stdout, stderr } = await runSlipway([
      "diff",
      "-d",
      directory,
      "dev",
      "prod",
      "--json",
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(stderr.match(/^warning: .*$/gm), ["warning: both", "warning: prod: one"]);
    const { before, after: second } = JSON.parse(stdout) as Record<string, { warnings: string[] }>;
    assert.deepEqual([before?.warnings, second?.warnings], [["both"], ["both", "one"]]);
  });

  it("is in a report", async () => {
    const directory = project(`pulumi.log.warn("old \\u001b[2J way");`);
    const { code, stdout, stderr } = await runSlipway(["report", directory, "--json"]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^warning: old \\u001b\[2J way$/m);
    const { warnings } = JSON.parse(stdout) as { warnings: string[] };
    assert.deepEqual(warnings, ["old \u001b[2J way"]);
  });

  it("is in an update that the policies block before the engine starts", async () => {
    const directory = project(
      `pulumi.log.warn("old way");
new aws.ecs.TaskDefinition("a", { family: "a", containerDefinitions: JSON.stringify([{ name: "a", image: "a", memory: 64, privileged: true }]) });`,
    );
    const policyConfiguration = { "ecs-no-privileged": "mandatory" } as const;
    const { status, warnings } = await upStack({ directory, stack: "dev", policyConfiguration });
    assert.deepEqual([status, warnings], ["blocked", ["old way"]]);
  });

  it("is in a check, with the mock values that no stack asks for", async () => {
    const directory = project(
      `pulumi.log.warn("of " + pulumi.getStack());
if (pulumi.getStack() === "prod") new pulumi.Config().get("size");
else new pulumi.Config().get("colour");`,
      { dev: REGION, prod: REGION },
    );
    const mock = join(
      folders.make({
        "mock.json": `{ "config": { "size": 1, "colour": "red", "sise": 2 }, "invokes": { "aws:x/y:z": {} } }`,
      }),
      "mock.json",
    );
    const words = ["check", directory, "--all-stacks", "--mock", mock, "--json"];
    const { stdout, stderr } = await runSlipway(words);
    const result = JSON.parse(stdout) as CheckResult;
    assertCheckSchema(result);
    assert.deepEqual(
      result.unusedMocks,
      [
        { section: "config", key: "sise" },
        { section: "invokes", key: "aws:x/y:z" },
      ],
      stderr,
    );
    assert.deepEqual(
      result.checked.map(({ warnings }) => warnings?.map((text) => text.slice(0, 26))),
      ["dev", "prod"].map((stack) => [
        `of ${stack}`,
        `the mock values have "sise`,
        `the mock values have "aws:`,
      ]),
    );
    // Nor does anything that another stack uses go to the terminal, and the rest goes there once.
    const told = stderr.split("\n").filter((line) => line.includes("the mock values have"));
    assert.deepEqual(
      told.map((line) => /^warning: the mock values have ("[^"]*")/.exec(line)?.[1]),
      [`"sise"`, `"aws:x/y:z"`],
    );
  });
});
