import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** What is mutated: the rules of the policies, and the checks that they share with the components. */
export interface Room {
  title: string;
  /** Paths of its TypeScript files. */
  files: readonly string[];
  /** Tests that may kill its mutants. */
  tests: readonly string[];
}

/** Tests of decisions alone, which run in one process. The rules' own come first, as most mutants die of them. */
const RULE_TESTS = [
  "dist/tests/policies/rules/*.test.js",
  "dist/tests/policies/review/remediation*.test.js",
  "dist/tests/policies/configuration/configuration.test.js",
];
const CHECK_TESTS = [
  "dist/tests/components/**/rules/**/*.test.js",
  "dist/tests/components/*/decide*.test.js",
  "dist/tests/policies/rules/*.test.js",
];

/** The rooms, their files in order. */
export function rooms(): Room[] {
  return [
    { title: "Rules", files: ruleFiles(), tests: RULE_TESTS },
    { title: "Shared checks", files: sharedChecks(), tests: CHECK_TESTS },
  ];
}

function ruleFiles(): string[] {
  return filesBelow("policies/rules").filter((path) => path !== "policies/rules/index.ts");
}

/** The pure decisions of the components that policies ask, themselves or through others: what was compiled says which. */
function sharedChecks(): string[] {
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    for (const imported of importsOf(path)) visit(imported);
  };
  for (const path of filesBelow("policies")) visit(path);
  return [...seen].filter((path) => /^components\/(.+\/)?rules\//.test(path)).sort();
}

function filesBelow(folder: string): string[] {
  return readdirSync(join(packageRoot(), folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && existsSync(compiled(join(folder, path))))
    .map((path) => join(folder, path))
    .sort();
}

/** Imports that are left when the types are gone. */
function importsOf(path: string): string[] {
  const text = readFileSync(compiled(path), "utf8");
  return [...text.matchAll(/require\("(\.[^"]+)\.js"\)/g)]
    .map(([, imported = ""]) => join(dirname(path), `${imported}.ts`))
    .filter((imported) => existsSync(compiled(imported)));
}

function compiled(path: string): string {
  return join(packageRoot(), "dist", path.replace(/\.ts$/, ".js"));
}
