import type { RequestListener, Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { app } from "./app.js";

/** Longer than the load balancer keeps an idle connection (60 s), or it sends requests into closing ones. */
const KEEP_ALIVE_MS = 65_000;
/** ECS kills a container 30 s after SIGTERM. */
const LONGEST_DRAIN_MS = 25_000;

/** Starts a server; done when it listens. */
export function listen(listener: RequestListener, port: number): Promise<Server> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  return new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, () => resolve(server));
  });
}

/** Takes no more requests; done when those that are in flight have their answers. */
export function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // A client may keep its connection after the answer: such connections are closed as they become idle.
    const sweep = setInterval(() => server.closeIdleConnections(), 50);
    const end = setTimeout(() => server.closeAllConnections(), LONGEST_DRAIN_MS);
    server.close(() => {
      clearInterval(sweep);
      clearTimeout(end);
      resolve();
    });
  });
}

async function main(): Promise<void> {
  const server = await listen(app(process.env.BASE_PATH ?? "/"), Number(process.env.PORT ?? 8080));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log("stopping", { signal });
      void drain(server).then(() => log("stopped"));
    });
  }
  log("listening", { port: (server.address() as AddressInfo).port });
}

function log(event: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), event, ...fields }));
}

if (require.main === module) void main();
