import { execFileSync, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";

/** A command that is measured as a whole process, from its start to its end. */
interface Contestant {
  title: string;
  directory: string;
  parameters: string[];
}

interface Measured {
  seconds: number;
  mebibytes: number;
}

const RUNS = 5;

/** Measures all contestants in turn, run by run, so that a busy moment of the machine meets them alike. */
function measureAll(contestants: Contestant[], folder: string): Map<string, Measured[]> {
  const all = new Map(contestants.map(({ title }) => [title, [] as Measured[]]));
  // The first round fills the file cache and does not count.
  for (let round = 0; round <= RUNS; round++) {
    for (const contestant of contestants) {
      const measured = measure(contestant, join(folder, "memory"));
      if (round > 0) all.get(contestant.title)?.push(measured);
    }
    process.stderr.write(round === 0 ? "warm-up done\n" : `run ${round} of ${RUNS} done\n`);
  }
  return all;
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

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Installs the peers at the first run: they are no part of the package. */
function installPeers(folder: string): void {
  if (existsSync(join(folder, "node_modules"))) return;
  process.stderr.write("installing the peers (once)\n");
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
}

/** A service as a user has it: scaffolded, and installed with its own dependencies. */
function installService(folder: string): string {
  process.stderr.write("scaffolding and installing a service\n");
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  execFileSync(process.execPath, [cli, "new", "orders", "--yes"], { cwd: folder });
  const service = join(folder, "orders");
  execFileSync("npm", ["ci"], { cwd: service, stdio: ["ignore", "ignore", "inherit"] });
  return service;
}

function contestants(service: string, peers: string): Contestant[] {
  const slipway = join(service, "node_modules", "slipway", "dist", "generator", "cli.js");
  const tsNode = (program: string): string[] => ["-r", "ts-node/register", program];
  return [
    {
      title: "require @pulumi/pulumi (the floor)",
      directory: service,
      parameters: ["-e", 'require("@pulumi/pulumi")'],
    },
    {
      title: "slipway preview --offline",
      directory: service,
      parameters: [slipway, "preview", "--offline", "--stack", "prod"],
    },
    {
      title: "AWS CDK synth, ts-node",
      directory: join(peers, "cdk"),
      parameters: tsNode("app.ts"),
    },
    {
      title: "default Pulumi program, ts-node",
      directory: join(peers, "pulumi"),
      parameters: tsNode("index.ts"),
    },
  ];
}

function print(all: Map<string, Measured[]>): void {
  const rows = [...all].map(([title, runs]) => ({
    title,
    seconds: median(runs.map((run) => run.seconds)),
    mebibytes: median(runs.map((run) => run.mebibytes)),
  }));
  const [floor] = rows;
  if (!floor) return;
  console.log(
    `\nMedians of ${RUNS} whole processes, as ratios to the floor, on Node ${process.version}`,
  );
  for (const { title, seconds, mebibytes } of rows) {
    const time = `${(seconds / floor.seconds).toFixed(2)}× (${seconds.toFixed(2)} s)`;
    const memory = `${(mebibytes / floor.mebibytes).toFixed(2)}× (${mebibytes.toFixed(0)} MiB)`;
    console.log(`${title.padEnd(38)} time ${time.padEnd(18)} memory ${memory}`);
  }
}

function main(): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-bench-")));
  try {
    const peers = join(packageRoot(), "bench", "peers");
    installPeers(peers);
    print(measureAll(contestants(installService(folder), peers), folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main();
