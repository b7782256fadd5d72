import { MATRIX_RATES } from "../callFault.js";
import type { FaultOutcome } from "../faultOutcome.js";
import { seededRandom } from "../seededRandom.js";
import { EngineBench } from "./engineBench.js";
import { type EngineCase, runEngineCase, undisturbed } from "./engineCase.js";

const BLOWS = [
  "kill all",
  "kill engine",
  "kill provider",
  "kill runner",
  "SIGINT",
  "SIGINT twice",
  "SIGINT, SIGTERM, SIGKILL",
  "ENOSPC",
  "expired credentials",
] as const;

/** Stacks of the fleet whose calls fail by the fault matrix. */
const MANY = 3;

/** A fleet on the engine and its cases, which run one after the other. */
export interface EngineCases {
  cases: readonly (() => Promise<FaultOutcome>)[];
  stop: () => Promise<void>;
}

/** A stack whose calls fail, locks and two runners, and every fault at every call in an order that the seed gives. */
export async function singleStackCases(seed: number): Promise<EngineCases> {
  const bench = await EngineBench.start(1);
  const expected = await undisturbed(bench);
  const common = { seed, stacks: 1, rates: {} };
  const blows = BLOWS.filter((blow) => blow !== "ENOSPC" || bench.canFill);
  if (!bench.canFill) console.error("ENOSPC is left out: no file system can be mounted here");
  const strikes = Array.from({ length: expected.calls }, (_, i) => i + 1).flatMap((call) =>
    (["before", "after"] as const).flatMap((moment) =>
      blows.map((blow): EngineCase => {
        return { ...common, kind: blow, place: `${moment} call ${call}`, blow, call, moment };
      }),
    ),
  );
  const locks = (["foreign lock", "two runners"] as const).map((blow): EngineCase => {
    return { ...common, kind: blow, place: "s00", blow };
  });
  const failing = { ...common, kind: "calls fail", place: "s00", rates: MATRIX_RATES };
  const [first, ...others] = shuffled(strikes, seed);
  return casesOf(bench, expected, [failing, ...(first ? [first] : []), ...locks, ...others]);
}

/** Fleets whose calls fail by the fault matrix, each with a seed of its own. */
export async function failingCallsCases(seed: number, count: number): Promise<EngineCases> {
  const bench = await EngineBench.start(MANY);
  const expected = await undisturbed(bench);
  const cases = Array.from({ length: count }, (_, i): EngineCase => {
    const place = `${MANY} stacks`;
    return { kind: "calls fail", place, seed: seed + i, stacks: MANY, rates: MATRIX_RATES };
  });
  return casesOf(bench, expected, cases);
}

function casesOf(
  bench: EngineBench,
  expected: Parameters<typeof runEngineCase>[1],
  cases: readonly EngineCase[],
): EngineCases {
  return {
    cases: cases.map((one) => () => runEngineCase(bench, expected, one)),
    stop: () => bench.stop(),
  };
}

/** The same in an order that depends on the seed alone, so that whoever has not the time for all has some of each. */
function shuffled<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed, "order");
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
