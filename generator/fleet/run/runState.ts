import type { FailedCreation } from "../../automation/failedCreation.js";
import { CliError } from "../../cliError.js";
import type { StackDeployment } from "../remote/stackDeployment.js";
import { isMade, keptAfter, type KeptState } from "./keptState.js";
import type {
  CreationRecord,
  JournalRecord,
  KeptRecord,
  RunRecord,
  StackRecord,
  StackState,
} from "./journalRecord.js";

/** A stack as a journal leaves it. */
export interface StackStatus extends Omit<StackRecord, "kind" | "at"> {
  /** Number of its wave, from 1 on. */
  wave: number;
  /** When it came to its state; empty while it is queued. */
  since: string;
  /** What works on it in Pulumi Deployments, or did last. */
  deployment?: StackDeployment;
}

/** A run as its journal leaves it. */
export interface RunState {
  header: RunRecord;
  /** In the order of the waves. */
  stacks: StackStatus[];
  /** Who wrote last. */
  writer?: { host: string; pid: number };
  /** Creations that have failed since each stack was done last, by its id. */
  failedCreations: Map<string, FailedCreation[]>;
  /** States of stacks from before an update after which they were not whole, by the stack's id. */
  keptStates: Map<string, KeptState>;
  /** Whether the last writer was asked to stop. */
  cancelled: boolean;
  /** Exit code of the last writer; nothing while it writes, or when it was killed. */
  exitCode?: number;
}

/**
 * States from which a stack goes on by itself while its runner lives. An update without a change in its preview follows it
 * at once, so a previewed stack may have been changed too.
 */
const IN_FLIGHT: readonly StackState[] = ["previewing", "gated", "applying"];

/**
 * What the lines of a journal come to. A last line that is torn, as a process leaves it that is killed while it writes, is
 * left out; so is a record of a stack that the run does not have.
 *
 * @throws {CliError} if another line is none of a journal, or the first is not its header.
 */
export function runState(lines: readonly string[]): RunState {
  const records = parsedRecords(lines);
  const [header] = records;
  if (header?.kind !== "run") {
    throw new CliError(
      "the journal has no header in its first line: it is none of 'slipway fleet'",
    );
  }
  const stacks = new Map<string, StackStatus>();
  header.waves.forEach((wave, i) => {
    for (const id of wave) stacks.set(id, { id, state: "queued", wave: i + 1, since: "" });
  });
  const state: RunState = {
    header,
    stacks: [],
    failedCreations: new Map(),
    keptStates: new Map(),
    cancelled: false,
  };
  for (const record of records) apply(record, state, stacks);
  state.stacks = [...stacks.values()];
  return state;
}

/** The same run when nobody writes any more: what it worked on is interrupted. */
export function withoutWriter(state: RunState): RunState {
  const stacks = state.stacks.map((stack): StackStatus => {
    return IN_FLIGHT.includes(stack.state) ? { ...stack, state: "interrupted" } : stack;
  });
  return { ...state, stacks };
}

function apply(record: JournalRecord, state: RunState, stacks: Map<string, StackStatus>): void {
  switch (record.kind) {
    case "writer":
      state.writer = { host: record.host, pid: record.pid };
      state.cancelled = false;
      delete state.exitCode;
      // Whatever the writer before had in hand when it went, this one has not.
      for (const stack of withoutWriter({ ...state, stacks: [...stacks.values()] }).stacks) {
        stacks.set(stack.id, stack);
      }
      break;
    case "stack": {
      const before = stacks.get(record.id);
      if (before === undefined) break;
      stacks.set(record.id, statusAfter(before, record));
      if (record.state !== "done") break;
      state.failedCreations.delete(record.id);
      state.keptStates.delete(record.id);
      break;
    }
    case "deployment": {
      const before = stacks.get(record.id);
      if (before) stacks.set(record.id, { ...before, deployment: record.deployment });
      break;
    }
    case "creation": {
      keep(record, state);
      if (isMade(record.creation)) break;
      const before = state.failedCreations.get(record.id) ?? [];
      state.failedCreations.set(record.id, [...before, record.creation]);
      break;
    }
    case "kept":
      keep(record, state);
      break;
    case "cancel":
      state.cancelled = true;
      break;
    case "end":
      state.exitCode = record.exitCode;
      break;
    case "run":
      break;
  }
}

function keep(record: CreationRecord | KeptRecord, { keptStates }: RunState): void {
  const kept = keptAfter(keptStates.get(record.id), record);
  if (kept) keptStates.set(record.id, kept);
  else keptStates.delete(record.id);
}

/** What a stack is made of stays known from the beginning of its work on, and so does what works on it elsewhere. */
function statusAfter(
  { wave, inputHash, deployment }: StackStatus,
  record: StackRecord,
): StackStatus {
  const { at, ...about } = record;
  const status: StackStatus & { kind?: string } = {
    ...(inputHash !== undefined && { inputHash }),
    ...about,
    ...(deployment && { deployment }),
    wave,
    since: at,
  };
  delete status.kind;
  return status;
}

const KINDS: readonly string[] = [
  "run",
  "writer",
  "stack",
  "deployment",
  "creation",
  "kept",
  "cancel",
  "end",
];

function parsedRecords(lines: readonly string[]): JournalRecord[] {
  const written = lines.filter((line) => line.trim() !== "");
  return written.flatMap((line, i) => {
    const record = parsed(line);
    if (record !== undefined) return [record];
    if (i === written.length - 1) return [];
    throw new CliError(
      `line ${i + 1} of the journal is no record of a run: something else has written to it; ` +
        "'slipway fleet up' begins a new run",
    );
  });
}

function parsed(line: string): JournalRecord | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const { kind } = (value ?? {}) as { kind?: unknown };
    return typeof kind === "string" && KINDS.includes(kind) ? (value as JournalRecord) : undefined;
  } catch {
    return undefined;
  }
}
