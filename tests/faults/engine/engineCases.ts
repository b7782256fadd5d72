import { MATRIX_RATES } from "../callFault.js";
import { seededRandom } from "../seededRandom.js";
import type { EngineBench } from "./engineBench.js";
import { type EngineCase, type Undisturbed, undisturbed } from "./engineCase.js";

/** Those that kill processes, among them the provider. */
export const KILLS = [
  "kill all",
  "kill engine",
  "kill provider",
  "kill runner",
  "SIGINT, SIGTERM, SIGKILL",
] as const;

const OTHER_BLOWS = ["SIGINT", "SIGINT twice", "ENOSPC", "expired credentials"] as const;

/** What goes wrong with one call alone, whatever the draw; whole kinds of these come up by chance too seldom. */
const CALL_FAULTS = [
  ["lost reply", "lost"],
  ["hang", "hang"],
] as const;

/** What comes to one stack without killing anything. */
export const SINGLE_KINDS = [
  ...OTHER_BLOWS,
  ...CALL_FAULTS.map(([kind]) => kind),
  ...(["foreign lock", "two runners"] as const),
] as const;

/** Stacks of the fleet whose calls fail by the fault matrix. */
export const MANY = 3;

/** The kind of the fleets whose calls fail by the fault matrix. */
export const FAILING_CALLS = "calls fail";

/** Cases on the engine, which run on benches: each on any, several at the same time. */
export interface EngineCases {
  /** Of the fleet. */
  stacks: number;
  expected: Undisturbed;
  cases: readonly EngineCase[];
}

/**
 * Every strike at every call of one stack; a lost reply and a call that hangs, at each; locks, and two runners. The seed
 * gives the order; in it each kind comes as early and as often as any other, so that whoever has not the time for all has
 * some of each.
 */
export async function singleStackCases(seed: number, bench: EngineBench): Promise<EngineCases> {
  const expected = await undisturbed(bench);
  const blows = [...KILLS, ...OTHER_BLOWS].filter((blow) => blow !== "ENOSPC" || bench.canFill);
  if (!bench.canFill) console.error("ENOSPC is left out: no file system can be mounted here");
  const common = { seed, stacks: 1, rates: {} };
  const faults = CALL_FAULTS.map(([kind, fault]) =>
    shuffled(callsOf(expected), seed, kind).map((call): EngineCase => {
      return { ...common, kind, place: `call ${call}`, call, fault };
    }),
  );
  const once = (["foreign lock", "two runners"] as const).map((blow): EngineCase[] => {
    return [{ ...common, kind: blow, place: "s00", blow }];
  });
  const strikes = strikesOf(blows, seed, expected);
  return { stacks: 1, expected, cases: inTurns([...strikes, ...faults, ...once]) };
}

function strikesOf(
  blows: readonly ((typeof KILLS)[number] | (typeof OTHER_BLOWS)[number])[],
  seed: number,
  expected: Undisturbed,
): EngineCase[][] {
  const places = callsOf(expected).flatMap((call) =>
    (["before", "after"] as const).map((moment) => ({ call, moment })),
  );
  return blows.map((blow) =>
    shuffled(places, seed, blow).map(({ call, moment }): EngineCase => {
      const place = `${moment} call ${call}`;
      return { kind: blow, place, seed, stacks: 1, rates: {}, blow, call, moment };
    }),
  );
}

function callsOf({ calls }: Undisturbed): number[] {
  return Array.from({ length: calls }, (_, i) => i + 1);
}

/** Fleets whose calls fail by the fault matrix, each with a seed of its own. */
export async function failingCallsCases(
  seed: number,
  count: number,
  bench: EngineBench,
): Promise<EngineCases> {
  const expected = await undisturbed(bench);
  const cases = Array.from({ length: count }, (_, i): EngineCase => {
    const place = `${MANY} stacks`;
    return { kind: FAILING_CALLS, place, seed: seed + i, stacks: MANY, rates: MATRIX_RATES };
  });
  return { stacks: MANY, expected, cases };
}

/** The same in an order that depends on the seed and a word alone. */
function shuffled<T>(items: readonly T[], seed: number, word: string): T[] {
  const random = seededRandom(seed, "order", word);
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): T[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => i).flatMap((i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  );
}
