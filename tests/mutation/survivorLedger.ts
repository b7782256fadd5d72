import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { MutantCounts, SurvivingLine } from "./mutantCounts.js";

/** Mutants of a line that no test can or need kill, with the reason. */
interface LedgerEntry {
  line: string;
  survivors: number;
  reason: string;
}

/** Survivors with their reasons, by the paths of their files. */
export type Ledger = Record<string, readonly LedgerEntry[]>;

/** The last run over all rooms. */
export interface MutationResult {
  /** CPU seconds that it took. */
  seconds: number;
  stryker: string;
  rooms: { title: string; files: Record<string, MutantCounts> }[];
}

/** Least share of mutants of a room that tests kill, in percent. */
export const LEAST_SCORE = 85;

/** How the reason of a survivor begins that nobody has judged yet. Rules have none. */
export const OPEN = "open: ";

/** Where the ledger of survivors is. */
export const LEDGER = "tests/mutation/survivors.json";

/** Where the result of the last run over all rooms is. */
export const RESULT = "tests/mutation/result.json";

/** The survivors that have a reason. */
export function readLedger(): Ledger {
  return JSON.parse(readFileSync(join(packageRoot(), LEDGER), "utf8")) as Ledger;
}

/** The last run over all rooms. */
export function readResult(): MutationResult {
  return JSON.parse(readFileSync(join(packageRoot(), RESULT), "utf8")) as MutationResult;
}

/** Lines with more survivors than the ledger has a reason for. */
export function unexplained(lines: readonly SurvivingLine[], ledger: Ledger): SurvivingLine[] {
  return lines.filter(({ path, line, survivors }) => {
    const entry = (ledger[path] ?? []).find((one) => one.line === line);
    return survivors > (entry?.survivors ?? 0);
  });
}

/** Entries, as `path: line`, with more survivors than there are. */
export function stale(lines: readonly SurvivingLine[], ledger: Ledger): string[] {
  return Object.entries(ledger).flatMap(([path, entries]) =>
    entries
      .filter(({ line, survivors }) => {
        const found = lines.find((one) => one.path === path && one.line === line);
        return survivors > (found?.survivors ?? 0);
      })
      .map(({ line }) => `${path}: ${line}`),
  );
}
