import { parseArgs } from "node:util";
import type { FaultLevel } from "./faultOutcome.js";

/** Which cases run. */
export interface FaultOptions {
  seed: number;
  /** Of the cases at every moment, from 0 to 1. */
  share: number;
  levels: readonly FaultLevel[];
  /** Kinds of faults on the real engine, such as `kill provider`; all where there are none. */
  kinds: readonly string[];
  /** After which no more cases are begun; with 0 none is, and the tables are of the log. */
  minutes: number;
  /** How many cases run at the same time. */
  jobs: number;
  /** On the real engine each command starts an AWS provider, as on a user's machine. */
  ownProvider: boolean;
  /** Gets what came of each case, a line of JSON each; the table is of all that it has. */
  log?: string;
  /** Writes the table into the page of the documentation. */
  docs: boolean;
}

const USAGE =
  "npm run faults -- --seed N [--level simulated|engine] [--kind KIND]… [--share 0..1] [--minutes N] [--jobs N] [--own-provider] [--log FILE] [--docs]";

/**
 * Reads the flags of `npm run faults`.
 *
 * @param engineKinds The kinds that there are on the real engine.
 * @throws {Error} if one is unknown, or its value is none.
 */
export function readFaultOptions(
  words: readonly string[],
  cores: number,
  engineKinds: readonly string[],
): FaultOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      seed: { type: "string" },
      level: { type: "string", multiple: true },
      kind: { type: "string", multiple: true, default: [] },
      share: { type: "string", default: "1" },
      minutes: { type: "string", default: "600" },
      jobs: { type: "string", default: String(2 * cores) },
      "own-provider": { type: "boolean", default: false },
      log: { type: "string" },
      docs: { type: "boolean", default: false },
    },
  });
  const { level = ["simulated", "engine"], kind: kinds, log, docs } = values;
  const levels = level.map((each) => {
    if (each === "simulated" || each === "engine") return each;
    throw new Error(`'--level' must be simulated or engine, got '${each}'\n${USAGE}`);
  });
  const unknown = kinds.find((kind) => !engineKinds.includes(kind));
  if (unknown !== undefined) {
    throw new Error(
      `'--kind' must be one of ${engineKinds.join("; ")}, got '${unknown}'\n${USAGE}`,
    );
  }
  return {
    ...{ levels, kinds, docs, ownProvider: values["own-provider"] },
    seed: numberOf("seed", values.seed, (n) => Number.isSafeInteger(n) && n >= 0),
    share: numberOf("share", values.share, (n) => n > 0 && n <= 1),
    minutes: numberOf("minutes", values.minutes, (n) => n >= 0),
    jobs: numberOf("jobs", values.jobs, (n) => Number.isSafeInteger(n) && n >= 1),
    ...(log !== undefined && { log }),
  };
}

const RANGES = {
  seed: "a whole number from 0 on",
  share: "a number from 0 to 1",
  minutes: "a number from 0 on",
  jobs: "a whole number from 1 on",
} as const;

function numberOf(
  flag: keyof typeof RANGES,
  text = "",
  isRight: (value: number) => boolean,
): number {
  const value = Number(text);
  if (text !== "" && isRight(value)) return value;
  throw new Error(`'--${flag}' must be ${RANGES[flag]}, got '${text}'\n${USAGE}`);
}
