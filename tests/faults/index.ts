/** Injects faults into runs of fleets, and tells what came of them: `npm run faults -- --seed N`. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../generator/project/packageRoot.js";
import { runOnEngine } from "./engine/runOnEngine.js";
import { FAILING_CALLS, KILLS, SINGLE_KINDS } from "./engine/engineCases.js";
import type { FaultLevel, FaultOutcome } from "./faultOutcome.js";
import { faultTable, problemLine } from "./faultTable.js";
import { type FaultOptions, readFaultOptions } from "./readFaultOptions.js";
import { runCases } from "./runCases.js";
import { runSimulatedCase } from "./simulated/simulatedCase.js";
import { simulatedCases } from "./simulated/simulatedCases.js";

const ENGINE_KINDS: readonly string[] = [...KILLS, ...SINGLE_KINDS, FAILING_CALLS];

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

async function main(): Promise<void> {
  const options = readFaultOptions(process.argv.slice(2), availableParallelism(), ENGINE_KINDS);
  const outcomes = logged(options);
  const isRun = (level: FaultLevel): boolean =>
    options.minutes > 0 && options.levels.includes(level);
  if (isRun("simulated")) {
    const cases = await simulatedCases(options.seed, options.share);
    const lanes = Array.from({ length: options.jobs }, () => ({ run: runSimulatedCase }));
    outcomes.push(...(await runCases(cases, lanes, options)));
  }
  if (isRun("engine")) outcomes.push(...(await runOnEngine(options, outcomes)));
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
