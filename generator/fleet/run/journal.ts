import {
  closeSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { CliError } from "../../cliError.js";
import { reserveRoom, writeAll } from "./diskReserve.js";
import type { JournalRecord } from "./journalRecord.js";
import { timeInName } from "./timeInName.js";
import type { WriterLock } from "./writerLock.js";

/** Where the journals of a fleet are. */
export function journalFolder(fleetFile: string): string {
  return join(dirname(fleetFile), ".slipway", "fleet");
}

/** The file of a run. */
export function journalFile(fleetFile: string, run: string): string {
  return join(journalFolder(fleetFile), `${run}.jsonl`);
}

/** Where a run keeps copies of states. */
export function keptStatesFolder(fleetFile: string, run: string): string {
  return join(journalFolder(fleetFile), run);
}

/** The name of a run, with the second of its beginning. */
export function runName(now: Date, random: number): string {
  return `${timeInName(now)}-${Math.floor(random * 0x10000)
    .toString(16)
    .padStart(4, "0")}`;
}

/**
 * The name of the last run of a fleet, or the one that is asked for.
 *
 * @throws {CliError} if there is none.
 */
export function findRun(fleetFile: string, asked?: string): string {
  const runs = runsOf(fleetFile);
  const run = asked ?? runs.at(-1);
  if (run === undefined) {
    throw new CliError(`there is no run of ${fleetFile} yet: 'slipway fleet up' begins one`);
  }
  if (!runs.includes(run)) {
    const known = runs.slice(-3).join(", ");
    throw new CliError(
      `'--run' must name a run of ${fleetFile}, got '${run}'; ` +
        (known === "" ? "there is none yet" : `the last are ${known}`),
    );
  }
  return run;
}

/** In the order of their beginning, also within the second that their names have. */
function runsOf(fleetFile: string): string[] {
  try {
    return readdirSync(journalFolder(fleetFile))
      .flatMap((name) => /^(.+)[.]jsonl$/.exec(name)?.[1] ?? [])
      .flatMap((run) => {
        const first = firstLine(journalFile(fleetFile, run));
        return first === undefined ? [] : [{ run, order: `${begunAt(first) ?? ""} ${run}` }];
      })
      .sort((one, other) => (one.order < other.order ? -1 : 1))
      .map(({ run }) => run);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Nothing of a run that was killed before it came to write its first record: it has done nothing, and is none. */
function firstLine(file: string): string | undefined {
  const text = readFileSync(file, "utf8");
  const end = text.indexOf("\n");
  return end < 0 ? undefined : text.slice(0, end);
}

/** A journal that somebody has edited is found too, and refused when it is read. */
function begunAt(line: string): string | undefined {
  return /"at":"([^"]+)"\}?$/.exec(line)?.[1];
}

/** The lines of a run's journal. */
export function journalLines(file: string): string[] {
  return readFileSync(file, "utf8").split("\n");
}

/** A journal that is written: every record is on the disk when `append` comes back. */
export interface Journal {
  append(record: JournalRecord): void;
  close(): void;
}

/**
 * Opens a run's journal to write at its end, and makes it where there is none. A torn last line goes away first. While it is
 * open, it keeps some room on its disk.
 *
 * @param lock Is asked before every record, so that nobody writes who lost it.
 */
export function openJournal(file: string, lock: Pick<WriterLock, "assertHeld">): Journal {
  mkdirSync(dirname(file), { recursive: true });
  const descriptor = openSync(file, "a+", 0o600);
  const content = readFileSync(file);
  const end = content.lastIndexOf("\n") + 1;
  if (end < content.length) ftruncateSync(descriptor, end);
  const reserve = reserveRoom(file);
  syncFolder(dirname(file));
  return {
    append: (record) => {
      lock.assertHeld();
      writeAll(descriptor, Buffer.from(`${JSON.stringify(record)}\n`), reserve.free);
      fsyncSync(descriptor);
    },
    close: () => {
      reserve.free();
      closeSync(descriptor);
    },
  };
}

/** So that a new file's name outlives a crash too; Windows opens no folders. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
