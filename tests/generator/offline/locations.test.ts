import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import ts from "typescript";

import type { SourceLocation } from "../../../policies/pack.js";
import { previewOffline } from "../../../generator/offline/previewOffline.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { Folders } from "./folders.js";

const BUCKET = 'new aws.s3.Bucket("one")';

const place = ({ file, line, column }: SourceLocation) => `${file}:${line}:${column}`;

describe("the program's line of a resource", function () {
  this.timeout(60_000);
  const folders = new Folders();
  after(() => {
    folders.delete();
  });

  /** Names of resources by the place that the preview tells of them. */
  async function placesOf(files: Record<string, string>): Promise<Record<string, string>> {
    const directory = folders.make({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "package.json": "{}",
      ...files,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(directory, "node_modules"));
    const { resources } = await previewOffline({ directory, stack: "dev", silent: true });
    return Object.fromEntries(
      resources.map(({ type, name, location }) => [
        `${type.split(":")[2] ?? ""} ${name}`,
        location ? place(location) : "",
      ]),
    );
  }

  it("is the one that a person wrote, in TypeScript and in JavaScript", async () => {
    const typed = `import * as aws from "@pulumi/aws";\nconst a: string = "x"; export const b = ${BUCKET};\n`;
    assert.equal((await placesOf({ "index.ts": typed }))["Bucket one"], "index.ts:2:41");
    const plain = `const aws = require("@pulumi/aws");\n  ${BUCKET};\n`;
    assert.equal((await placesOf({ "index.js": plain }))["Bucket one"], "index.js:2:3");
  });

  it("is the one that a person wrote, in ES modules", async () => {
    const asModule = { "package.json": '{"type":"module"}' };
    const typed = `import * as aws from "@pulumi/aws";\nconst a: string = "x"; export const b = ${BUCKET};\n`;
    const inTypescript = await placesOf({ ...asModule, "index.ts": typed });
    assert.equal(inTypescript["Bucket one"], "index.ts:2:41");
    const plain = `import * as aws from "@pulumi/aws";\n  ${BUCKET};\n`;
    assert.equal(
      (await placesOf({ ...asModule, "index.js": plain }))["Bucket one"],
      "index.js:2:3",
    );
  });

  it("is found by the source map of what a compiler made, beside it or in it", async () => {
    const source = `import * as aws from "@pulumi/aws";\ninterface A {\n  b: string;\n}\n\n${BUCKET};\n`;
    for (const options of [{ sourceMap: true }, { inlineSourceMap: true }]) {
      const { outputText, sourceMapText = "" } = ts.transpileModule(source, {
        fileName: "index.ts",
        compilerOptions: {
          module: ts.ModuleKind.CommonJS,
          target: ts.ScriptTarget.ES2022,
          sourceRoot: "..",
          ...options,
        },
      });
      const places = await placesOf({
        "Pulumi.yaml": "name: shop\nruntime: nodejs\nmain: bin/index.js\n",
        "index.ts": source,
        "bin/index.js": outputText,
        "bin/index.js.map": sourceMapText,
      });
      assert.equal(places["Bucket one"], "index.ts:6:1");
    }
  });

  it("is the one that a person wrote where the project's compiler reads the file", async () => {
    const source = [
      'import * as aws from "@pulumi/aws";',
      "interface A {",
      "  b: string;",
      "}",
      "namespace N {",
      '  export const name = "one";',
      "}",
      "",
      "new aws.s3.Bucket(N.name);",
    ].join("\n");
    assert.equal((await placesOf({ "index.ts": source }))["Bucket one"], "index.ts:9:1");
  });

  it("is the nearest in the user's own files, whoever registers the resource", async () => {
    const places = await placesOf({
      "index.ts": 'import { Web } from "./web";\n\nnew Web("a");\nnew Web("b");\n',
      "web.ts": [
        'import * as aws from "@pulumi/aws";',
        'import * as pulumi from "@pulumi/pulumi";',
        "",
        "export class Web extends pulumi.ComponentResource {",
        "  constructor(name: string) {",
        '    super("shop:index:Web", name);',
        "    new aws.s3.Bucket(name, {}, { parent: this });",
        "  }",
        "}",
      ].join("\n"),
    });
    assert.equal(places["Bucket a"], "web.ts:7:5");
    assert.match(places["Web b"] ?? "", /^web\.ts:6:/);
    assert.equal(places["Stack shop-dev"], "");
  });

  it("is that of the component for all that it makes, also late", async () => {
    const places = await placesOf({
      "index.ts": [
        'import * as pulumi from "@pulumi/pulumi";',
        'import * as slipway from "slipway";',
        "",
        'new slipway.Network("main", {});',
        "",
        "class Late extends pulumi.ComponentResource {",
        "  constructor() {",
        '    super("shop:index:Late", "late");',
        "    const made = require('@pulumi/aws').sqs.Queue;",
        "    setTimeout(Function('Made', 'parent', 'new Made(\"queue\", {}, { parent })').bind(undefined, made, this), 5);",
        "  }",
        "}",
        "new Late();",
      ].join("\n"),
    });
    assert.equal(places["Network main"], "index.ts:4:1");
    const ofNetwork = Object.entries(places).filter(([name]) => name.endsWith(" main"));
    assert.ok(ofNetwork.length > 1);
    assert.deepEqual(new Set(ofNetwork.map(([, at]) => at)), new Set(["index.ts:4:1"]));
    assert.match(places["Queue queue"] ?? "", /^index\.ts:\d+:/);
  });

  it("comes with what the policies say, from exemptions and undetermined checks too", async () => {
    const container = (image: string) =>
      `JSON.stringify([{ name: "a", image: ${image}, memory: 512, privileged: true }])`;
    const task = (name: string, image: string) =>
      `new aws.ecs.TaskDefinition("${name}", { family: "${name}", containerDefinitions: ${container(image)} });`;
    const directory = folders.make({
      "Pulumi.yaml": "name: shop\nruntime: nodejs\n",
      "package.json": "{}",
      "slipway.policies.yaml":
        "exempt:\n  - policies: [ecs-no-privileged]\n    name: kept\n    reason: agent\n    expires: 2027-06-30\n",
      "index.ts": `import * as aws from "@pulumi/aws";\n${task("kept", '"nginx:1"')}\n${task("loose", '"nginx:1"')}\n`,
    });
    symlinkSync(join(packageRoot(), "node_modules"), join(directory, "node_modules"));
    const { policies } = await previewOffline({ directory, stack: "dev", silent: true });
    const found = policies.violations.filter(({ policy }) => policy === "ecs-no-privileged");
    assert.deepEqual(
      found.map(({ location }) => location),
      [{ file: "index.ts", line: 3, column: 1 }],
    );
    assert.deepEqual(policies.exempted[0]?.location, { file: "index.ts", line: 2, column: 1 });
  });
});
