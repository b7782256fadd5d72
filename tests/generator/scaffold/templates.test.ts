import assert from "node:assert/strict";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import {
  loadTemplate,
  type Template,
  templateFiles,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { wrongTags } from "../../../generator/scaffold/templateTags.js";
import { plan } from "../../../generator/scaffold/plan.js";
import { ASKED, VALID_ANSWERS } from "./validAnswers.js";

const TEMPLATES = join(packageRoot(), "templates");

interface Manifest {
  name: string;
  version: string;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const own = JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as Manifest;

function rendered(template: Template): ReadonlyMap<string, string> {
  const answers = checkAnswers({ ...VALID_ANSWERS, template: template.name }, ASKED);
  return plan({ answers, template, own, source: { spec: "file:../slipway", kind: "checkout" } });
}

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

for (const name of templateNames(TEMPLATES)) {
  describe(`template ${name}`, () => {
    const folder = join(TEMPLATES, name);
    const template = loadTemplate(TEMPLATES, name);
    const stored = template.parts.flatMap(({ files: texts }) => [...texts]);
    const { lock } = templateFiles(template, VALID_ANSWERS);
    const files = rendered(template);
    const manifest = JSON.parse(files.get("package.json") ?? "") as Manifest;
    const dockerfile = files.get("Dockerfile") ?? "";
    const dependencies = Object.entries(manifest.devDependencies);
    const pinned = Object.fromEntries(
      dependencies.filter(([dependency]) => dependency !== "slipway"),
    );

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

    it("pins every package to the version that this package is tested with", () => {
      const tested = Object.keys(pinned).map((dependency) => [
        dependency,
        own.devDependencies[dependency],
      ]);
      assert.deepEqual(pinned, Object.fromEntries(tested));
    });

    it("compiles in the image with the TypeScript of the tests, on the Node.js of the workflows", () => {
      const typescript = /typescript@(\S+)/.exec(dockerfile)?.[1];
      assert.equal(typescript, manifest.devDependencies.typescript);
      const images = dockerfile.match(/(?<=^FROM )\S+/gm) ?? [];
      assert.equal(images.length, 2);
      const version = (files.get(".node-version") ?? "").trim().replaceAll(".", "[.]");
      const pinned = new RegExp(`^node:${version}-bookworm-slim@sha256:[0-9a-f]{64}$`);
      for (const image of images) assert.match(image, pinned);
    });

    it("has a lock of the versions that this package is tested with", () => {
      const packages = lock.packages as Record<string, { version?: string }>;
      const ownLock = JSON.parse(
        readFileSync(join(packageRoot(), "package-lock.json"), "utf8"),
      ) as { packages: Record<string, { version?: string }> };
      const tested = Object.keys(own.dependencies).map((dependency) => {
        return [dependency, ownLock.packages[`node_modules/${dependency}`]?.version] as const;
      });
      const asked = { ...Object.fromEntries(tested), ...pinned };
      const locked = Object.keys(asked).map((dependency) => {
        return [dependency, packages[`node_modules/${dependency}`]?.version] as const;
      });
      assert.deepEqual(Object.fromEntries(locked), asked);
    });

    it("has a lock with the hash of every package, and of no registry", () => {
      const entries = Object.entries(lock.packages as Record<string, Record<string, unknown>>);
      assert.ok(entries.length > 100);
      assert.deepEqual(
        entries.filter(([, entry]) => typeof entry.integrity !== "string"),
        [],
      );
      assert.deepEqual(
        entries.filter(([, entry]) => "resolved" in entry),
        [],
      );
    });
  });
}
