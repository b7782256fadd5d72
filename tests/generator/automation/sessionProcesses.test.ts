import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  endLeftUpdates,
  endSession,
  liveProcesses,
  updateMark,
} from "../../../generator/automation/sessionProcesses.js";

interface Engine {
  leader: ChildProcess & { pid: number };
  /** A process that it has started, in a group of its own, as Pulumi starts its plugins. */
  left: number;
}

async function engine(mark: Record<string, string> = {}): Promise<Engine> {
  const leader = spawn("bash", ["-c", "set -m; sleep 60 & echo $!; wait"], {
    detached: true,
    env: { ...process.env, ...mark },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [text] = (await once(leader.stdout, "data")) as [Buffer];
  assert.ok(leader.pid);
  return { leader: leader as Engine["leader"], left: Number(text.toString()) };
}

const isLive = (pid: number): boolean => liveProcesses().some((each) => each.pid === pid);

/** A process that was killed is gone a moment later. */
async function assertGone(pid: number): Promise<void> {
  for (let tries = 0; isLive(pid); tries += 1) {
    assert.ok(tries < 200, `${pid} lives`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe("sessionProcesses", function () {
  // Without /proc nothing is known of other processes, and nothing is ended.
  before(function () {
    if (liveProcesses().length > 0) return;
    console.log("what dead engines leave is not tested: there is no /proc");
    this.skip();
  });

  const engines: Engine[] = [];

  afterEach(async () => {
    for (const { leader, left } of engines.splice(0)) {
      leader.kill("SIGKILL");
      if (isLive(left)) process.kill(left, "SIGKILL");
      await assertGone(left);
    }
  });

  async function started(mark?: Record<string, string>): Promise<Engine> {
    const one = await engine(mark);
    engines.push(one);
    return one;
  }

  async function killed({ leader }: Engine): Promise<void> {
    leader.kill("SIGKILL");
    await once(leader, "exit");
  }

  it("ends what a dead engine has started, and leaves a living one alone", async () => {
    const one = await started();
    endSession(one.leader.pid);
    assert.ok(isLive(one.leader.pid) && isLive(one.left));
    await killed(one);
    assert.ok(isLive(one.left));
    endSession(one.leader.pid);
    await assertGone(one.left);
  });

  it("ends what dead engines of a stack have left, and nothing of another stack or folder", async () => {
    const dead = await started(updateMark("/p", "dev"));
    const living = await started(updateMark("/p", "dev"));
    const others = [
      await started(updateMark("/p", "dev2")),
      await started(updateMark("/p/q", "dev")),
      await started(),
    ];
    for (const one of [dead, ...others]) await killed(one);
    endLeftUpdates("/p", "dev");
    await assertGone(dead.left);
    for (const { left } of [living, ...others]) assert.ok(isLive(left));
  });
});
