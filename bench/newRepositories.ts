import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import {
  filesOf,
  type Generating,
  installNewPeers,
  writeCookiecutterTemplate,
} from "./newPeers.js";
import { median, RUNS } from "./wholeProcesses.js";

/** How much more CPU time `slipway new` may take than Node alone. */
const MOST = 4;

const NODE: Generating = { title: "node -e ''", command: process.execPath, parameters: ["-e", ""] };

function slipway(title: string, ...flags: string[]): Generating {
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  return {
    title,
    command: process.execPath,
    parameters: [cli, "new", "orders", "--yes", ...flags],
  };
}

const NEW = slipway("slipway new");

/**
 * Measures what a repository takes to generate, in CPU time of all processes of it, beside Node alone and other generators.
 * Fails where it is too much.
 *
 * @param scratch Folder to generate in.
 */
export function benchNew(scratch: string): void {
  const first = generate(NEW, join(scratch, "first"));
  if (first.files === 0) throw new Error("slipway new has written nothing");
  const template = join(scratch, "template");
  writeCookiecutterTemplate(join(scratch, "first", "0", "orders"), template);
  const { peers, missing } = installNewPeers(template);
  const contestants = [NODE, slipway("slipway new --dry-run", "--dry-run"), NEW, ...peers];
  const rows = measureInTurn(contestants, scratch);
  const node = secondsOf(NODE, rows);
  const ours = secondsOf(NEW, rows);
  console.log(`\nMedians of ${RUNS} measurements in CPU time, on Node ${process.version}`);
  for (const { title, files, seconds } of rows) {
    const ratios = `${(seconds / node).toFixed(1)}× node  ${(seconds / ours).toFixed(2)}× slipway new`;
    const counted = files === 0 ? "" : `${files} files`;
    console.log(`${title.padEnd(32)} ${seconds.toFixed(3)} s  ${ratios}  ${counted}`);
  }
  for (const { title, reason } of missing) console.log(`${title.padEnd(32)} not run: ${reason}`);
  if (ours <= MOST * node) return;
  console.error(`slipway new: more than ${MOST}× node -e ''`);
  process.exitCode = 1;
}

interface Generated {
  /** CPU time of the command and of what it has started. */
  seconds: number;
  files: number;
}

type Row = Generated & { title: string };

function secondsOf({ title }: Generating, rows: readonly Row[]): number {
  return rows.find((row) => row.title === title)?.seconds ?? NaN;
}

/** All in turn, run by run, so that a busy moment of the machine meets them alike. */
function measureInTurn(contestants: readonly Generating[], scratch: string): Row[] {
  const all = new Map(contestants.map((contestant) => [contestant, [] as Generated[]]));
  // The first round fills the file cache and does not count.
  for (let round = 0; round <= RUNS; round++) {
    for (const [contestant, runs] of all) {
      const generated = generate(contestant, join(scratch, "run"));
      if (round > 0) runs.push(generated);
    }
  }
  return [...all].map(([{ title }, runs]) => ({
    title,
    seconds: median(runs.map(({ seconds }) => seconds)),
    files: runs[0]?.files ?? 0,
  }));
}

/** How often a command runs to be measured once: the shell counts in hundredths of a second. */
const TIMES = 5;

/** Runs a generator in empty folders, called orders for one that generates into the current one. */
function generate({ title, command, parameters }: Generating, folder: string): Generated {
  rmSync(folder, { recursive: true, force: true });
  const folders = Array.from({ length: TIMES }, (_, i) => join(folder, String(i)));
  const own = title === "cdk init" ? "orders" : ".";
  for (const each of folders) mkdirSync(join(each, own), { recursive: true });
  // What the shell's children took, in the second line of `times`; what they print goes to stderr.
  const script = `for i in ${folders.join(" ")}; do (cd "$i/${own}" && "$@" >&2) || exit; done; times`;
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", command, ...parameters], {
    encoding: "utf8",
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: "true" },
  });
  if (status !== 0) throw new Error(`${title} ended with exit code ${String(status)}: ${stderr}`);
  const [, children = ""] = stdout.trim().split("\n");
  const times = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  );
  const [user = NaN, system = NaN] = times;
  return { seconds: (user + system) / TIMES, files: filesOf(folder).length / TIMES };
}
