import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { describe, it } from "node:test";

import { type Message, work, type WorkQueue } from "../src/worker.js";

/** A queue that hands out its messages at once, and says what became of each. */
function fakeQueue(bodies: readonly string[], end: AbortController) {
  const fates: string[] = [];
  let open: Message[] = bodies.map((body, i) => ({ id: String(i), body, receipt: String(i) }));
  const queue: WorkQueue = {
    receive: () => {
      const messages = open;
      open = [];
      if (messages.length === 0) end.abort();
      return Promise.resolve(messages);
    },
    delete: ({ body }) => Promise.resolve(void fates.push(`${body} deleted`)),
    release: ({ body }) => Promise.resolve(void fates.push(`${body} returned`)),
  };
  return { queue, fates };
}

const silent = () => undefined;

describe("work", () => {
  it("deletes what is done, and leaves what failed", async () => {
    const end = new AbortController();
    const { queue, fates } = fakeQueue(["a", "bad", "c"], end);
    const handle = (body: string) => (body === "bad" ? Promise.reject(new Error("no")) : Promise.resolve());
    await work(queue, handle, end.signal, silent);
    assert.deepEqual(fates, ["a deleted", "c deleted"]);
  });

  it("finishes its message and returns the others when it is stopped", async () => {
    const end = new AbortController();
    const { queue, fates } = fakeQueue(["a", "b", "c"], end);
    const handle = async () => {
      end.abort();
      await Promise.resolve();
    };
    await work(queue, handle, end.signal, silent);
    assert.deepEqual(fates, ["a deleted", "b returned", "c returned"]);
  });

  it("returns the others when one cannot be returned", async () => {
    const end = new AbortController();
    const { queue, fates } = fakeQueue(["a", "b", "c"], end);
    const release = (message: Message) =>
      message.body === "b" ? Promise.reject(new Error("no way there")) : queue.release(message);
    const handle = () => Promise.resolve(end.abort());
    await work({ ...queue, release }, handle, end.signal, silent);
    assert.deepEqual(fates, ["a deleted", "c returned"]);
  });

  it("gives up when the queue cannot be reached", async () => {
    let asked = 0;
    const queue: WorkQueue = {
      receive: () => {
        asked += 1;
        return Promise.reject(new Error("no way there"));
      },
      delete: () => Promise.resolve(),
      release: () => Promise.resolve(),
    };
    await assert.rejects(work(queue, () => Promise.resolve(), new AbortController().signal, silent), /no way there/);
    assert.equal(asked, 5);
  });
});

describe("the program", { skip: process.platform === "win32" }, () => {
  it("waits for messages, and ends with exit code 0 after SIGTERM", { timeout: 20_000 }, async (t) => {
    // A queue that never answers: the longest that a stop has to interrupt.
    const server = createServer(() => program.kill("SIGTERM"));
    t.after(() => {
      program.kill("SIGKILL");
      server.closeAllConnections();
      server.close();
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const program = spawn(process.execPath, [require.resolve("../src/main.js")], {
      env: {
        ...process.env,
        QUEUE_URL: `${endpoint}/123456789012/jobs`,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: "us-east-1",
        AWS_ACCESS_KEY_ID: "test",
        AWS_SECRET_ACCESS_KEY: "test",
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const exit = once(program, "exit");
    const events: unknown[] = [];
    for await (const line of createInterface({ input: program.stdout })) events.push(JSON.parse(line).event);
    assert.deepEqual(events, ["started", "stopping", "stopped"]);
    assert.deepEqual(await exit, [0, null]);
  });
});
