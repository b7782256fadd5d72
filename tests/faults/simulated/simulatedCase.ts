import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { start, type Running } from "../../engine/support/process.js";
import { type FaultOutcome } from "../faultOutcome.js";
import { CloudFolder } from "./cloudFolder.js";
import { PROGRAM, urnOf } from "./simulatedMessage.js";
import { type CaseFolders, foldersOf, type SimulatedPlan } from "./simulatedPlan.js";
import { StateFolder } from "./stateFolder.js";

/** One case on simulated engines. */
export interface SimulatedCase {
  kind: string;
  place: string;
  stacks: number;
  jobs: number;
  plan: SimulatedPlan;
  /** Somebody of another machine holds a stack when the run begins, and goes on until the run has ended. */
  isLockedElsewhere?: boolean;
  /** Two processes begin the run at once. */
  isTwice?: boolean;
}

/** Times that a run is taken up, after which it is said not to end. */
const MOST_RESUMES = 6;

/** Runs a case to its end, and compares what there is with an undisturbed run. */
export async function runSimulatedCase(given: SimulatedCase): Promise<FaultOutcome> {
  const folders = makeCase(given);
  const startedAt = Date.now();
  try {
    const { resumes, manualSteps, strikes } = await untilDone(given, folders);
    const { kind, place, stacks, plan } = given;
    const calls = new CloudFolder(folders.cloud).calls();
    const failed = calls.filter(({ outcome }) => outcome !== "ok").length;
    return {
      ...{ level: "simulated", kind, place, stacks, seed: plan.seed },
      injected: failed + strikes,
      calls: calls.length,
      ...{ resumes, manualSteps },
      ...compared(given, folders),
      seconds: Math.round((Date.now() - startedAt) / 100) / 10,
    };
  } finally {
    rmSync(folders.root, { recursive: true, force: true });
  }
}

/** What a case without a strike comes to: its numbers of calls by stack, of state writes and of records. */
export async function countPlaces(
  given: SimulatedCase,
): Promise<{ calls: Map<string, number>; records: number }> {
  const folders = makeCase(given);
  try {
    await untilDone(given, folders);
    const calls = new Map<string, number>();
    for (const { stack } of new CloudFolder(folders.cloud).calls()) {
      calls.set(stack, (calls.get(stack) ?? 0) + 1);
    }
    const journals = join(folders.root, ".slipway", "fleet");
    const [journal = ""] = readdirSync(journals).filter((name) => name.endsWith(".jsonl"));
    const records = readFileSync(join(journals, journal), "utf8").trim().split("\n").length;
    return { calls, records };
  } finally {
    rmSync(folders.root, { recursive: true, force: true });
  }
}

function makeCase({ stacks, plan }: SimulatedCase): CaseFolders {
  const folders = foldersOf(mkdtempSync(join(tmpdir(), "slipway-faults-")));
  const { root, cloud, states } = folders;
  for (const folder of [cloud, states, join(root, "app")]) mkdirSync(folder);
  writeFileSync(join(root, "plan.json"), JSON.stringify(plan));
  writeFileSync(
    join(root, "fleet.yaml"),
    "name: faults\nstacks: [{ path: app }]\nrollout: { waveSizes: [1, 1000], maxFailures: 1000 }\n",
  );
  writeFileSync(join(root, "app", "Pulumi.yaml"), "name: app\nruntime: yaml\n");
  for (const stack of stackNames(stacks)) {
    writeFileSync(join(root, "app", `Pulumi.${stack}.yaml`), "config: {}\n");
  }
  return folders;
}

function stackNames(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `s${String(i).padStart(3, "0")}`);
}

interface Ended {
  resumes: number;
  manualSteps: string[];
  /** Faults besides those of calls. */
  strikes: number;
}

async function untilDone(given: SimulatedCase, folders: CaseFolders): Promise<Ended> {
  const { root, states } = folders;
  const manualSteps: string[] = [];
  const held = new StateFolder(states, stackNames(1)[0] ?? "");
  if (given.isLockedElsewhere) held.lockFromElsewhere();
  const run = (operation: string): Running =>
    start(
      process.execPath,
      [join(__dirname, "runnerMain.js"), root, operation, String(given.jobs)],
      {
        directory: root,
        environment: process.env,
      },
    );
  const first = [run("up"), ...(given.isTwice ? [run("up")] : [])];
  const ends = await Promise.all(first.map(({ finished }) => finished));
  let strikes = readdirSync(root).includes("struck") ? 1 : 0;
  if (given.isTwice) {
    strikes += 1;
    const codes = ends.map(({ code }) => code).sort();
    // Who comes when the other has ended finds everything done.
    if (codes.join() !== "0,4" && codes.join() !== "0,0") {
      manualSteps.push(`two runners ended with ${codes.join(" and ")}`);
    }
  }
  if (given.isLockedElsewhere) {
    strikes += 1;
    if (held.lockNames().length !== 1) manualSteps.push("the lock of another machine was taken");
    held.cancel();
  }
  let code = given.isTwice ? Math.min(...ends.map((end) => end.code)) : (ends[0]?.code ?? -1);
  let said = ends[0]?.stderr ?? "";
  let resumes = 0;
  const isDone = (): boolean => code === (given.plan.blocked === undefined ? 0 : 2);
  while (!isDone() && resumes < MOST_RESUMES) {
    // New credentials are what everybody has to bring, whatever runs the fleet.
    rmSync(join(root, "expired"), { force: true });
    resumes += 1;
    // A run that was killed before its first record has begun nothing, and is begun anew.
    const end = await run(said.includes("there is no run of") ? "up" : "resume").finished;
    code = end.code;
    said = end.stderr + end.stdout;
    await sleep(0);
  }
  if (!isDone()) manualSteps.push(`after ${resumes} resumes: ${code} ${said.slice(0, 2000)}`);
  return { resumes, manualSteps, strikes };
}

/** What is there beside an undisturbed run: one object for each resource of each stack, and each in its state. */
function compared(
  { stacks, plan }: SimulatedCase,
  { cloud, states }: CaseFolders,
): Pick<FaultOutcome, "lost" | "orphans"> {
  const objects = new Map(new CloudFolder(cloud).all().map((object) => [object.id, object]));
  const known = new Set<string>();
  const lost: string[] = [];
  const orphans: string[] = [];
  for (const stack of stackNames(stacks).filter((name) => name !== plan.blocked)) {
    const state = new StateFolder(states, stack);
    const { resources = [], pending_operations: pending = [] } = state.read();
    for (const { type, name } of PROGRAM) {
      const urn = urnOf(stack, type, name);
      const ids = resources.flatMap((each) => (each.urn === urn ? [each.id ?? ""] : []));
      if (ids.length !== 1 || !objects.has(ids[0] ?? "")) lost.push(urn);
      for (const id of ids) known.add(id);
    }
    if (pending.length > 0) lost.push(`${stack}: ${pending.length} pending operations`);
    if (state.lockNames().length > 0) lost.push(`${stack}: a lock is left`);
  }
  for (const { id, name } of objects.values()) if (!known.has(id)) orphans.push(name);
  return { lost, orphans };
}
