import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type CallFault, type CallRates, drawCallFault } from "../callFault.js";
import { faultAnswer } from "./faultAnswer.js";

/** How long a call hangs before its connection breaks. */
const HANG_MILLISECONDS = 5000;

/** What happens at a call. */
export interface ProxyPlan {
  rates: CallRates;
  random: () => number;
  /** A call that goes wrong whatever the draw. */
  single?: { call: number; fault: CallFault };
  /** Is told of each call, from 1 on, before the emulator carries it out and after; the caller waits meanwhile. */
  onCall?: (call: number, moment: "before" | "after") => Promise<void>;
}

/** Stands between an engine and the emulator on loopback, and lets calls fail. */
export class FaultProxy {
  /** Calls since the plan began. */
  public calls = 0;
  /** Those of them that failed. */
  public failed = 0;
  /** Whether the credentials of everybody have expired. */
  public expired = false;
  private plan: ProxyPlan = { rates: {}, random: () => 1 };

  private constructor(
    private readonly server: Server,
    private readonly target: string,
  ) {}

  /** Begins to listen on a free port. */
  public static async start(target: string): Promise<FaultProxy> {
    const server = createServer();
    const proxy = new FaultProxy(server, target);
    server.on("request", (incoming: IncomingMessage, answer: ServerResponse) => {
      // Whoever called is gone, or the emulator is.
      proxy.handle(incoming, answer).catch(() => answer.socket?.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  public get endpoint(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Begins anew, with other faults. */
  public follow(plan: ProxyPlan): void {
    Object.assign(this, { plan, calls: 0, failed: 0, expired: false });
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { plan } = this;
    const body = await bytesOf(incoming);
    this.calls += 1;
    const call = this.calls;
    const drawn = drawCallFault(plan.rates, plan.random());
    const own = plan.single?.call === call ? plan.single.fault : drawn;
    await plan.onCall?.(call, "before");
    const fault = this.expired ? "expired" : own;
    if (fault !== undefined) this.failed += 1;
    if (fault !== undefined && fault !== "lost") {
      await refuse(fault, incoming, answer);
      return;
    }
    const reply = await this.forward(incoming, body);
    await plan.onCall?.(call, "after");
    if (fault === "lost") incoming.socket.resetAndDestroy();
    else answer.writeHead(reply.status, reply.headers).end(reply.body);
  }

  private forward(
    { method, url, headers }: IncomingMessage,
    body: Buffer,
  ): Promise<{ status: number; headers: IncomingMessage["headers"]; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const outgoing = request(`${this.target}${url ?? ""}`, { method, headers }, (reply) => {
        bytesOf(reply).then((bytes) => {
          resolve({ status: reply.statusCode ?? 500, headers: reply.headers, body: bytes });
        }, reject);
      });
      outgoing.once("error", reject);
      outgoing.end(body);
    });
  }
}

async function refuse(
  fault: CallFault,
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<void> {
  const said = faultAnswer(fault, incoming);
  if (said) {
    answer.writeHead(said.status, said.headers).end(said.body);
    return;
  }
  if (fault === "hang") await sleep(HANG_MILLISECONDS);
  incoming.socket.resetAndDestroy();
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
