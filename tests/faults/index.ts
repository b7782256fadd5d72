/** Injects faults into runs of fleets, and tells what came of them: `npm run faults -- --seed N`. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../generator/project/packageRoot.js";
import {
  type EngineCases,
  failingCallsCases,
  KILLS,
  killCases,
  SINGLE_KINDS,
  singleStackCases,
} from "./engine/engineCases.js";
import type { FaultLevel, FaultOutcome } from "./faultOutcome.js";
import { faultTable, problemLine } from "./faultTable.js";
import { type FaultOptions, readFaultOptions } from "./readFaultOptions.js";
import { runSimulatedCase } from "./simulated/simulatedCase.js";
import { simulatedCases } from "./simulated/simulatedCases.js";

const MILLISECONDS_PER_MINUTE = 60_000;

/** Runs of a fleet on the real engine whose calls fail. */
const MOST_FLEETS = 40;

const FAILING_CALLS = "calls fail";

const ENGINE_KINDS: readonly string[] = [...KILLS, ...SINGLE_KINDS, FAILING_CALLS];

type Case = () => Promise<FaultOutcome>;

/** Runs cases, some at the same time, and gives what came of them. */
async function runCases(
  cases: readonly Case[],
  jobs: number,
  { minutes, log }: FaultOptions,
): Promise<FaultOutcome[]> {
  const outcomes: FaultOutcome[] = [];
  const queue = [...cases];
  const end = Date.now() + minutes * MILLISECONDS_PER_MINUTE;
  const worker = async (): Promise<void> => {
    while (Date.now() < end) {
      const next = queue.shift();
      if (next === undefined) return;
      const outcome = await next();
      outcomes.push(outcome);
      if (log !== undefined) appendFileSync(log, `${JSON.stringify(outcome)}\n`);
      const problem = problemLine(outcome);
      if (problem !== undefined) console.error(problem);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  console.error(`${outcomes.length} of ${cases.length} cases`);
  return outcomes;
}

/** What earlier runs have put into the log. */
function logged({ log }: FaultOptions): FaultOutcome[] {
  if (log === undefined || !existsSync(log)) return [];
  return readFileSync(log, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as FaultOutcome);
}

/** The page of the documentation that has the table. */
const PAGE = join(packageRoot(), "docs", "fleetFaults.md");

/** Writes the table of a level; that of another one, which may be of another run, stays. */
function writePage(level: FaultLevel, table: string): void {
  const page = readFileSync(PAGE, "utf8");
  const [from, to] = [`<!-- faults: ${level} -->\n`, `<!-- /faults: ${level} -->`];
  const [begin, end] = [page.indexOf(from) + from.length, page.indexOf(to)];
  writeFileSync(PAGE, `${page.slice(0, begin)}\n${table}\n\n${page.slice(end)}`);
}

/** The cases of a bench share its emulator, and run one after the other; the benches go on at the same time. */
async function runOnEngine(options: FaultOptions): Promise<FaultOutcome[]> {
  const { seed, share, kinds } = options;
  const fleets = Math.max(1, Math.round(MOST_FLEETS * share));
  const isWanted = (some: readonly string[]): boolean =>
    kinds.length === 0 || some.some((kind) => kinds.includes(kind));
  const outcomes = await Promise.all([
    ...(isWanted(KILLS) ? [runOnBench(killCases(seed), share, options)] : []),
    ...(isWanted(SINGLE_KINDS) ? [runOnBench(singleStackCases(seed), share, options)] : []),
    ...(isWanted([FAILING_CALLS]) ? [runOnBench(failingCallsCases(seed, fleets), 1, options)] : []),
  ]);
  return outcomes.flat();
}

async function runOnBench(
  bench: Promise<EngineCases>,
  share: number,
  options: FaultOptions,
): Promise<FaultOutcome[]> {
  const { cases, stop } = await bench;
  try {
    const { kinds } = options;
    const wanted = cases.filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
    const some = wanted.slice(0, Math.ceil(wanted.length * share));
    return await runCases(
      some.map(({ run }) => run),
      1,
      options,
    );
  } finally {
    await stop();
  }
}

async function main(): Promise<void> {
  const options = readFaultOptions(process.argv.slice(2), availableParallelism(), ENGINE_KINDS);
  const outcomes = logged(options);
  const isRun = (level: FaultLevel): boolean =>
    options.minutes > 0 && options.levels.includes(level);
  if (isRun("simulated")) {
    const cases = await simulatedCases(options.seed, options.share);
    const runs = cases.map((one) => (): Promise<FaultOutcome> => runSimulatedCase(one));
    outcomes.push(...(await runCases(runs, options.jobs, options)));
  }
  if (isRun("engine")) outcomes.push(...(await runOnEngine(options)));
  for (const level of options.levels) {
    const table = faultTable(level, outcomes);
    console.log(`${level}\n${table}`);
    if (options.docs) writePage(level, table);
  }
  if (outcomes.some((one) => problemLine(one) !== undefined)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
