import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

interface Manifest {
  version: string;
  main: string;
  repository: { type: string; url: string };
  homepage: string;
  bugs: { url: string };
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const read = (path: string): string => readFileSync(join(packageRoot(), path), "utf8");
const manifest = (path: string): Manifest => JSON.parse(read(path)) as Manifest;
const own = manifest("package.json");
const components = manifest("components/package.json");

/** The packages that the code of the components imports, lazily or not. */
function importedPackages(): string[] {
  const texts = readdirSync(join(packageRoot(), "components"), {
    recursive: true,
    encoding: "utf8",
  })
    .filter((path) => path.endsWith(".ts") && !/(?:^|[/\\])(?:node_modules|dist)[/\\]/.test(path))
    .map((path) => read(join("components", path)));
  const names = texts.flatMap((text) => [
    ...text.matchAll(/(?:from |import\(\s*|require_?\(|loadOptional\(\s*)"([^."][^"]*)"/g),
  ]);
  const packages = names.map(([, name = ""]) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  return [...new Set(packages)].filter((name) => !isBuiltin(name)).sort();
}

describe("package.json", () => {
  it("names the repository that a provenance statement is checked against", () => {
    assert.deepEqual(own.repository, {
      type: "git",
      url: "git+https://github.com/slipway-ecs/slipway.git",
    });
    assert.ok(own.bugs.url.startsWith(own.homepage.replace("#readme", "")));
  });

  it("asks for ranges of what programs share, and locks each", () => {
    const { packages } = JSON.parse(read("package-lock.json")) as {
      packages: Record<string, { version?: string; dependencies?: Record<string, string> }>;
    };
    const fixed = Object.entries(own.dependencies).filter(([, range]) => !range.startsWith("^"));
    assert.deepEqual(fixed, []);
    assert.deepEqual(packages[""]?.dependencies, own.dependencies);
    for (const name of Object.keys(own.dependencies)) {
      assert.match(packages[`node_modules/${name}`]?.version ?? "", /^\d+\.\d+\.\d+/, name);
    }
  });

  it("tests with exact versions, and has itself at hand for the examples", () => {
    const ranges = Object.entries(own.devDependencies).filter(([, range]) => !/^\d/.test(range));
    assert.deepEqual(ranges, [["slipway", "file:."]]);
  });
});

describe("components/package.json", () => {
  // What compiles the code in a clone, and what Pulumi's analyzer reads it with.
  const { typescript, "@types/node": types, ...dependencies } = components.dependencies;

  it("depends on exactly what the code of the components imports", () => {
    assert.deepEqual(Object.keys(dependencies).sort(), importedPackages());
  });

  it("has the ranges of the library, but for the newer Pulumi that reads the package", () => {
    const { "@pulumi/pulumi": pulumi, ...others } = dependencies;
    const ranges = { ...own.dependencies, ...own.peerDependencies };
    const expected = Object.keys(others).map((name) => [name, ranges[name]] as const);
    assert.deepEqual(others, Object.fromEntries(expected));
    assert.equal(pulumi, "^3.221.0");
  });

  it("compiles with what this package is compiled with", () => {
    assert.equal(typescript, own.devDependencies["typescript"]);
    assert.equal(types, own.devDependencies["@types/node"]);
    assert.equal(components.version, own.version);
  });
});
