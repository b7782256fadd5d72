import { randomUUID } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CliError } from "../../cliError.js";
import { isAlive, ownIdentity, type ProcessIdentity } from "./processLife.js";

/** How often who holds the lock says that it lives. */
const HEARTBEAT_MILLISECONDS = 10_000;

/** After how long without a heartbeat a process of another machine is taken for dead. */
const SILENCE_MILLISECONDS = 120_000;

/** Exit code of a command that another one locks out. */
export const EXIT_LOCKED = 4;

/** The right to write the journals of a fleet, until it is released. */
export interface WriterLock {
  /** @throws {CliError} if it was lost: to somebody who took this process for dead. */
  assertHeld(): void;
  release(): void;
}

interface Holder extends ProcessIdentity {
  /** ISO 8601. */
  since: string;
}

/**
 * Takes the lock of a folder. Whoever takes it makes the file with the next number: the file system lets one make it, with
 * its content, and the numbers never go down, so that nobody can take over from who has just taken over. A released lock
 * and that of a process that is dead are passed over.
 *
 * @throws {CliError} with exit code 4 if a living process holds it.
 */
export function takeWriterLock(folder: string): WriterLock {
  mkdirSync(folder, { recursive: true });
  const candidate = join(folder, `candidate-${randomUUID()}`);
  const holder: Holder = { ...ownIdentity(), since: new Date().toISOString() };
  writeFileSync(candidate, JSON.stringify(holder));
  try {
    for (;;) {
      const last = lastNumber(folder);
      if (last > 0) refuseLiving(folder, last);
      const number = last + 1;
      if (!madeLink(candidate, lockFile(folder, number))) continue;
      // Somebody may have taken a later one, and cleared this number away, meanwhile.
      if (lastNumber(folder) === number) return heldLock(folder, number);
      rmSync(lockFile(folder, number), { force: true });
    }
  } finally {
    rmSync(candidate, { force: true });
  }
}

/** Who holds the lock of a folder; nothing when it is free. */
export function lockHolder(folder: string): ProcessIdentity | undefined {
  const last = lastNumber(folder);
  const holder = last > 0 ? holderOf(folder, last) : undefined;
  return holder && isLiving(folder, last, holder) ? holder : undefined;
}

function heldLock(folder: string, number: number): WriterLock {
  for (const other of numbersIn(folder)) {
    if (other < number) rmSync(lockFile(folder, other), { force: true });
  }
  const file = lockFile(folder, number);
  const heartbeat = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // `assertHeld` says it.
    }
  }, HEARTBEAT_MILLISECONDS);
  heartbeat.unref();
  return {
    assertHeld: () => {
      if (lastNumber(folder) !== number) {
        throw new CliError(
          "another 'slipway fleet' has taken over: this one was silent for too long",
          EXIT_LOCKED,
        );
      }
    },
    release: () => {
      clearInterval(heartbeat);
      if (lastNumber(folder) === number) writeFileSync(file, RELEASED);
    },
  };
}

const RELEASED = "{}";

function refuseLiving(folder: string, number: number): void {
  const holder = holderOf(folder, number);
  if (!holder || !isLiving(folder, number, holder)) return;
  throw new CliError(
    `process ${holder.pid} on ${holder.host} runs this fleet since ${holder.since}: wait for its end, ` +
      "or see 'slipway fleet status'",
    EXIT_LOCKED,
  );
}

function isLiving(folder: string, number: number, holder: ProcessIdentity): boolean {
  return isAlive(holder) ?? Date.now() - heartbeatOf(folder, number) < SILENCE_MILLISECONDS;
}

function heartbeatOf(folder: string, number: number): number {
  return statSync(lockFile(folder, number), { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Nothing when it is released, gone or torn. */
function holderOf(folder: string, number: number): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(lockFile(folder, number), "utf8")) as Partial<Holder>;
    return value.pid === undefined ? undefined : (value as Holder);
  } catch {
    return undefined;
  }
}

function madeLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function lockFile(folder: string, number: number): string {
  return join(folder, `lock-${number}`);
}

function numbersIn(folder: string): number[] {
  try {
    return readdirSync(folder).flatMap((name) => {
      const number = /^lock-(\d+)$/.exec(name)?.[1];
      return number === undefined ? [] : [Number(number)];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

function lastNumber(folder: string): number {
  return Math.max(0, ...numbersIn(folder));
}
