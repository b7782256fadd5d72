import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";

import { preview } from "../generator/fleet/index.js";
import { previewOffline } from "../generator/offline/previewOffline.js";
import type { PreviewResult } from "../generator/offline/previewResult.js";
import { packageRoot } from "../generator/project/packageRoot.js";

/** How long a stack may take on one core, as a share of the time that loading @pulumi/pulumi takes. */
const MOST_TIME = 0.25;

/** How much more memory the last hundred stacks may need than the second. */
const MOST_GROWTH = 1.1;

/** Stacks of each project. */
const STACKS = 10;

/** How many stacks are previewed by themselves as well. */
const SAMPLE = 16;

/** What stacks are compared by, at the beginning and at the end. */
const HUNDRED = 100;

/** What is measured while the fleet is previewed. */
interface Measured {
  /** Seconds of the whole run. */
  seconds: number;
  /** MiB of all processes, as each stack is done. */
  mebibytes: number[];
  processes: number;
  /** SHA-256 of what each stack of the sample came to: the previews themselves would be memory that the bench needs. */
  sampled: Map<string, string>;
  failed: number;
}

/**
 * Previews a fleet of many stacks, beside a loop of single previews of a sample, and fails where it is too slow, needs ever
 * more memory, or finds anything else.
 *
 * @param count How many stacks.
 */
export async function benchFleet(count = "1000"): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-bench-fleet-")));
  try {
    const stacks = makeFleet(folder, Number(count));
    const floors = [loadingSeconds(folder)];
    const measured = await measureFleet(folder, stacks);
    floors.push(loadingSeconds(folder));
    const single = await measureSingles(folder, stacks, measured.sampled);
    floors.push(loadingSeconds(folder));
    floors.sort((a, b) => a - b);
    judge(stacks.length, measured, single, floors[1] ?? 0);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Copies of the examples as projects. Gives the ids of their stacks. */
function makeFleet(folder: string, count: number): string[] {
  const examples = readdirSync(join(packageRoot(), "examples")).filter((name) =>
    readdirSync(join(packageRoot(), "examples", name)).includes("index.ts"),
  );
  symlinkSync(join(packageRoot(), "node_modules"), join(folder, "node_modules"), "dir");
  const ids: string[] = [];
  for (let i = 0; ids.length < count; i++) {
    const path = `projects/${String(i).padStart(3, "0")}`;
    mkdirSync(join(folder, path), { recursive: true });
    const example = join(packageRoot(), "examples", examples[i % examples.length] ?? "");
    cpSync(example, join(folder, path), { recursive: true });
    for (let one = 0; one < STACKS && ids.length < count; one++) {
      const stack = one === 0 ? "dev" : `dev${one}`;
      writeFileSync(
        join(folder, path, `Pulumi.${stack}.yaml`),
        "config: { aws:region: eu-west-1 }\n",
      );
      ids.push(`${path}:${stack}`);
    }
  }
  writeFileSync(
    join(folder, "fleet.yaml"),
    'name: bench\nstacks: [{ path: "projects/*" }]\nrollout: { waveSizes: ["100%"] }\n',
  );
  return ids;
}

/** Of a process that does nothing else. */
function loadingSeconds(folder: string): number {
  const runs = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    spawnSync(process.execPath, ["-e", 'require("@pulumi/pulumi")'], { cwd: folder });
    return secondsSince(start);
  });
  return runs.sort((a, b) => a - b)[2] ?? 0;
}

