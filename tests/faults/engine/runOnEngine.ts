import type { FaultOutcome } from "../faultOutcome.js";
import type { FaultOptions } from "../readFaultOptions.js";
import { type Lane, runCases } from "../runCases.js";
import { EngineBench } from "./engineBench.js";
import { type EngineCase, runEngineCase } from "./engineCase.js";
import { killsProvider } from "./engineProcesses.js";
import {
  type EngineCases,
  FAILING_CALLS,
  failingCallsCases,
  KILLS,
  MANY,
  SINGLE_KINDS,
  singleStackCases,
} from "./engineCases.js";

/** Runs of a fleet on the real engine whose calls fail. */
const MOST_FLEETS = 40;

/** One bench in as many takes the cases that kill the provider, which are a third of all. */
const KILLING_BENCHES = 3;

/**
 * Runs the cases on the real engine that no earlier run has: those of one stack first, then the fleets.
 *
 * @param earlier What came of the cases of earlier runs.
 */
export async function runOnEngine(
  options: FaultOptions,
  earlier: readonly FaultOutcome[],
): Promise<FaultOutcome[]> {
  const { seed, share, kinds, minutes } = options;
  const startedAt = Date.now();
  const outcomes: FaultOutcome[] = [];
  const isWanted = (some: readonly string[]): boolean =>
    kinds.length === 0 || some.some((kind) => kinds.includes(kind));
  const run = async (
    stacks: number,
    casesOf: (bench: EngineBench) => Promise<EngineCases>,
  ): Promise<void> => {
    const left = minutes - (Date.now() - startedAt) / 60_000;
    if (left <= 0) return;
    const done = new Set(earlier.map(keyOf));
    const isLeft = (one: EngineCase): boolean => isWanted([one.kind]) && !done.has(keyOf(one));
    outcomes.push(...(await runOnBenches(stacks, casesOf, isLeft, { ...options, minutes: left })));
  };
  if (isWanted([...KILLS, ...SINGLE_KINDS])) {
    await run(1, async (bench) => {
      const { cases, ...rest } = await singleStackCases(seed, bench);
      return { ...rest, cases: cases.slice(0, Math.ceil(cases.length * share)) };
    });
  }
  if (isWanted([FAILING_CALLS])) {
    const fleets = Math.max(1, Math.round(MOST_FLEETS * share));
    await run(MANY, (bench) => failingCallsCases(seed, fleets, bench));
  }
  return outcomes;
}

/** What a case is known by in the log. */
function keyOf({ kind, place, seed, stacks }: Omit<EngineCase, "rates">): string {
  return JSON.stringify([kind, place, seed, stacks]);
}

/** A bench has an emulator of its own and runs one case after the other; the benches go on at the same time. */
async function runOnBenches(
  stacks: number,
  casesOf: (bench: EngineBench) => Promise<EngineCases>,
  isLeft: (one: EngineCase) => boolean,
  options: FaultOptions,
): Promise<FaultOutcome[]> {
  const { jobs, ownProvider } = options;
  const first = await EngineBench.start(stacks, ownProvider);
  const benches = [Promise.resolve(first)];
  try {
    const { expected, cases } = await casesOf(first);
    const left = cases.filter(isLeft);
    // The first one works while the others start, which takes them a while.
    while (benches.length < Math.min(jobs, left.length)) {
      benches.push(EngineBench.start(stacks, ownProvider));
    }
    // What kills the provider needs a spare one, which takes memory: few benches have that.
    const lanes = benches.map((bench, i): Lane<EngineCase> => {
      return {
        run: async (one) => runEngineCase(await bench, expected, one),
        prefers: ({ kind }) => killsProvider(kind) === (i % KILLING_BENCHES === 0),
      };
    });
    return await runCases(left, lanes, options);
  } finally {
    for (const bench of await Promise.allSettled(benches)) {
      if (bench.status === "fulfilled") await bench.value.stop();
    }
  }
}
