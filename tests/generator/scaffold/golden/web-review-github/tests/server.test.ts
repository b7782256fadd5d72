import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { RequestListener, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import { afterEach, describe, it } from "node:test";

import { app } from "../src/app.js";
import { drain, listen } from "../src/server.js";

const BASE_PATH = "/orders/";
const HEALTHY = { service: "orders", status: "ok" };

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

async function start(listener: RequestListener): Promise<{ server: Server; address: string }> {
  const server = await listen(listener, 0);
  servers.push(server);
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe("app", () => {
  async function answer(path: string, method = "GET"): Promise<[number, unknown]> {
    const { address } = await start(app(BASE_PATH));
    const response = await fetch(address + path, { method });
    return [response.status, await response.json()];
  }

  it("answers the health check", async () => {
    assert.deepEqual(await answer("/healthz"), [200, HEALTHY]);
  });

  it("answers at its base path, with and without a query", async () => {
    assert.deepEqual(await answer(BASE_PATH), [200, HEALTHY]);
    assert.deepEqual(await answer(`${BASE_PATH}?page=2`), [200, HEALTHY]);
  });

  it("answers 404 to a path that it does not have", async () => {
    assert.deepEqual(await answer(`${BASE_PATH}no-such-path`), [404, { error: "not found" }]);
  });

  it("answers 405 to a method that it does not have", async () => {
    assert.deepEqual(await answer(BASE_PATH, "DELETE"), [405, { error: "method not allowed" }]);
  });
});

describe("server", () => {
  it("answers what is in flight when it drains, and takes nothing more", { timeout: 10_000 }, async () => {
    let arrived: (response: ServerResponse) => void = () => undefined;
    const request = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const { server, address } = await start((_request, response) => arrived(response));
    const inFlight = fetch(address);
    const response = await request;
    const drained = drain(server);
    await assert.rejects(fetch(address), TypeError);
    response.end("done");
    assert.equal(await (await inFlight).text(), "done");
    await drained;
  });

  it("ends with exit code 0 after SIGTERM", { skip: process.platform === "win32", timeout: 10_000 }, async (t) => {
    const program = spawn(process.execPath, [require.resolve("../src/server.js")], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    t.after(() => program.kill("SIGKILL"));
    const exit = once(program, "exit");
    const events: unknown[] = [];
    for await (const line of createInterface({ input: program.stdout })) {
      events.push(JSON.parse(line).event);
      if (events.length === 1) program.kill("SIGTERM");
    }
    assert.deepEqual(events, ["listening", "stopping", "stopped"]);
    assert.deepEqual(await exit, [0, null]);
  });
});
