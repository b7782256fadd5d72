import { hostname, userInfo } from "node:os";
import type { OperationError } from "../../../automation/failure.js";
import { isAlive } from "../processLife.js";

/** Who holds a stack, as the Pulumi CLI tells it of the locks of self-managed backends. */
export interface LockHolder {
  user: string;
  host: string;
  pid: number;
  /** ISO 8601. */
  at: string;
}

/** @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/lock.go */
const HOLDER = /created by (\S+)@(\S+) \(pid (\d+)\) at (\S+)/g;

/** Those who hold a stack, of what the CLI said when it could not have it. */
export function lockHolders(errors: readonly OperationError[]): LockHolder[] {
  return errors.flatMap(({ message }) =>
    [...message.matchAll(HOLDER)].map(([, user = "", host = "", pid = "", at = ""]) => {
      return { user, host, pid: Number(pid), at };
    }),
  );
}

/** A clock may be read a moment later than a file's time says. */
const SKEW_MILLISECONDS = 1000;

/**
 * Whether a stack is only held by processes of ours that are dead: of this user on this machine, since the run began, and
 * gone. Of anybody else's lock nobody here knows whether its update goes on.
 */
export function isStaleLock(errors: readonly OperationError[], since: string): boolean {
  const holders = lockHolders(errors);
  const begin = Date.parse(since) - SKEW_MILLISECONDS;
  return (
    holders.length > 0 &&
    holders.every(
      ({ user, host, pid, at }) =>
        user === userInfo().username &&
        host === hostname() &&
        // The CLI tells whole seconds.
        Date.parse(at) + SKEW_MILLISECONDS >= begin &&
        isAlive({ host, pid, startedAt: "" }) === false,
    )
  );
}
