import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";

const files = ["components", "policies", "cost", "forecast", "picture", "generator"].flatMap(
  (tree) =>
    readdirSync(join(packageRoot(), tree), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => join(tree, path)),
);

describe("the layout of components, policies and generator", () => {
  it("has a name for each file", () => {
    const names = files.map((path) => basename(path)).filter((name) => name !== "index.ts");
    const twice = names.filter((name, i) => names.indexOf(name) < i);
    assert.ok(names.length > 300, `found ${names.length} files alone`);
    assert.deepEqual(twice, []);
  });

  it("has rules that import no Pulumi, no AWS SDK and nothing that reaches out of the process", () => {
    const rules = files.filter((path) => path.includes("/rules/"));
    const impure = rules.flatMap((path) =>
      ts
        .preProcessFile(readFileSync(join(packageRoot(), path), "utf8"))
        .importedFiles.map(({ fileName }) => fileName)
        .filter((name) =>
          /^@pulumi\/|^@aws-sdk\/|^(node:)?(fs|fs\/promises|child_process|https?)$/.test(name),
        )
        .map((name) => `${path}: ${name}`),
    );
    assert.ok(rules.length > 100, `found ${rules.length} rules alone`);
    assert.deepEqual(impure, []);
  });
});
