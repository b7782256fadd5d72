import assert from "node:assert/strict";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import {
  hasApplication,
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import type { PackageLock } from "../../../generator/scaffold/packageLock.js";
import { wrongTags } from "../../../generator/scaffold/templateTags.js";
import { plannedTemplate, TEMPLATES } from "./plannedTemplate.js";

interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const own = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as Manifest;

describe("wrongTags", () => {
  for (const tag of [
    "{{name}}",
    "{{{ts name}}}",
    "{{json name}}",
    "{{> part}}",
    "{{lookup a b}}",
    "{{& name}}",
    "{{#with a}}",
  ]) {
    it(`finds ${tag}`, () => {
      assert.equal(wrongTags("a.ts.hbs", `const a = ${tag};`).length, 1);
    });
  }

  it("passes helpers, blocks and GitHub's expressions", () => {
    assert.deepEqual(wrongTags("a.yml.hbs", "{{#if a}}{{yaml a}}{{else}}$\\{{ b }}{{/if}}"), []);
  });
});

/** The packages of a lock by path. */
function packagesOf(lock: PackageLock): Record<string, Record<string, unknown>> {
  return lock.packages as Record<string, Record<string, unknown>>;
}

for (const name of templateNames(TEMPLATES)) {
  describe(`template ${name}`, () => {
    const folder = join(TEMPLATES, name);
    const template = loadTemplate(TEMPLATES, name);
    const stored = template.parts.flatMap(({ files: texts }) => [...texts]);
    const files = plannedTemplate(name);
    const manifest = JSON.parse(files.get("package.json") ?? "") as Manifest;
    const dockerfile = files.get("Dockerfile");
    const dependencies = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
    });
    const pinned = Object.fromEntries(
      dependencies.filter(([dependency]) => dependency !== "slipway"),
    );
    const ownLock = JSON.parse(readFileSync(join(packageRoot(), "package-lock.json"), "utf8")) as {
      packages: Record<string, { version?: string }>;
    };

    /** The version that this package is tested with; clients of AWS are released together. */
    const tested = (dependency: string): string | undefined => {
      if (dependency in own.devDependencies) return own.devDependencies[dependency];
      const versionOf = (each: string) => ownLock.packages[`node_modules/${each}`]?.version;
      const client = dependency.startsWith("@aws-sdk/")
        ? versionOf("@aws-sdk/client-ecs")
        : undefined;
      return versionOf(dependency) ?? client;
    };

    it("writes every value by the helper of its language", () => {
      const wrong = stored.filter(([path]) => path.endsWith(".hbs"));
      assert.deepEqual(
        wrong.flatMap(([path, text]) => wrongTags(path, text).map((tag) => [path, tag])),
        [],
      );
    });

    it("has no tags in files that are not rendered", () => {
      const plain = stored.filter(([path]) => !path.endsWith(".hbs"));
      assert.deepEqual(
        plain.filter(([, text]) => text.includes("{{")),
        [],
      );
    });

    it("stores no dotfiles, which npm would leave out, and no links", () => {
      const paths = readdirSync(folder, { recursive: true }) as string[];
      assert.deepEqual(
        paths.filter((path) => basename(path).startsWith(".")),
        [],
      );
      assert.deepEqual(
        paths.filter((path) => lstatSync(join(folder, path)).isSymbolicLink()),
        [],
      );
    });

    it("logs a line by one write, so that no other thread's comes between", () => {
      const programs = stored.filter(([path]) => /__main__\.py(?:\.hbs)?$/.test(path));
      assert.equal(programs.length > 0, languagesOf(template).includes("python"));
      assert.deepEqual(
        programs.filter(([, text]) => /\bprint\(/.test(text)),
        [],
      );
    });

    it("pins every package to the version that this package is tested with", () => {
      const wanted = Object.keys(pinned).map((dependency) => [dependency, tested(dependency)]);
      assert.deepEqual(pinned, Object.fromEntries(wanted));
    });

    it("compiles in the image with the TypeScript of the tests, on the Node.js of the workflows", () => {
      if (!languagesOf(template).includes("typescript")) {
        assert.equal(dockerfile === undefined, !hasApplication(template));
        return;
      }
      assert.ok(dockerfile !== undefined);
      const typescript = /typescript@(\S+)/.exec(dockerfile)?.[1];
      assert.equal(typescript, manifest.devDependencies.typescript);
      const images = dockerfile.match(/(?<=^FROM )\S+/gm) ?? [];
      assert.equal(images.length, 2);
      const version = (files.get(".node-version") ?? "").trim().replaceAll(".", "[.]");
      const expected = new RegExp(`^node:${version}-bookworm-slim@sha256:[0-9a-f]{64}$`);
      for (const image of images) assert.match(image, expected);
    });

    it("has a lock of the versions that this package is tested with", () => {
      const { packages } = JSON.parse(files.get("package-lock.json") ?? "") as PackageLock;
      const needed = [...Object.keys(own.dependencies), ...Object.keys(pinned)];
      const locked = needed.map((dependency) => {
        const entry = (packages as Record<string, { version?: string }>)[
          `node_modules/${dependency}`
        ];
        return [dependency, entry?.version] as const;
      });
      assert.deepEqual(
        Object.fromEntries(locked),
        Object.fromEntries(needed.map((dependency) => [dependency, tested(dependency)])),
      );
    });

    it("has locks with the hash of every package, and of no registry", () => {
      const locks = template.parts.flatMap(({ lock }) => lock ?? []);
      assert.ok(locks.length > 0);
      for (const lock of locks) {
        const entries = Object.entries(packagesOf(lock));
        assert.ok(entries.length > 100);
        assert.deepEqual(
          entries.filter(([, entry]) => typeof entry.integrity !== "string"),
          [],
        );
        assert.deepEqual(
          entries.filter(([, entry]) => "resolved" in entry),
          [],
        );
      }
    });
  });
}
