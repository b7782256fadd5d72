import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { CliError } from "../../../../generator/cliError.js";
import { isAlive, ownIdentity } from "../../../../generator/fleet/run/processLife.js";
import { lockHolder, takeWriterLock } from "../../../../generator/fleet/run/writerLock.js";

const LOCKED = (error: unknown): boolean => {
  assert.ok(error instanceof CliError);
  assert.equal(error.exitCode, 4);
  return true;
};

/** Takes the lock and writes two lines, as often as it is told; every third time it leaves it as one that is killed. */
const RACER = `
const { takeWriterLock } = require(process.argv[1]);
const { appendFileSync, readdirSync, writeFileSync } = require("node:fs");
const { hostname } = require("node:os");
const [, , folder, file, rounds] = process.argv;
const rest = new Int32Array(new SharedArrayBuffer(4));
for (let round = 1; round <= Number(rounds); ) {
  let lock;
  try {
    lock = takeWriterLock(folder);
  } catch (error) {
    if (error.exitCode !== 4) throw error;
    Atomics.wait(rest, 0, 0, 1);
    continue;
  }
  appendFileSync(file, "in " + process.pid + "\\n");
  lock.assertHeld();
  appendFileSync(file, "out " + process.pid + "\\n");
  const [last] = readdirSync(folder).filter((name) => name.startsWith("lock-")).sort((a, b) => b.slice(5) - a.slice(5));
  const dead = { host: hostname(), pid: 4194305, startedAt: "", since: "" };
  if (round % 3 === 0) writeFileSync(folder + "/" + last, JSON.stringify(dead));
  else lock.release();
  round += 1;
}`;

describe("takeWriterLock", () => {
  let folder: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "slipway-lock-")), "writer");
  });

  afterEach(() => {
    rmSync(join(folder, ".."), { recursive: true, force: true });
  });

  /** A lock as another process has left it. */
  function leave(holder: object): string {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, "lock-7");
    writeFileSync(
      file,
      JSON.stringify({ since: "2026-01-02T03:04:05Z", startedAt: "", ...holder }),
    );
    return file;
  }

  it("is one process's until it is released", () => {
    const lock = takeWriterLock(folder);
    assert.equal(lockHolder(folder)?.pid, process.pid);
    assert.throws(() => takeWriterLock(folder), LOCKED);
    lock.assertHeld();
    lock.release();
    assert.equal(lockHolder(folder), undefined);
    takeWriterLock(folder).release();
    assert.equal(readdirSync(folder).length, 1);
  });

  it("names who holds it, and what to do", () => {
    const { pid } = process;
    leave({ ...ownIdentity() });
    assert.throws(() => takeWriterLock(folder), {
      message:
        `process ${pid} on ${hostname()} runs this fleet since 2026-01-02T03:04:05Z: wait for its end, ` +
        "or see 'slipway fleet status'",
    });
  });

  it("passes over a process that is dead, and one whose id another process has now", () => {
    for (const dead of [
      { host: hostname(), pid: 2 ** 22 + 1 },
      { ...ownIdentity(), startedAt: "another start" },
    ]) {
      leave(dead);
      takeWriterLock(folder).release();
      rmSync(folder, { recursive: true });
    }
  });

  it("believes another machine's process for two minutes after its last heartbeat", () => {
    const file = leave({ host: "another", pid: 1 });
    assert.throws(() => takeWriterLock(folder), LOCKED);
    const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
    utimesSync(file, ago(60), ago(60));
    assert.throws(() => takeWriterLock(folder), LOCKED);
    utimesSync(file, ago(180), ago(180));
    takeWriterLock(folder).release();
  });

  it("lets nobody write who has lost it", () => {
    const lock = takeWriterLock(folder);
    writeFileSync(join(folder, "lock-9"), JSON.stringify(ownIdentity()));
    assert.throws(() => {
      lock.assertHeld();
    }, LOCKED);
    lock.release();
    assert.equal(lockHolder(folder)?.pid, process.pid);
  });

  it("takes a torn file for no lock", () => {
    mkdirSync(folder, { recursive: true });
    for (const torn of ["", '{"pid":', "{}"]) {
      writeFileSync(join(folder, "lock-3"), torn);
      takeWriterLock(folder).release();
    }
  });

  it("is never two processes' in races of three, who leave it behind every third time", async () => {
    const log = join(folder, "..", "log");
    const code = require.resolve("../../../../generator/fleet/run/writerLock.js");
    const racers = Array.from({ length: 3 }, () =>
      spawn(process.execPath, ["-e", RACER, code, folder, log, "60"], { stdio: "inherit" }),
    );
    const ends = await Promise.all(racers.map((racer) => once(racer, "exit")));
    assert.deepEqual(
      ends.map(([exitCode]: unknown[]) => exitCode),
      [0, 0, 0],
    );
    const lines = readFileSync(log, "utf8").trimEnd().split("\n");
    assert.equal(lines.length, 3 * 60 * 2);
    for (let i = 0; i < lines.length; i += 2) {
      assert.deepEqual(
        [lines[i]?.slice(0, 2), lines[i + 1]],
        ["in", lines[i]?.replace("in", "out")],
      );
    }
  });
});

describe("isAlive", () => {
  it("knows this machine's processes, and nothing of another's", () => {
    assert.equal(isAlive(ownIdentity()), true);
    assert.equal(isAlive({ ...ownIdentity(), startedAt: "" }), true);
    assert.equal(isAlive({ host: hostname(), pid: 2 ** 22 + 1, startedAt: "" }), false);
    assert.equal(isAlive({ ...ownIdentity(), host: "another" }), undefined);
  });
});