async function measureFleet(folder: string, stacks: readonly string[]): Promise<Measured> {
  const step = Math.max(1, Math.floor(stacks.length / SAMPLE));
  const sample = new Set(stacks.filter((_, i) => i % step === 0));
  const pids = new Set<number>();
  const measured: Measured = {
    ...{ seconds: 0, mebibytes: [], processes: 0, failed: 0 },
    sampled: new Map(),
  };
  const start = process.hrtime.bigint();
  for await (const event of preview({ file: join(folder, "fleet.yaml") })) {
    if (event.kind === "failed") measured.failed += 1;
    if (event.kind === "previewed" && sample.has(event.id)) {
      measured.sampled.set(event.id, hashOf(event.preview));
    }
    if (event.kind !== "previewed" && event.kind !== "failed") continue;
    measured.mebibytes.push(memoryOf(pids));
    const done = measured.mebibytes.length;
    if (done % HUNDRED === 0) process.stderr.write(`${done} of ${stacks.length} previewed\n`);
  }
  measured.seconds = secondsSince(start);
  measured.processes = pids.size;
  return measured;
}

/** A preview by itself has no cost: its command adds that. */
function hashOf(preview: PreviewResult): string {
  const text = JSON.stringify({ ...preview, cost: undefined });
  return createHash("sha256").update(text).digest("hex");
}

/** Resident memory of this process and its children that run programs, as Linux tells it. Keeps their ids. */
function memoryOf(pids: Set<number>): number {
  let mebibytes = process.memoryUsage.rss() / 1024 ** 2;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    if (!textOf(`/proc/${pid}/cmdline`).includes("warmChild.js")) continue;
    const status = textOf(`/proc/${pid}/status`);
    const [parent, kibibytes] = [/^PPid:\s+(\d+)/m, /^VmRSS:\s+(\d+)/m].map((line) =>
      Number(line.exec(status)?.[1] ?? 0),
    );
    if (parent !== process.pid) continue;
    pids.add(Number(pid));
    mebibytes += (kibibytes ?? 0) / 1024;
  }
  return mebibytes;
}

/** A process may be gone by now. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** One after the other, as a loop in a shell would. Gives the seconds of each. */
async function measureSingles(
  folder: string,
  stacks: readonly string[],
  sampled: ReadonlyMap<string, string>,
): Promise<number> {
  const start = process.hrtime.bigint();
  for (const id of stacks.filter((one) => sampled.has(one))) {
    const [path = "", stack = ""] = id.split(":");
    const single = await previewOffline({ directory: join(folder, path), stack, silent: true });
    if (sampled.get(id) !== hashOf(single)) {
      throw new Error(`${id} is another in the fleet than by itself`);
    }
  }
  return secondsSince(start) / sampled.size;
}

function judge(count: number, measured: Measured, single: number, floor: number): void {
  const { seconds, mebibytes, processes, sampled, failed } = measured;
  const lanes = availableParallelism();
  const each = (seconds * lanes) / count;
  const second = mean(mebibytes.slice(HUNDRED, 2 * HUNDRED));
  const last = mean(mebibytes.slice(-HUNDRED));
  console.log(`\n${count} stacks on ${lanes} cores, Node ${process.version}`);
  console.log(`require @pulumi/pulumi (the floor)   1.00× (${floor.toFixed(2)} s)`);
  console.log(
    `fleet preview, a stack on one core   ${(each / floor).toFixed(2)}× (${each.toFixed(3)} s)`,
  );
  console.log(
    `single previews in a loop, a stack   ${(single / floor).toFixed(2)}× (${single.toFixed(2)} s)`,
  );
  console.log(
    `memory of all processes              ${second.toFixed(0)} MiB in the second hundred, ${last.toFixed(0)} MiB in the last (${(last / second).toFixed(2)}×)`,
  );
  console.log(`processes that ran programs          ${processes}`);
  console.log(`previews compared with single ones   ${sampled.size}, all the same`);
  const problems = [
    ...(failed > 0 ? [`${failed} stacks failed`] : []),
    ...(each > MOST_TIME * floor ? [`a stack takes more than ${MOST_TIME}× of the floor`] : []),
    ...(last > MOST_GROWTH * second ? [`memory grows by more than ${MOST_GROWTH}×`] : []),
  ];
  if (problems.length > 0) throw new Error(problems.join("; "));
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(1, numbers.length);
}

function secondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e9;
}
