import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Server, ServerCredentials } from "@grpc/grpc-js";
import { HealthImplementation } from "grpc-health-check";

import { app, SERVICE, SERVICE_NAME } from "./app.js";

/** ECS kills a container 30 s after SIGTERM. */
const LONGEST_DRAIN_MS = 25_000;

/** A server that listens. */
export interface Listening {
  port: number;
  /** Takes no more requests; done when those that are in flight have their answers. */
  drain(): Promise<void>;
}

/**
 * Starts a server with the health service, which the load balancer asks; done when it listens.
 *
 * @param port 0 takes one that is free.
 */
export async function listen(implementation: UntypedServiceImplementation, port: number): Promise<Listening> {
  const server = new Server();
  const health = new HealthImplementation({ "": "SERVING", [SERVICE_NAME]: "SERVING" });
  health.addToServer(server);
  server.addService(SERVICE, implementation);
  const bound = await new Promise<number>((resolve, reject) => {
    // The load balancer has taken TLS off.
    server.bindAsync(`0.0.0.0:${port}`, ServerCredentials.createInsecure(), (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
  return { port: bound, drain: () => drain(server, health) };
}

function drain(server: Server, health: HealthImplementation): Promise<void> {
  for (const name of ["", SERVICE_NAME]) health.setStatus(name, "NOT_SERVING");
  return new Promise((resolve) => {
    const end = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, LONGEST_DRAIN_MS);
    server.tryShutdown(() => {
      clearTimeout(end);
      resolve();
    });
  });
}

async function main(): Promise<void> {
  const { port, drain } = await listen(app, Number(process.env.PORT ?? 8080));
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log("stopping", { signal });
      void drain().then(() => {
        log("stopped");
        // A connection that its client keeps would hold the program.
        process.exit();
      });
    });
  }
  log("listening", { port });
}

function log(event: string, fields: object = {}): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), event, ...fields }));
}

if (require.main === module) void main();
