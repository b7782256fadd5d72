/**
 * Renews `templates/<name>/lock.json` of every template, the packages of a generated repository: run it after a change of a version in
 * the template's `package.json` or in this package's own dependencies. It asks the npm registry.
 *
 *   npm run build && node dist/scripts/renewTemplateLock.js
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import type { Answers } from "../generator/scaffold/answers.js";
import { collectAnswers } from "../generator/scaffold/collectAnswers.js";
import { templateNames } from "../generator/scaffold/loadTemplate.js";
import type { PackageLock, PackageManifest } from "../generator/scaffold/packageLock.js";
import { renderTemplate, templateContext } from "../generator/scaffold/renderTemplate.js";
import { templateData } from "../generator/scaffold/templateData.js";
import { templateQuestions } from "../generator/scaffold/templateQuestions.js";

const OWN = "node_modules/slipway";
const TEMPLATES = join(packageRoot(), "templates");

async function renew(template: string): Promise<void> {
  const folder = join(TEMPLATES, template);
  const temporary = mkdtempSync(join(tmpdir(), "slipway-lock-"));
  try {
    writeProject(temporary, folder, await defaultAnswers(template));
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
    writeFileSync(join(folder, "lock.json"), `${JSON.stringify(kept, null, 2)}\n`);
    console.log(`templates/${template}/lock.json: ${packages.length} packages`);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** A generated repository as far as npm is concerned, with a package of our name and needs in place of ours. */
function writeProject(temporary: string, folder: string, answers: Answers): void {
  const stub = join(temporary, "slipway");
  mkdirSync(stub);
  const own = JSON.parse(
    readFileSync(join(packageRoot(), "package.json"), "utf8"),
  ) as PackageManifest;
  const { name, version, peerDependencies, peerDependenciesMeta } = own;
  const dependencies = lockedDependencies(own);
  const needs = { name, version, dependencies, peerDependencies, peerDependenciesMeta };
  writeFileSync(join(stub, "package.json"), JSON.stringify(needs));
  const context = templateContext(templateData(answers, "file:slipway"));
  const manifest = readFileSync(join(folder, "files/package.json.hbs"), "utf8");
  writeFileSync(join(temporary, "package.json"), renderTemplate(manifest, context));
  writeFileSync(join(temporary, ".npmrc"), readFileSync(join(folder, "files/_npmrc"), "utf8"));
}

function defaultAnswers(template: string): Promise<Answers> {
  const questions = templateQuestions(join(TEMPLATES, template));
  return collectAnswers({ directory: "orders", flags: { template }, questions });
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
  for (const template of templateNames(TEMPLATES)) await renew(template);
}

void main();
