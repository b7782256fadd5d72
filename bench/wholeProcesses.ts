import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";

/** A command that is measured as a whole process, from its start to its end. */
export interface Contestant {
  title: string;
  directory: string;
  parameters: string[];
}

/** What a command took, the median of all runs. */
export interface Medians {
  title: string;
  seconds: number;
  mebibytes: number;
}

type Measured = Omit<Medians, "title">;

/** How often each contestant is measured. */
export const RUNS = 5;

/** Measures all contestants in turn, run by run, so that a busy moment of the machine meets them alike. */
export function measureAll(contestants: Contestant[], folder: string): Medians[] {
  const all = new Map(contestants.map(({ title }) => [title, [] as Measured[]]));
  // The first round fills the file cache and does not count.
  for (let round = 0; round <= RUNS; round++) {
    for (const contestant of contestants) {
      const measured = measure(contestant, join(folder, "memory"));
      if (round > 0) all.get(contestant.title)?.push(measured);
    }
    process.stderr.write(round === 0 ? "warm-up done\n" : `run ${round} of ${RUNS} done\n`);
  }
  return [...all].map(([title, runs]) => ({
    title,
    seconds: median(runs.map((run) => run.seconds)),
    mebibytes: median(runs.map((run) => run.mebibytes)),
  }));
}

function measure({ title, directory, parameters }: Contestant, memoryFile: string): Measured {
  writeFileSync(memoryFile, "");
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, parameters, {
    cwd: directory,
    encoding: "utf8",
    env: {
      ...process.env,
      NODE_OPTIONS: `--require ${join(packageRoot(), "bench", "measure.cjs")}`,
      SLIPWAY_BENCH_MEMORY: memoryFile,
    },
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(`${title} ended with exit code ${String(status)}: ${stderr}`);
  // Every process of the command counts: the preview has two.
  const kibibytes = readFileSync(memoryFile, "utf8").trim().split("\n").map(Number);
  return { seconds, mebibytes: kibibytes.reduce((sum, value) => sum + value, 0) / 1024 };
}

/** The middle one of an odd number of values. */
export function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
