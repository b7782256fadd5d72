import type { Command } from "commander";

import { nearestNames } from "../../components/rules/nearestName.js";
import { argumentEntries } from "./argumentEntries.js";
import { commandEntries } from "./commandEntries.js";
import { diagnosisEntries } from "./diagnosisEntries.js";
import { explainMessage } from "./explainMessage.js";
import type { Entry, Explanation } from "./explanation.js";
import { entriesNamed } from "./namedEntries.js";
import { pathSegments } from "./namedPath.js";
import { readReference } from "./reference.js";
import { ruleEntries } from "./ruleEntries.js";

/** How many names are given in place of one that there is not. */
const MOST_NEAREST = 5;

/** What a word or a message was explained as. */
export interface Explained {
  /** What it may mean; empty where nothing is known of it. */
  explanations: Explanation[];
  /** Names that are like it, where nothing is known of it. */
  nearest: string[];
}

/** Everything that can be explained. The program has to have all of its commands. */
export function allEntries(program: Command): Entry[] {
  return [
    ...ruleEntries(),
    ...diagnosisEntries(),
    ...argumentEntries(readReference()),
    ...commandEntries(program),
  ];
}

/**
 * Explains a rule, an argument, a flag, an exit code, a diagnosis or a message.
 *
 * @param asked A name in any case, the end of a path, or a message whole or in part.
 */
export function explain(asked: string, entries: readonly Entry[]): Explained {
  const named = entriesNamed(asked, entries);
  const found = named.length > 0 ? named : explainMessage(asked.trim(), entries);
  if (found.length > 0) return { explanations: found, nearest: [] };
  const names = entries.flatMap(({ explanation, names: others, paths = [] }) => [
    explanation.name,
    ...others.filter((name) => !/\d/.test(name)),
    ...paths.map((path) => pathSegments(path).at(-1) ?? path),
  ]);
  const isWord = /[a-z]{3}/i.test(asked);
  return {
    explanations: [],
    nearest: isWord ? nearestNames(asked.trim(), names, MOST_NEAREST) : [],
  };
}
