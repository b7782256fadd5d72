/**
 * Renews every `*.lock.json` of the templates, the packages of a generated repository: run it after a change of a version in
 * the template's `package.json` or in this package's own dependencies. It asks the npm registry.
 *
 *   npm run build && node dist/scripts/renewTemplateLock.js [template …]
 *
 * With names of templates, only those that they have beside the shared one.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import type { Answers } from "../generator/scaffold/answers.js";
import { collectAnswers } from "../generator/scaffold/collectAnswers.js";
import {
  loadTemplate,
  type Template,
  templateNames,
  type TemplatePart,
} from "../generator/scaffold/loadTemplate.js";
import type { PackageLock, PackageManifest } from "../generator/scaffold/packageLock.js";
import { plan } from "../generator/scaffold/plan.js";

const OWN = "node_modules/slipway";
const TEMPLATES = join(packageRoot(), "templates");

async function renew(template: Template, part: TemplatePart, lockFile: string): Promise<void> {
  const temporary = mkdtempSync(join(tmpdir(), "slipway-lock-"));
  try {
    writeProject(temporary, template, await answersOf(template, part));
    execFileSync("npm", ["install", "--package-lock-only", "--ignore-scripts"], {
      cwd: temporary,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const lock = JSON.parse(
      readFileSync(join(temporary, "package-lock.json"), "utf8"),
    ) as PackageLock;
    const packages = Object.entries(lock.packages).filter(([path]) => path !== "" && path !== OWN);
    const kept: PackageLock = {
      lockfileVersion: lock.lockfileVersion,
      packages: Object.fromEntries(packages.map(([path, entry]) => [path, withoutPlace(entry)])),
    };
    writeFileSync(lockFile, `${JSON.stringify(kept, null, 2)}\n`);
    console.log(`${relative(packageRoot(), lockFile)}: ${packages.length} packages`);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** A generated repository as far as npm is concerned, with a package of our name and needs in place of ours. */
function writeProject(temporary: string, template: Template, answers: Answers): void {
  const stub = join(temporary, "slipway");
  mkdirSync(stub);
  const own = JSON.parse(
    readFileSync(join(packageRoot(), "package.json"), "utf8"),
  ) as PackageManifest;
  const { name, version, peerDependencies, peerDependenciesMeta } = own;
  const dependencies = lockedDependencies(own);
  const needs = { name, version, dependencies, peerDependencies, peerDependenciesMeta };
  writeFileSync(join(stub, "package.json"), JSON.stringify(needs));
  const source = { spec: "file:slipway", kind: "given" } as const;
  const files = plan({ answers, template, own, source });
  for (const path of ["package.json", ".npmrc"]) {
    writeFileSync(join(temporary, path), files.get(path) ?? "");
  }
}

/** Answers for which a template has a part: the defaults, and what the part is for. */
function answersOf(template: Template, { when }: TemplatePart): Promise<Answers> {
  const chosen = Object.entries(when).map(([key, [value = ""]]) => [key, value] as const);
  const flags = { ...Object.fromEntries(chosen), template: template.name };
  return collectAnswers({ directory: "orders", flags, questions: template.questions });
}

/** This package's dependencies at the versions of its own lock, which are those that it is tested with. */
function lockedDependencies({ dependencies }: PackageManifest): Record<string, string> {
  const lock = JSON.parse(readFileSync(join(packageRoot(), "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const locked = Object.keys(dependencies as object).map((name) => {
    return [name, lock.packages[`node_modules/${name}`]?.version ?? ""] as const;
  });
  return Object.fromEntries(locked);
}

/** An entry without the registry that it came from: the lock works with any. */
function withoutPlace(entry: object): object {
  return Object.fromEntries(Object.entries(entry).filter(([field]) => field !== "resolved"));
}

async function main(): Promise<void> {
  const given = process.argv.slice(2);
  const done = new Set<string>();
  for (const name of given.length > 0 ? given : templateNames(TEMPLATES)) {
    const template = loadTemplate(TEMPLATES, name);
    for (const part of template.parts) {
      if (part.lockFile === undefined || done.has(part.lockFile)) continue;
      if (given.length > 0 && part.folder.startsWith("shared/")) continue;
      done.add(part.lockFile);
      await renew(template, part, part.lockFile);
    }
  }
}

void main();
