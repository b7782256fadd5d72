import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, describe, it } from "node:test";
import type { Client, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import { credentials, makeClientConstructor, status } from "@grpc/grpc-js";

import { app, SERVICE, SERVICE_NAME } from "../src/app.js";
import { checkHealth } from "../src/checkHealth.js";
import { type Listening, listen } from "../src/server.js";

const servers: Listening[] = [];
const clients: Client[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  for (const server of servers.splice(0)) await server.drain();
});

async function start(implementation: UntypedServiceImplementation): Promise<Listening> {
  const server = await listen(implementation, 0);
  servers.push(server);
  return server;
}

/** Asks the service as its callers do. */
function getStatus(port: number): Promise<unknown> {
  const ServiceClient = makeClientConstructor(SERVICE, SERVICE_NAME);
  const client = new ServiceClient(`127.0.0.1:${port}`, credentials.createInsecure());
  clients.push(client);
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, answer?: unknown) => (error ? reject(error) : resolve(answer));
    client.GetStatus?.({}, { deadline: Date.now() + 5000 }, done);
  });
}

describe("app", () => {
  it("answers the health check, for itself and for its service", async () => {
    const { port } = await start(app);
    assert.equal(await checkHealth(`127.0.0.1:${port}`), "SERVING");
    assert.equal(await checkHealth(`127.0.0.1:${port}`, SERVICE_NAME), "SERVING");
    assert.match(await checkHealth(`127.0.0.1:${port}`, "none.such"), /NOT_FOUND/);
  });

  it("answers a call", async () => {
    const { port } = await start(app);
    assert.deepEqual(await getStatus(port), { value: "ok" });
  });
});

describe("server", () => {
  it("answers what is in flight when it drains, and takes nothing more", { timeout: 10_000 }, async () => {
    let arrived: (reply: sendUnaryData<{ value: string }>) => void = () => undefined;
    const request = new Promise<sendUnaryData<{ value: string }>>((resolve) => (arrived = resolve));
    const { port, drain } = await listen(
      { GetStatus: (_call: object, reply: sendUnaryData<{ value: string }>) => arrived(reply) },
      0,
    );
    const inFlight = getStatus(port);
    const reply = await request;
    const drained = drain();
    await assert.rejects(getStatus(port), { code: status.UNAVAILABLE });
    reply(null, { value: "done" });
    assert.deepEqual(await inFlight, { value: "done" });
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
