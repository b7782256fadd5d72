import assert from "node:assert/strict";
import { hostname, userInfo } from "node:os";
import { isStaleLock, lockHolders } from "../../../../../generator/fleet/run/repair/staleLock.js";
import { STARTED_AT } from "../fakeStacks.js";

const DEAD = 2 ** 22 + 1;
const LATER = "2026-01-02T03:10:00Z";

interface Holder {
  user?: string;
  host?: string;
  pid?: number;
  at?: string;
}

/** What the CLI says of a stack that others hold. */
function refusal(...holders: Holder[]): { urn: string; message: string }[] {
  const lines = holders.map(
    ({ user = userInfo().username, host = hostname(), pid = DEAD, at = LATER }) =>
      `  file:///s/.pulumi/locks/organization/p/dev/x.json: created by ${user}@${host} (pid ${pid}) at ${at}`,
  );
  const message = [
    `the stack is currently locked by ${holders.length} lock(s). Either wait for the other ` +
      "process(es) to end or delete the lock file with `pulumi cancel`.",
    ...lines,
  ].join("\n");
  return [{ urn: "", message }];
}

describe("lockHolders", () => {
  it("reads everybody that the CLI names", () => {
    const holders = [
      { user: "a", host: "h", pid: 1, at: LATER },
      { user: "b", host: "i", pid: 22, at: LATER },
    ];
    assert.deepEqual(lockHolders(refusal(...holders)), holders);
  });
});

describe("isStaleLock", () => {
  it("is one of ours whose process is dead", () => {
    assert.equal(isStaleLock(refusal({}), STARTED_AT), true);
    assert.equal(isStaleLock(refusal({}, { pid: DEAD + 1 }), STARTED_AT), true);
    // The CLI tells whole seconds.
    assert.equal(isStaleLock(refusal({ at: "2026-01-02T03:04:05Z" }), STARTED_AT), true);
  });

  it("is not one that lives, of another user or machine, from before the run, or unknown", () => {
    for (const other of [
      { pid: process.pid },
      { user: "somebody" },
      { host: "another" },
      { at: "2026-01-02T03:04:01Z" },
    ]) {
      assert.equal(isStaleLock(refusal(other), STARTED_AT), false, JSON.stringify(other));
      assert.equal(isStaleLock(refusal({}, other), STARTED_AT), false);
    }
    const cloud = "[409] Conflict: Another update is currently in progress.";
    assert.equal(isStaleLock([{ urn: "", message: cloud }], STARTED_AT), false);
  });
});
