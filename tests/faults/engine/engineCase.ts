import { rm } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Finished } from "../../engine/support/process.js";
import type { CallFault, CallRates } from "../callFault.js";
import type { FaultOutcome } from "../faultOutcome.js";
import { seededRandom } from "../seededRandom.js";
import type { EngineBench } from "./engineBench.js";
import { type EngineBlow, killsProvider, strike } from "./engineProcesses.js";

/** One case on the real engine. */
export interface EngineCase {
  kind: string;
  place: string;
  seed: number;
  stacks: number;
  rates: CallRates;
  blow?: EngineBlow | "ENOSPC" | "expired credentials" | "foreign lock" | "two runners";
  /** The call at which it comes, or that goes wrong, from 1 on. */
  call?: number;
  /** What goes wrong with that call. */
  fault?: CallFault;
  moment?: "before" | "after";
}

/** What an undisturbed run leaves in AWS and in the states, and how many calls it makes. */
export interface Undisturbed {
  inventory: readonly string[];
  resources: number;
  calls: number;
}

/** Times that a run is taken up, after which it is said not to end. */
const MOST_RESUMES = 3;

/** In which what was told to end does so. */
const END_MILLISECONDS = 2000;

/** Runs the fleet without faults. */
export async function undisturbed(bench: EngineBench): Promise<Undisturbed> {
  await bench.reset();
  bench.configureEach(true);
  bench.proxy.follow({ rates: {}, random: () => 1 });
  const ended = await bench.fleet.slipway("fleet", "up", "--yes", "--json");
  if (ended.code !== 0) throw new Error(`an undisturbed run fails: ${ended.stderr}${ended.stdout}`);
  return {
    inventory: await bench.inventory(),
    resources: await bench.resourceCount(),
    calls: bench.proxy.calls,
  };
}

/** Runs a case to its end, and compares what there is with an undisturbed run. */
export async function runEngineCase(
  bench: EngineBench,
  expected: Undisturbed,
  given: EngineCase,
): Promise<FaultOutcome> {
  const startedAt = Date.now();
  await bench.reset(killsProvider(given.kind));
  bench.configureEach(true);
  const { strikes, clear, ended, problem } = await disturbedRun(bench, given);
  const manualSteps = problem === undefined ? [] : [problem];
  let { calls, failed } = bench.proxy;
  let last = ended;
  let resumes = 0;
  // Where nothing strikes, no call is missed.
  bench.configureEach(Object.keys(given.rates).length > 0);
  while (last.code !== 0 && resumes < MOST_RESUMES) {
    await clear();
    resumes += 1;
    const random = seededRandom(given.seed, "resume", resumes);
    bench.proxy.follow({ rates: given.rates, random });
    last = await bench.fleet.slipway("fleet", "resume", "--yes", "--json");
    calls += bench.proxy.calls;
    failed += bench.proxy.failed;
  }
  if (last.code !== 0) {
    manualSteps.push(`after ${resumes} resumes: ${last.code} ${last.stderr}${last.stdout}`);
  }
  manualSteps.push(...(await leftOver(bench)));
  const { kind, place, seed, stacks } = given;
  return {
    ...{ level: "engine", kind, place, seed, stacks, injected: failed + strikes },
    ...{ calls, resumes, manualSteps },
    ...(await compared(bench, expected)),
    seconds: Math.round((Date.now() - startedAt) / 100) / 10,
  };
}

interface Disturbed {
  ended: Finished;
  strikes: number;
  /** Takes the cause away, as it goes away by itself. */
  clear: () => Promise<void>;
  problem?: string;
}

async function disturbedRun(bench: EngineBench, given: EngineCase): Promise<Disturbed> {
  const { fleet, proxy } = bench;
  const { blow, seed, rates, call: at, fault } = given;
  const random = seededRandom(seed, "up");
  const single = at !== undefined && fault !== undefined && { single: { call: at, fault } };
  proxy.follow({ rates, random });
  if (blow === "foreign lock") return lockedRun(bench);
  if (blow === "two runners") return twoRuns(bench);
  let strikes = 0;
  let full = "";
  const slipway = fleet.startSlipway("fleet", "up", "--yes", "--json");
  const onCall = async (call: number, moment: "before" | "after"): Promise<void> => {
    if (blow === undefined || strikes > 0) return;
    if (call !== at || moment !== given.moment) return;
    strikes += 1;
    if (blow === "expired credentials") proxy.expired = true;
    else if (blow === "ENOSPC") full = bench.fill();
    else await strike(blow, { slipway, killProvider: () => bench.killProvider() });
  };
  const { calls, failed } = proxy;
  proxy.follow({ rates, random, onCall, ...single });
  Object.assign(proxy, { calls, failed });
  const ended = await slipway.finished;
  const clear = async (): Promise<void> => {
    if (full !== "") await rm(full, { force: true });
  };
  return { ended, strikes, clear };
}

/** Nobody takes a lock that another machine holds. */
async function lockedRun(bench: EngineBench): Promise<Disturbed> {
  const file = await bench.lockFromElsewhere("s00");
  const ended = await bench.fleet.slipway("fleet", "up", "--yes", "--json");
  const isHeld = (await bench.fleet.locks()).length === 1;
  const clear = (): Promise<void> => rm(file, { force: true });
  const problem =
    isHeld && ended.code === 4 ? undefined : `exit code ${ended.code}, lock held: ${isHeld}`;
  return { ended, strikes: 1, clear, ...(problem !== undefined && { problem }) };
}

async function twoRuns({ fleet }: EngineBench): Promise<Disturbed> {
  const both = await Promise.all([1, 2].map(() => fleet.slipway("fleet", "up", "--yes", "--json")));
  const codes = both.map(({ code }) => code).sort();
  const ended = both.find(({ code }) => code !== 4) ?? { code: 4, stdout: "", stderr: "" };
  const clear = (): Promise<void> => Promise.resolve();
  const isOne = codes.join() === "0,4" || codes.join() === "0,0";
  return {
    ...{ ended, strikes: 1, clear },
    ...(!isOne && { problem: `two runners ended with ${codes.join(" and ")}` }),
  };
}

/** Processes that a run has left when it is done. */
async function leftOver(bench: EngineBench): Promise<string[]> {
  await sleep(END_MILLISECONDS);
  return bench.endProcesses().map((command) => `a process is left: ${command}`);
}

async function compared(
  bench: EngineBench,
  expected: Undisturbed,
): Promise<Pick<FaultOutcome, "lost" | "orphans">> {
  const found = await bench.inventory();
  const resources = await bench.resourceCount();
  const lost = [...without(expected.inventory, found), ...(await bench.unsettled())];
  if (resources !== expected.resources) {
    lost.push(`the states have ${resources} resources, not ${expected.resources}`);
  }
  return { lost, orphans: without(found, expected.inventory) };
}

/** Each name of a list as often as it is there more than in another. */
function without(some: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return some.filter((each) => {
    const i = left.indexOf(each);
    if (i >= 0) left.splice(i, 1);
    return i < 0;
  });
}
