import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { mockPulumi } from "../../generator/testing/index.js";

const RECIPES = readFileSync(join(packageRoot(), "docs/recipes.md"), "utf8");

/** The program of a recipe. */
function programOf(title: string): string {
  const [, chapter = ""] = RECIPES.split(`## ${title}\n`);
  const [, program] = /^```ts\n([\s\S]*?)^```$/m.exec(chapter) ?? [];
  if (program === undefined) throw new Error(`docs/recipes.md has no program under "${title}"`);
  return program;
}

describe("docs/recipes.md", function () {
  this.timeout(120_000);
  let folder: string;
  let runs = 0;

  before(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-recipes-")));
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(packageRoot(), join(folder, "node_modules/slipway"), "dir");
    const modules = join(packageRoot(), "node_modules/@pulumi");
    symlinkSync(modules, join(folder, "node_modules/@pulumi"), "dir");
    writeFileSync(join(folder, "package.json"), `{ "name": "recipes", "private": true }`);
    writeFileSync(join(folder, "Dockerfile"), "FROM scratch\n");
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs a program where `slipway` is installed, and gives what it makes. */
  async function resourcesOf(program: string, stack = "prod") {
    const mock = await mockPulumi({ project: "shop", stack });
    runs += 1;
    const file = join(folder, `program${runs}.js`);
    const { outputText } = ts.transpileModule(program.replace('"."', JSON.stringify(folder)), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(file, outputText);
    createRequire(file)(file);
    await mock.settled();
    return mock.resources;
  }

  it("keeps a rule of one's own beside 'egress'", async () => {
    const resources = await resourcesOf(programOf("What tasks reach"));
    const groupOf = (name: string) =>
      resources.find(
        (one) => one.type === "aws:ec2/securityGroup:SecurityGroup" && one.name === name,
      );
    assert.equal(groupOf("mailer")?.inputs.egress, undefined);
    assert.ok(groupOf("mailer-network-egress")?.inputs.egress);
    assert.ok(resources.some(({ name }) => name === "mailer-to-smtp"));
  });

  /** What must not be replaced, with the input that names it to AWS. */
  const KEPT: Readonly<Record<string, string>> = {
    "aws:lb/loadBalancer:LoadBalancer": "name",
    "aws:ecr/repository:Repository": "name",
    "aws:cloudwatch/logGroup:LogGroup": "name",
    "aws:ecs/taskDefinition:TaskDefinition": "family",
  };

  async function namesOf(program: string, stack?: string) {
    const resources = await resourcesOf(program, stack);
    return Object.entries(KEPT).map(([type, input]) => {
      const [resource, ...others] = resources.filter((one) => one.type === type);
      assert.ok(resource && others.length === 0, type);
      // The engine has children follow their parent's alias.
      const shop = resources.find((one) => one.type === "acme:index:Shop");
      return { name: String(resource.inputs[input]), aliases: shop?.options.aliases };
    });
  }

  it("renames a component, with the alias and the deployed names", async () => {
    const recipe = programOf("Rename a component or a stack");
    const pinned = /, (?:loadBalancerName|repositoryName|logGroupName|family): "shop-old"/g;
    assert.equal(recipe.match(pinned)?.length, 4);
    const before = recipe
      .replace(pinned, "")
      .replace(`new Shop("store", { aliases: [{ name: "shop" }] })`, `new Shop("shop")`);
    const deployed = (await namesOf(before)).map(({ name }) => name);
    // The arguments stand in the order of the resources.
    let argument = 0;
    const renamed = recipe.replace(/"shop-old"/g, () => JSON.stringify(deployed[argument++]));
    for (const stack of ["prod", "production"]) {
      const after = await namesOf(renamed, stack);
      assert.deepEqual(
        after.map(({ name }) => name),
        deployed,
      );
      assert.deepEqual(after[0]?.aliases, [JSON.stringify({ name: "shop" })]);
    }
    // Without the arguments each would have another name, and be replaced.
    const unpinned = await namesOf(recipe.replace(pinned, ""));
    for (const [i, { name }] of unpinned.entries()) assert.notEqual(name, deployed[i]);
  });

  it("has records made by another account's provider, and nothing else", async () => {
    const resources = await resourcesOf(programOf("DNS records in another account's zone"));
    const [dns] = resources.filter(({ type }) => type === "pulumi:providers:aws");
    const type = "aws:route53/record:Record";
    assert.equal(resources.filter((one) => one.type === type).length, 2);
    for (const one of resources.filter((other) => other.type.startsWith("aws:"))) {
      const isOfDns = one.options.provider?.startsWith(`${dns?.urn ?? "?"}::`) ?? false;
      assert.equal(isOfDns, one.type === type, one.name);
    }
  });
});
