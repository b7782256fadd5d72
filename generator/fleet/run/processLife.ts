import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

/** Which process: ids of processes are used again, so the moment of its start belongs to it. */
export interface ProcessIdentity {
  host: string;
  pid: number;
  /** What the system says of its start; empty where it says nothing. */
  startedAt: string;
}

/** This process. */
export function ownIdentity(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, startedAt: startOf(process.pid) };
}

/**
 * Whether a process lives. Nothing where that cannot be known from here: it is of another machine.
 */
export function isAlive({ host, pid, startedAt }: ProcessIdentity): boolean | undefined {
  if (host !== hostname()) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives, and is another user's.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  if (isZombie(pid)) return false;
  const now = startOf(pid);
  return startedAt === "" || now === "" || now === startedAt;
}

/** The fields of `/proc/<pid>/stat` after the name, which may hold anything; nothing where there is none. */
function statFields(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return [];
  }
}

/** A process that has ended, and whose parent has not asked for its end. */
function isZombie(pid: number): boolean {
  return statFields(pid)[0] === "Z";
}

/** Ticks since the machine's start with the machine's boot, or what `ps` prints where there is no `/proc`. */
function startOf(pid: number): string {
  // The 22nd field; the first two are before the fields.
  const ticks = statFields(pid)[19];
  if (ticks !== undefined) return `${bootId()}:${ticks}`;
  if (process.platform === "win32" || process.platform === "linux") return "";
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}

function bootId(): string {
  try {
    return readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
  } catch {
    return "";
  }
}
