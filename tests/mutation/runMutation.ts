/** `npm run mutation [-- changed [base] | -- <path>…]`: whether the tests of rules and shared checks notice what is changed in them. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { changedLines } from "./changedLines.js";
import type { MutantCounts, SurvivingLine } from "./mutantCounts.js";
import { countsOf, scoreOf, survivingLines } from "./mutantCounts.js";
import type { Room } from "./rooms.js";
import { rooms } from "./rooms.js";
import { forgetResults, runStryker, type StrykerRun } from "./runStryker.js";
import type { MutationResult } from "./survivorLedger.js";
import { LEAST_SCORE, LEDGER, readLedger, RESULT, stale, unexplained } from "./survivorLedger.js";

/** Changed lines that are mutated with a change; a larger one is for a run over all. */
const MOST_LINES = 200;

/** Files of one run of Stryker, which keeps what it found for the next time when it is through. */
const MOST_FILES = 30;

function main(asked: readonly string[]): void {
  const all = rooms();
  const [command, base] = asked;
  if (command === undefined) runAll(all);
  else if (command === "changed") runChanged(all, base);
  else runFiles(all, asked);
}

function runAll(all: readonly Room[]): void {
  forgetResults();
  const result: MutationResult = { seconds: 0, stryker: strykerVersion(), rooms: [] };
  const lines: SurvivingLine[] = [];
  for (const { title, files, tests } of all) {
    const counts: Record<string, MutantCounts> = {};
    for (let i = 0; i < files.length; i += MOST_FILES) {
      const name = `${title.toLowerCase().replace(/\W/g, "-")}-${i}`;
      const { report, seconds } = runStryker(files.slice(i, i + MOST_FILES), tests, name);
      Object.assign(counts, countsOf(report));
      lines.push(...survivingLines(report));
      result.seconds += Math.round(seconds);
    }
    const score = scoreOf(Object.values(counts));
    console.log(`${title}: ${score.toFixed(1)} % of the mutants killed`);
    if (score < LEAST_SCORE) fail(`${title}: must be ${LEAST_SCORE} % at least`);
    result.rooms.push({ title, files: counts });
  }
  tellUnexplained(lines);
  for (const entry of stale(lines, readLedger())) fail(`stale in ${LEDGER}: ${entry}`);
  writeFileSync(join(packageRoot(), RESULT), `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(`wrote ${RESULT}: \`npm run docs\` writes the page`);
}

/** The lines that differ from the base, as far as they are in a room. */
function runChanged(all: readonly Room[], base: string | undefined): void {
  const changed = changedLines(base);
  if ("reason" in changed) {
    console.log(`nothing mutated: ${changed.reason}`);
    return;
  }
  const files = all.flatMap(({ files: own }) => own);
  const ranges = changed.ranges.filter((range) => files.includes(range.replace(/:[^:]*$/, "")));
  if (ranges.length === 0) {
    console.log(`nothing mutated: no rule and no shared check differs from ${changed.base}`);
    return;
  }
  const taken = firstLines(ranges);
  if (taken.length < ranges.length) {
    console.log(
      `mutated are ${taken.length} of ${ranges.length} changed places, of ${MOST_LINES} lines at most: \`npm run mutation\` mutates all`,
    );
  }
  tellFew(runStryker(taken, testsOf(all, taken), "changed"));
}

/** As many places as are within {@link MOST_LINES}. */
function firstLines(ranges: readonly string[]): string[] {
  let lines = 0;
  return ranges.filter((range) => {
    const [, first, last] = /:(\d+)-(\d+)$/.exec(range) ?? [];
    lines += Number(last) - Number(first) + 1;
    return lines <= MOST_LINES;
  });
}

function runFiles(all: readonly Room[], paths: readonly string[]): void {
  const files = all.flatMap(({ files: own }) => own);
  const stranger = paths.find((path) => !files.includes(path));
  if (stranger !== undefined) {
    fail(
      `a path must be a rule's or a shared check's, got '${stranger}'; '${files[0] ?? ""}' works`,
    );
    return;
  }
  tellFew(runStryker(paths, testsOf(all, paths), "files"));
}

/** The tests of the rooms that files, or lines of files, are in. */
function testsOf(all: readonly Room[], places: readonly string[]): string[] {
  const paths = new Set(places.map((place) => place.replace(/:[^:]*$/, "")));
  const own = all.filter(({ files }) => files.some((path) => paths.has(path)));
  return [...new Set(own.flatMap(({ tests }) => tests))];
}

/** Few mutants are judged by their share alone: what one of them is worth, whoever reads the change says. */
function tellFew({ report, seconds }: StrykerRun): void {
  const counts = Object.values(countsOf(report));
  const tried = counts.reduce((sum, { killed, survived }) => sum + killed + survived, 0);
  console.log(
    `${scoreOf(counts).toFixed(1)} % of ${tried} mutants killed, in ${seconds.toFixed(0)} s CPU`,
  );
  const left = unexplained(survivingLines(report), readLedger());
  tellLines(left, (text) => {
    console.log(text);
  });
  const survivors = left.reduce((sum, line) => sum + line.survivors, 0);
  if (100 * survivors > (100 - LEAST_SCORE) * tried) {
    fail(`${survivors} of ${tried} survived without a reason: ${LEAST_SCORE} % must be killed`);
  }
}

function tellUnexplained(lines: readonly SurvivingLine[]): void {
  const left = unexplained(lines, readLedger());
  tellLines(left, fail);
}

function tellLines(lines: readonly SurvivingLine[], tell: (text: string) => void): void {
  for (const { path, number, line, survivors, mutants } of lines) {
    const shown = mutants.map((mutant) => `\n    ${mutant}`).join("");
    tell(`${path}:${number}: ${survivors} survived: ${line}${shown}`);
  }
  if (lines.length > 0) {
    tell(`a test that kills a mutant is best; else ${LEDGER} has the line, with a reason`);
  }
}

function strykerVersion(): string {
  const path = join(packageRoot(), "tests/mutation/stryker/package.json");
  const { dependencies } = JSON.parse(readFileSync(path, "utf8")) as {
    dependencies: Record<string, string>;
  };
  return dependencies["@stryker-mutator/core"] ?? "";
}

function fail(reason: string): void {
  console.error(reason);
  process.exitCode = 1;
}

main(process.argv.slice(2));
