import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";

import { endsWithPath, pathSegments } from "../../generator/explain/namedPath.js";
import { readReference } from "../../generator/explain/reference.js";
import { packageRoot } from "../../generator/project/packageRoot.js";
import {
  COMPARISONS,
  comparisonTable,
  withComparison,
} from "../../scripts/comparison/comparisons.js";
import { warmPreview } from "../support/warmPreview.js";

const previewOffline = warmPreview();

const FOLDER = join(packageRoot(), "docs/from");
const pages = readdirSync(FOLDER).map((name) => ({
  name,
  text: readFileSync(join(FOLDER, name), "utf8"),
}));
const { components, properties } = readReference();
const known = properties.flatMap(({ paths }) => paths);

/** awsx's components, and where its package declares their arguments. */
const AWSX_TYPES = [
  ["awsx:ecs:FargateService", "ecs/fargateService.d.ts", "FargateServiceArgs"],
  ["awsx:ecs:FargateTaskDefinition", "ecs/fargateTaskDefinition.d.ts", "FargateTaskDefinitionArgs"],
  [
    "awsx:lb:ApplicationLoadBalancer",
    "lb/applicationLoadBalancer.d.ts",
    "ApplicationLoadBalancerArgs",
  ],
] as const;

/** The properties of an interface of awsx. */
function propertiesOf(file: string, declaration: string): string[] {
  const path = join(packageRoot(), "node_modules/@pulumi/awsx", file);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2022);
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ name }) => name.text === declaration)
    .flatMap(({ members }) => members.filter(ts.isPropertySignature))
    .map(({ name }) => (ts.isIdentifier(name) ? name.text : ""));
}

/** Arguments and outputs of ours that a page names, such as `Service.loadBalancer.path`. */
function namedArguments(text: string): string[] {
  const names = components.map(({ name }) => name).join("|");
  const found = [...text.matchAll(new RegExp(`\`((?:${names})\\.[\\w.[\\]<>]+)\``, "g"))];
  return found.map(([, path = ""]) => path);
}

describe("docs/from", () => {
  for (const { name, text } of pages) {
    it(`${name} names arguments that there are`, () => {
      const named = namedArguments(text);
      assert.ok(named.length >= 10, String(named.length));
      const strange = named.filter((path) => {
        const segments = pathSegments(path.toLowerCase());
        return !known.some((each) => endsWithPath(each, segments));
      });
      assert.deepEqual(strange, []);
    });

    it(`${name} has tables of even rows, and links that lead somewhere`, () => {
      const tables = text.split(/\n{2,}/).filter((part) => part.startsWith("| "));
      for (const table of tables) {
        const rows = table.trimEnd().split("\n");
        const widths = rows.map((row) => row.replaceAll(/`[^`]*`/g, "").split("|").length);
        assert.equal(
          new Set(widths).size,
          1,
          rows.find((_, i) => widths[i] !== widths[0]),
        );
      }
      for (const [, to = ""] of text.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
        const [path = "", anchor] = to.split("#");
        const file = path === "" ? join(FOLDER, name) : join(FOLDER, path);
        assert.ok(existsSync(file), to);
        if (anchor !== undefined) assert.ok(anchorsOf(file).includes(anchor), to);
      }
    });
  }

  it("has a page and an example for each tool", () => {
    const examples = readdirSync(join(packageRoot(), "examples")).filter((name) =>
      /^from[A-Z]/.test(name),
    );
    assert.equal(examples.length, 6);
    assert.equal(pages.length, examples.length + 1);
    for (const example of examples) {
      const program = readFileSync(join(packageRoot(), "examples", example, "index.ts"), "utf8");
      const [, page = ""] = /docs\/from\/([\w-]+\.md)/.exec(program) ?? [];
      const text = pages.find(({ name }) => name === page)?.text;
      assert.ok(text?.includes(`examples/${example}/index.ts`), `${example}: ${page}`);
    }
  });

  for (const [, file, declaration] of AWSX_TYPES.filter(([type]) => type.includes(":ecs:"))) {
    it(`awsx.md has all of ${declaration}`, () => {
      const declared = propertiesOf(file, declaration);
      const page = pages.find(({ name }) => name === "awsx.md")?.text ?? "";
      assert.ok(declared.length > 15, String(declared.length));
      assert.deepEqual(
        declared.filter((name) => !new RegExp(`\`${name}[\`.]`).test(page)),
        [],
      );
    });
  }
});

