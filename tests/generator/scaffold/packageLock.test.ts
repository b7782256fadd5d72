import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import {
  hasApplication,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { packageLock, type PackageLock } from "../../../generator/scaffold/packageLock.js";
import type { PackageSource } from "../../../generator/scaffold/packageSource.js";

const TEMPLATE: PackageLock = {
  lockfileVersion: 3,
  packages: { "node_modules/ajv": { version: "8.0.0" }, "node_modules/yaml": { version: "2.0.0" } },
};
const OWN = {
  name: "slipway",
  version: "1.2.3",
  license: "Apache-2.0",
  dependencies: { ajv: "8.0.0" },
  devDependencies: { mocha: "1.0.0" },
  peerDependencies: { "@pulumi/pulumi": "^3.0.0" },
  bin: { slipway: "dist/generator/cli.js" },
};
const REPOSITORY = {
  name: "orders",
  version: "0.0.0",
  engines: { node: ">=20.19" },
  devDependencies: { slipway: "file:../slipway.tgz" },
  scripts: {},
};

describe("packageLock", () => {
  it("adds the repository and this package to the template's packages", () => {
    const source = { spec: "file:../slipway.tgz", kind: "tarball", integrity: "sha512-x" } as const;
    assert.deepEqual(JSON.parse(packageLock(TEMPLATE, REPOSITORY, OWN, source)), {
      name: "orders",
      version: "0.0.0",
      lockfileVersion: 3,
      requires: true,
      packages: {
        "": {
          name: "orders",
          version: "0.0.0",
          devDependencies: { slipway: "file:../slipway.tgz" },
          engines: { node: ">=20.19" },
        },
        "node_modules/ajv": { version: "8.0.0" },
        "node_modules/slipway": {
          version: "1.2.3",
          resolved: "file:../slipway.tgz",
          integrity: "sha512-x",
          dev: true,
          license: "Apache-2.0",
          dependencies: { ajv: "8.0.0" },
          bin: { slipway: "dist/generator/cli.js" },
          peerDependencies: { "@pulumi/pulumi": "^3.0.0" },
        },
        "node_modules/yaml": { version: "2.0.0" },
      },
    });
  });

  const entryOf = (source: PackageSource) => {
    const lock = JSON.parse(packageLock(TEMPLATE, REPOSITORY, OWN, source)) as PackageLock;
    return lock.packages["node_modules/slipway"] as Partial<Entry> | undefined;
  };

  it("has the hash of a package from a registry, and not its place", () => {
    const entry = entryOf({ spec: "1.2.3", kind: "registry", integrity: "sha512-x" });
    assert.deepEqual([entry?.integrity, entry?.resolved], ["sha512-x", undefined]);
  });

  for (const [what, source] of [
    ["a registry, where npm has noted none", { spec: "1.2.3", kind: "registry" }],
    ["--package with a version", { spec: "1.2.3", kind: "given" }],
    ["--package with a range", { spec: "^1.2.3", kind: "given" }],
  ] as const) {
    it(`leaves a package without a hash to npm install: of ${what}`, () => {
      assert.equal(entryOf(source), undefined);
    });
  }

  it("needs no hash of a folder", () => {
    assert.equal(entryOf({ spec: "file:../slipway", kind: "given" })?.resolved, "file:../slipway");
  });
});

interface Entry {
  version: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  dependencies?: Record<string, string>;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** What packages have for dependencies, and those for theirs. */
function neededBy(
  names: readonly string[],
  packages: Readonly<Record<string, Entry>>,
): ReadonlySet<string> {
  const needed = new Set(names);
  for (const name of needed) {
    for (const each of Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {})) {
      needed.add(each);
    }
  }
  return needed;
}

describe("the templates' lock files", () => {
  const root = packageRoot();
  const own = readJson(join(root, "package.json")) as Record<string, Record<string, string>>;
  const tested = readJson(join(root, "package-lock.json")) as { packages: Record<string, Entry> };
  const templates = join(root, "templates");
  for (const template of templateNames(templates)) {
    const { parts, questions } = loadTemplate(templates, template);
    const manifests = parts.map(({ files }) => files.get("package.json.hbs") ?? "");
    const lock = parts.findLast((part) => part.lock !== undefined)?.lock as {
      packages: Record<string, Entry>;
    };
    const manifest = manifests.join("");
    const versions = [...manifest.matchAll(/"([^"]+)": "(\d+\.\d+\.\d+)"/g)].flatMap(
      ([, name = "", version = ""]) => (name === "version" ? [] : [[name, version] as const]),
    );

    it(`${template}: has each package of the repository in the version of the repository`, () => {
      assert.ok(versions.length >= 7);
      for (const [name, version] of versions) {
        assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
      }
    });

    it(`${template}: the repository has the versions that this package is tested with`, () => {
      for (const [name, version] of versions)
        assert.equal(own.devDependencies?.[name], version, name);
    });

    it(`${template}: has what this package depends on (run dist/scripts/renewTemplateLock.js if not)`, () => {
      const needed = Object.keys(own.dependencies ?? {});
      assert.ok(needed.length > 0);
      for (const name of needed) {
        const path = `node_modules/${name}`;
        assert.equal(lock.packages[path]?.version, tested.packages[path]?.version, name);
      }
    });

    it(`${template}: has a hash of every package, names no registry, and leaves out of the image what only deploys it`, () => {
      const inImage = parts.flatMap(({ dependencies }) => Object.keys(dependencies));
      for (const [path, entry] of Object.entries(lock.packages)) {
        assert.match(entry.integrity ?? "", /^sha512-/, path);
        assert.equal(entry.resolved, undefined, path);
        // npm would take it out again.
        assert.ok(!("extraneous" in entry), path);
        if (inImage.length === 0) assert.equal(entry.dev, true, path);
      }
      for (const name of inImage)
        assert.equal(lock.packages[`node_modules/${name}`]?.dev, undefined);
      // A platform has no image.
      const kept = neededBy(inImage, lock.packages);
      for (const [name] of hasApplication({ questions }) ? versions : []) {
        if (kept.has(name)) continue;
        assert.equal(lock.packages[`node_modules/${name}`]?.dev, true, name);
      }
    });
  }
});
