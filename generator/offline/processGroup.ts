import type { ChildProcess, ChildProcessByStdio, StdioOptions } from "node:child_process";
import { spawn } from "node:child_process";
import type { Writable } from "node:stream";

/** Waits until whoever holds the other end of its standard input is gone, and ends the process group then. */
const GUARD = 'while read -r _; do :; done; kill -s KILL -- "-$1"';

/** Windows has none. */
const IS_GROUP = process.platform !== "win32";

/** A process that is ended together with all that it starts. */
export interface ProcessGroup {
  readonly leader: ChildProcess;
  /** Ends whatever is left of it, at once. */
  end(): void;
}

/**
 * Starts a Node process as the leader of a process group of its own. The group ends with {@link ProcessGroup.end}, and
 * also when this process is killed and can do nothing any more: a shell that costs a millisecond waits for that.
 *
 * Windows has no process groups: there the leader alone is ended.
 */
export function startGroup(file: string, cwd: string, stdio: StdioOptions): ProcessGroup {
  return groupOf(spawn(process.execPath, [file], { cwd, stdio, detached: IS_GROUP }));
}

/** The group of a process that was started with `detached`, ended in the same way. */
export function groupOf(leader: ChildProcess): ProcessGroup {
  const { pid } = leader;
  const guard = IS_GROUP && pid !== undefined ? startGuard(pid) : undefined;
  return {
    leader,
    end: () => {
      if (!IS_GROUP || pid === undefined) leader.kill("SIGKILL");
      else killGroup(pid);
      guard?.stdin.destroy();
    },
  };
}

function startGuard(pid: number): ChildProcessByStdio<Writable, null, null> {
  const guard = spawn("sh", ["-c", GUARD, "sh", String(pid)], {
    // In a group of its own, it outlives a signal to this process's group.
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Without a shell, a process that is killed leaves its group behind, and nothing else changes.
  guard.on("error", () => undefined);
  guard.stdin.on("error", () => undefined);
  guard.unref();
  return guard;
}

/** Ends all processes of a group; on Windows its leader. */
export function killGroup(pid: number): void {
  try {
    process.kill(IS_GROUP ? -pid : pid, "SIGKILL");
  } catch {
    // Nothing is left of it.
  }
}
