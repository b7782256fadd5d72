import { MATRIX_RATES } from "../callFault.js";
import { seededRandom } from "../seededRandom.js";
import { countPlaces, type SimulatedCase } from "./simulatedCase.js";
import type { Blow, Strike } from "./simulatedPlan.js";

/** An engine repeats a call as often as the provider of AWS does by default. */
const PROVIDER_ATTEMPTS = 25;

const BLOWS: readonly Blow[] = [
  "kill engine",
  "kill runner",
  "kill both",
  "SIGINT",
  "SIGINT twice",
  "SIGINT, SIGTERM, SIGKILL",
  "expired credentials",
];

const JOURNAL_BLOWS = ["kill before", "kill torn", "kill after", "ENOSPC"] as const;

/** Stacks of the small fleet, at every moment of which each fault strikes. */
const SMALL = 2;

/** State writes of a stack's update: one before and one after each creation. */
const STATE_WRITES = 8;

/**
 * Every fault at every call, every write of the state and every record of a small fleet; the same at random in a larger
 * one, whose calls fail by the fault matrix; and fleets of many stacks whose calls do.
 *
 * @param share Of the cases at every moment, from 0 to 1: the seed says which.
 */
export async function simulatedCases(seed: number, share: number): Promise<SimulatedCase[]> {
  const small = smallCase(seed);
  const { calls, records } = await countPlaces(small);
  const everywhere = [...callStrikes(calls), ...stateStrikes(calls), ...recordStrikes(records)];
  const random = seededRandom(seed, "share");
  const chosen = everywhere.filter(() => random() < share);
  const strikes = chosen.map((strike, i): SimulatedCase => {
    const isLarge = i % 2 === 1;
    const stacks = isLarge ? 4 : SMALL;
    const rates = isLarge ? MATRIX_RATES : {};
    const plan = { ...small.plan, seed: seed + i, rates, strike };
    return { ...small, kind: kindOf(strike), place: placeOf(strike), stacks, jobs: stacks, plan };
  });
  return [...strikes, ...lockCases(seed, share), ...manyCases(seed, share)];
}

function smallCase(seed: number): SimulatedCase {
  const plan = { seed, rates: {}, attempts: PROVIDER_ATTEMPTS };
  return { kind: "none", place: "", stacks: SMALL, jobs: 1, plan };
}

function callStrikes(calls: ReadonlyMap<string, number>): Strike[] {
  return [...calls].flatMap(([stack, count]) =>
    Array.from({ length: count }, (_, i) => i + 1).flatMap((call) =>
      (["before", "after"] as const).flatMap((moment) =>
        BLOWS.map((blow): Strike => ({ at: "call", stack, call, moment, blow })),
      ),
    ),
  );
}

function stateStrikes(calls: ReadonlyMap<string, number>): Strike[] {
  return [...calls.keys()].flatMap((stack) =>
    Array.from({ length: STATE_WRITES }, (_, i): Strike => {
      return { at: "state", stack, write: i + 1, blow: "ENOSPC" };
    }),
  );
}

function recordStrikes(records: number): Strike[] {
  return Array.from({ length: records }, (_, i) => i + 1).flatMap((record) =>
    JOURNAL_BLOWS.map((blow): Strike => ({ at: "record", record, blow })),
  );
}

function kindOf(strike: Strike): string {
  switch (strike.at) {
    case "call":
      return strike.blow;
    case "state":
      return "state write: ENOSPC";
    case "record":
      return `journal: ${strike.blow}`;
  }
}

function placeOf(strike: Strike): string {
  switch (strike.at) {
    case "call":
      return `${strike.stack} ${strike.moment} call ${strike.call}`;
    case "state":
      return `${strike.stack} write ${strike.write}`;
    case "record":
      return `record ${strike.record}`;
  }
}

function lockCases(seed: number, share: number): SimulatedCase[] {
  const count = Math.max(1, Math.round(10 * share));
  return Array.from({ length: count }, (_, i) => i).flatMap((i): SimulatedCase[] => {
    const small = smallCase(seed + i);
    return [
      { ...small, kind: "two runners", place: `${i + 1}`, isTwice: true },
      { ...small, kind: "foreign lock", place: "s000", isLockedElsewhere: true },
    ];
  });
}

/** Calls that fail by the fault matrix, in as many stacks as a platform team has; in one of them a policy is violated. */
function manyCases(seed: number, share: number): SimulatedCase[] {
  const count = Math.max(1, Math.round(6 * share));
  return Array.from({ length: count }, (_, i): SimulatedCase => {
    const plan = { seed: seed + i, rates: MATRIX_RATES, attempts: PROVIDER_ATTEMPTS };
    const stacks = share < 1 ? 40 : 300;
    const blocked = `s${String(Math.floor(stacks / 2)).padStart(3, "0")}`;
    return {
      ...{ kind: "calls fail; a policy stops one stack", place: `${stacks} stacks`, stacks },
      ...{ jobs: 8, plan: { ...plan, blocked } },
    };
  });
}
