import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { emulatorPython } from "./engine.js";
import { type Running, start } from "./process.js";

const PATIENCE_MILLISECONDS = 300_000;

/** How a task ends that RunTask started. */
export interface TaskEnd {
  /** Exit code of its first container; `null` for a task that never ends by itself. */
  exitCode: number | null;
  /** Lines that the container wrote in its log. */
  log: readonly string[];
}

/** Where the requests of a path went after a call, as far as it differs from the moment before. */
export interface TrafficMoment {
  /** As in `/orders/*`. */
  path: string;
  /** The call, as in `elbv2 CreateRule`. */
  after: string;
  /** Priority of the listener's rule that won; null where there was none. */
  rule: number | null;
  /** Names of the services with healthy tasks in the rule's target groups. */
  services: string[];
  /** Whether each target group that had requests had healthy tasks of a service. */
  healthy: boolean;
}

/** An AWS emulator on loopback, empty at its start. */
export interface Emulator {
  /** Its address, as in `http://127.0.0.1:40123`. */
  endpoint: string;
  /**
   * Every call since the start (or since `forget`), oldest first: service and action, as in `ecs CreateService`. What an
   * AWS SDK repeated is one call.
   */
  calls(): Promise<string[]>;
  /** Waits until `calls` has the call; rejects after five minutes. */
  hears(call: string): Promise<void>;
  /** Makes `calls` begin here. */
  forget(): Promise<void>;
  /** Says how tasks end that RunTask starts from now on; at first they end with 0, without a log. */
  endTasks(end: TaskEnd): Promise<void>;
  /** Moves the clock by which deployments of `timed` images go on; it stands still otherwise. */
  forward(seconds: number): Promise<void>;
  /** All that became of the requests of each path since the start. */
  traffic(): Promise<TrafficMoment[]>;
  /** Stops it by its process id, and rejects if it ever answered with status 500 or above: so no suite passes by luck. */
  stop(): Promise<void>;
}

/** A line of the emulator's log; that of a repeated call has a word after the status. */
const FIRST_ANSWER = /^(.*)\t\d+$/gm;

/** Starts `tests/engine/emulator.py` on a free port of loopback and waits until it answers. */
export async function startEmulator(): Promise<Emulator> {
  const folder = await mkdtemp(join(tmpdir(), "slipway-emulator-"));
  const log = join(folder, "calls.log");
  const failures = join(folder, "failures.log");
  const port = await freePort();
  const script = join(packageRoot(), "tests", "engine", "emulator.py");
  const files = ["--log", log, "--failures", failures];
  const parameters = [script, "--host", "127.0.0.1", "--port", String(port), ...files];
  const server = start(emulatorPython(), parameters, {
    directory: folder,
    environment: process.env,
  });
  const onExit = (): void => {
    server.signal("SIGKILL");
  };
  process.once("exit", onExit);
  const endpoint = `http://127.0.0.1:${port}`;
  await answers(endpoint, server);
  let forgotten = 0;
  const allCalls = async (): Promise<string[]> =>
    [...(await readFile(log, "utf8")).matchAll(FIRST_ANSWER)].map(([, call = ""]) => call);
  const calls = async (): Promise<string[]> => (await allCalls()).slice(forgotten);
  return {
    endpoint,
    calls,
    hears: async (call) => {
      const end = Date.now() + PATIENCE_MILLISECONDS;
      while (!(await calls()).includes(call)) {
        assert.ok(Date.now() < end, `no "${call}" in five minutes`);
        await sleep(200);
      }
    },
    forget: async () => {
      forgotten = (await allCalls()).length;
    },
    endTasks: async (end) => {
      const body = JSON.stringify(end);
      const answer = await fetch(`${endpoint}/moto-api/emulated/task-end`, { method: "PUT", body });
      assert.equal(answer.status, 204);
    },
    forward: async (seconds) => {
      const body = JSON.stringify({ forward: seconds });
      const answer = await fetch(`${endpoint}/moto-api/emulated/clock`, { method: "PUT", body });
      assert.equal(answer.status, 204);
    },
    traffic: async () => {
      const answer = await fetch(`${endpoint}/moto-api/emulated/traffic`);
      return (await answer.json()) as TrafficMoment[];
    },
    stop: async () => {
      process.removeListener("exit", onExit);
      server.signal("SIGTERM");
      await server.finished;
      const failed = await readFile(failures, "utf8");
      await rm(folder, { recursive: true, force: true });
      assert.equal(failed, "", "the emulator failed");
    },
  };
}

async function answers(endpoint: string, server: Running): Promise<void> {
  const state = { ended: false };
  void server.finished.finally(() => {
    state.ended = true;
  });
  const end = Date.now() + PATIENCE_MILLISECONDS;
  while (Date.now() < end) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok === true) {
      return;
    }
    if (state.ended) {
      break;
    }
    await sleep(200);
  }
  throw new Error(`the emulator did not answer on ${endpoint}:\n${server.written().stderr}`);
}

/** A port of loopback that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
