import { readFileSync } from "node:fs";
import type { CallRates } from "../callFault.js";

/** What is done to processes at one moment of a stack's work. */
export type Blow =
  | "kill engine"
  | "kill runner"
  | "kill both"
  | "SIGINT"
  | "SIGINT twice"
  | "SIGINT, SIGTERM, SIGKILL"
  | "expired credentials";

/** A fault at one moment, once in a case. */
export type Strike =
  /** At the call of this number, before AWS has carried it out or after. */
  | { at: "call"; stack: string; call: number; moment: "before" | "after"; blow: Blow }
  /** When the engine writes its state for this time. */
  | { at: "state"; stack: string; write: number; blow: "ENOSPC" }
  /** When the runner writes this record of its journal: it is killed before, in the middle or after, or the disk is full. */
  | { at: "record"; record: number; blow: "kill before" | "kill torn" | "kill after" | "ENOSPC" };

/** What happens to a case. */
export interface SimulatedPlan {
  seed: number;
  rates: CallRates;
  /** Tries of one call by the engine. */
  attempts: number;
  strike?: Strike;
  /** A stack that violates a policy. */
  blocked?: string;
}

/** Where a case has everything. */
export interface CaseFolders {
  /** With the fleet's file. */
  root: string;
  /** What exists in the simulated AWS, a file for each object. */
  cloud: string;
  /** States of the stacks and their locks. */
  states: string;
}

/** The folders in the folder of a case. */
export function foldersOf(root: string): CaseFolders {
  return { root, cloud: `${root}/cloud`, states: `${root}/states` };
}

/** The plan of a case. */
export function planOf(root: string): SimulatedPlan {
  return JSON.parse(readFileSync(`${root}/plan.json`, "utf8")) as SimulatedPlan;
}
