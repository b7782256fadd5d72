import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { secondsOf } from "../policies/differential/checkov.js";
import type { StrykerReport } from "./mutantCounts.js";

/** Stryker's own folder: its runner takes no Mocha 12 but on Node 22, and nobody who only tests needs its packages. */
const STRYKER = join(packageRoot(), "tests/mutation/stryker");

/** What a run leaves: results that the next one takes over where neither code nor tests have changed. */
const CACHE = join(packageRoot(), "node_modules/.cache/mutation");

/**
 * Files that the tests read, and no others: all that is copied for each run. Of TypeScript what is mutated, which
 * the run compiles itself.
 */
const COPIED = [
  "*",
  "!package.json",
  "!policies/**",
  "!components/**",
  "!cost/**",
  "!dist/**",
  "dist/**/*.{map,d.ts}",
  "!tests",
  "!tests/**/*.json",
  "tests/{mutation,engine,generator,package,templates}/**",
];

/** What a run says, and the CPU seconds that it took. */
export interface StrykerRun {
  report: StrykerReport;
  seconds: number;
}

/** Keeps what the children of the program took, for no clock tells it where others work beside. */
const MEASURED = '"$@"; status=$?; times >"$0"; exit $status';

/**
 * Runs Stryker, and gives its report, and the CPU seconds that it took.
 *
 * @param mutate Files, or lines of files, as `path:12-14`.
 * @param tests Patterns of the tests that may kill a mutant.
 * @param name What the results are kept under.
 * @throws {Error} where it cannot be installed, or its first run, of no mutant, fails.
 */
export function runStryker(
  mutate: readonly string[],
  tests: readonly string[],
  name: string,
): StrykerRun {
  installStryker();
  mkdirSync(CACHE, { recursive: true });
  const report = join(CACHE, `${name}.json`);
  const configuration = join(CACHE, `${name}.config.json`);
  writeFileSync(configuration, JSON.stringify(optionsOf(mutate, tests, report, name)));
  const program = join(STRYKER, "node_modules/@stryker-mutator/core/bin/stryker.js");
  const times = join(CACHE, `${name}.times`);
  const command = [process.execPath, program, "run", configuration];
  const { status } = spawnSync("sh", ["-c", MEASURED, times, ...command], {
    cwd: packageRoot(),
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) throw new Error("Stryker did not come to its end: what it says is above");
  const seconds = secondsOf(readFileSync(times, "utf8").trim().split("\n").at(-1) ?? "");
  return { report: JSON.parse(readFileSync(report, "utf8")) as StrykerReport, seconds };
}

/** Has the next runs try every mutant, so that what they say, and how long they took, is of all. */
export function forgetResults(): void {
  rmSync(CACHE, { recursive: true, force: true });
}

function installStryker(): void {
  if (existsSync(join(STRYKER, "node_modules/.package-lock.json"))) return;
  process.stderr.write("installing Stryker (once)\n");
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: STRYKER, stdio: "inherit" });
}

function optionsOf(
  mutate: readonly string[],
  tests: readonly string[],
  report: string,
  name: string,
): object {
  return {
    mutate,
    testRunner: "mocha",
    plugins: ["@stryker-mutator/mocha-runner"],
    mochaOptions: {
      spec: tests,
      "no-config": true,
      "no-package": true,
      // Code with all its mutants in it is slow, so that a test of time says nothing of them.
      grep: "^(?!.*takes time that grows)",
    },
    coverageAnalysis: "perTest",
    // What runs while modules are loaded is metadata: titles, links, sources. Snapshots and generated pages hold it, and
    // each such mutant would load all modules anew.
    ignoreStatic: true,
    concurrency: 2,
    // An endless loop is mostly told by how often a mutant is met; a busy machine is no endless loop.
    timeoutMS: 60_000,
    disableTypeChecks: false,
    buildCommand: "node dist/tests/mutation/compileMutants.js",
    ignorePatterns: COPIED,
    incremental: true,
    incrementalFile: join(CACHE, `${name}.incremental.json`),
    tempDirName: join(CACHE, "sandbox"),
    reporters: ["json", "progress-append-only"],
    jsonReporter: { fileName: report },
    allowConsoleColors: false,
    logLevel: "warn",
  };
}
