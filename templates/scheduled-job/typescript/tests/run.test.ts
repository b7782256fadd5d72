import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";

import { run } from "../src/run.js";

const LIMITS = { attempts: 3, timeLimitMs: 2000, pauseMs: 1 };

/** A stop that never comes. */
const never = () => new AbortController().signal;

function recorder() {
  const events: string[] = [];
  return { events, log: (event: string) => void events.push(event) };
}

describe("run", () => {
  it("is done after one attempt that works", async () => {
    const { events, log } = recorder();
    assert.equal(await run(() => Promise.resolve(), LIMITS, never(), log), 0);
    assert.deepEqual(events, ["attempt", "done"]);
  });

  it("tries again what fails", async () => {
    const { events, log } = recorder();
    let attempts = 0;
    const work = () => ((attempts += 1) < 3 ? Promise.reject(new Error("not yet")) : Promise.resolve());
    assert.equal(await run(work, LIMITS, never(), log), 0);
    assert.deepEqual(events, ["attempt", "failed", "attempt", "failed", "attempt", "done"]);
  });

  it("fails when no attempt works", async () => {
    const { events, log } = recorder();
    assert.equal(await run(() => Promise.reject(new Error("no")), LIMITS, never(), log), 1);
    assert.equal(events.filter((event) => event === "attempt").length, 3);
  });

  it("fails when the time is over, also with work that does not heed it", { timeout: 5000 }, async () => {
    const { events, log } = recorder();
    const forever = () => new Promise<void>(() => undefined);
    // A timer of the signal alone keeps no program: this one does, as the work would.
    const alive = setInterval(() => undefined, 1000);
    assert.equal(await run(forever, { ...LIMITS, timeLimitMs: 50 }, never(), log), 1);
    clearInterval(alive);
    assert.deepEqual(events, ["attempt", "failed"]);
  });

  it("stops when it is told to", { timeout: 5000 }, async () => {
    const { events, log } = recorder();
    const stop = new AbortController();
    const work = () => {
      stop.abort(new Error("SIGTERM"));
      return new Promise<void>(() => undefined);
    };
    assert.equal(await run(work, LIMITS, stop.signal, log), 1);
    assert.deepEqual(events, ["attempt", "failed"]);
  });
});

describe("the program", () => {
  it("ends with exit code 0 when the work is done", () => {
    const { status, stdout } = spawnSync(process.execPath, [require.resolve("../src/main.js")], { encoding: "utf8" });
    const events = stdout.trim().split("\n").map((line) => (JSON.parse(line) as { event: string }).event);
    assert.deepEqual([status, events], [0, ["attempt", "done"]]);
  });

  it("refuses a setting that is no number", () => {
    const env = { ...process.env, ATTEMPTS: "many" };
    const { status, stdout } = spawnSync(process.execPath, [require.resolve("../src/main.js")], { encoding: "utf8", env });
    assert.equal(status, 1);
    assert.match(stdout, /ATTEMPTS must be a whole number above 0/);
  });
});