/** The anchors that GitHub gives the titles of a page. */
function anchorsOf(file: string): string[] {
  const titles = readFileSync(file, "utf8").match(/^#+ .*/gm) ?? [];
  return titles.map((title) =>
    title
      .replace(/^#+ /, "")
      .toLowerCase()
      .replaceAll(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

describe("the programs of docs/from", function () {
  this.timeout(60_000);

  for (const comparison of COMPARISONS) {
    const { page, tool } = comparison;
    it(`${page} has what ${tool} and Slipway make (node dist/scripts/writeComparisons.js)`, async () => {
      const text = readFileSync(join(FOLDER, page), "utf8");
      assert.equal(text, withComparison(text, await comparisonTable(previewOffline, comparison)));
    });
  }

  it("awsx.md has a program of awsx that runs, with arguments that awsx has", async () => {
    const text = pages.find(({ name }) => name === "awsx.md")?.text ?? "";
    const [, program = ""] = /^```ts\n([\s\S]*?)^```$/m.exec(text) ?? [];
    const resources = await previewed({
      "index.ts": program,
      "Pulumi.yaml": "name: orders\nruntime: nodejs\nmain: index.ts\n",
      "Pulumi.dev.yaml": "config: {}\n",
    });
    for (const [type, file, declaration] of AWSX_TYPES) {
      // The program has its task definition in the service.
      if (type === "awsx:ecs:FargateTaskDefinition") continue;
      const { inputs } = resources.find((one) => one.type === type) ?? {};
      assert.ok(inputs, type);
      const known = propertiesOf(file, declaration);
      assert.deepEqual(
        Object.keys(inputs).filter((key) => !known.includes(key)),
        [],
      );
    }
  });

  /** The resources of a program in a folder of its own. */
  async function previewed(files: Readonly<Record<string, string>>) {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-guides-")));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      const modules = join(folder, "node_modules");
      mkdirSync(modules);
      symlinkSync(packageRoot(), join(modules, "slipway"), "dir");
      symlinkSync(join(packageRoot(), "node_modules/@pulumi"), join(modules, "@pulumi"), "dir");
      const { resources } = await previewOffline({ directory: folder, stack: "dev", silent: true });
      return [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  function resourcesOf(example: string, takesAllRequests: boolean) {
    const folder = join(packageRoot(), "examples", example);
    const files = readdirSync(folder).map((name) => [
      name,
      readFileSync(join(folder, name), "utf8"),
    ]);
    const config = `config: { orders:takesAllRequests: ${String(takesAllRequests)} }\n`;
    return previewed({ ...Object.fromEntries(files), "Pulumi.dev.yaml": config });
  }

  for (const example of ["fromCopilot", "fromTerraform", "fromCodeDeploy"]) {
    it(`${example} moves all requests by the conditions of its production rule alone`, async () => {
      const before = await resourcesOf(example, false);
      const after = await resourcesOf(example, true);
      assert.deepEqual(
        after.map(({ urn }) => urn),
        before.map(({ urn }) => urn),
      );
      const changed = before.flatMap(({ urn, inputs }, i) => {
        const { conditions: old, ...others } = inputs;
        const { conditions, ...rest } = after[i]?.inputs ?? {};
        // The component's own inputs are not sent to AWS.
        if (urn.includes("::slipway:index:Service::")) return [];
        assert.deepEqual(rest, others, urn);
        return JSON.stringify(old) === JSON.stringify(conditions) ? [] : [{ urn, old, conditions }];
      });
      assert.ok(changed.length > 0);
      for (const { urn, old, conditions } of changed) {
        assert.match(urn, /aws:lb\/listenerRule:ListenerRule::/);
        const header = { httpHeader: { httpHeaderName: "x-to-slipway", values: ["yes"] } };
        const left = (old as object[]).filter(
          (one) => JSON.stringify(one) !== JSON.stringify(header),
        );
        assert.deepEqual(left, conditions);
        assert.equal((old as object[]).length, left.length + 1);
      }
    });
  }
});
