import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** The token that the server takes. */
export const TOKEN = "pul-0123456789abcdef";

/** Whose token it is. */
export const LOGIN = "ada";

/** What one deployment does, from its beginning to its end. */
export interface DeploymentScript {
  /** Statuses in the order in which they are asked for; the last one stays. @default ["succeeded"] */
  statuses?: readonly string[];
  /** Pages of lines. */
  log?: readonly (readonly string[])[];
  /** Pages of what the engine reports. */
  events?: readonly (readonly object[])[];
  /** How often it is asked for after it was cancelled until it is at its end. @default 0 */
  cancelTakes?: number;
}

/** What goes wrong with a call. `lost`: it is carried out, and its answer does not arrive. */
export type CloudFault =
  | { status: number; headers?: Record<string, string>; body?: string }
  | "reset"
  | "lost"
  | "hang";

/** A call that the server has heard. */
export interface HeardCall {
  method: string;
  /** Without the host, with the query. */
  path: string;
  authorization: string;
  body: Record<string, unknown>;
}

/** A deployment of the server. */
export interface ServedDeployment {
  id: string;
  stack: string;
  operation: string;
  version: number;
  login: string;
  request: Record<string, unknown>;
  script: DeploymentScript;
  asked: number;
  cancelledAt?: number;
}

interface Reply {
  status?: number;
  value: unknown;
}

/** Pulumi Cloud's API of deployments on loopback, as it is published, with faults. */
export class CloudServer {
  public readonly calls: HeardCall[] = [];
  public readonly deployments: ServedDeployment[] = [];
  /** The states of stacks, such as `acme/orders/dev`. */
  public readonly states = new Map<string, object>();
  /** What a deployment does. */
  public script: (stack: string, operation: string) => DeploymentScript = () => ({});
  /** Whether a deployment that is shown by itself has the runs of its engine, which the API's schema leaves open. */
  public showsUpdates = true;
  /** What goes wrong with a call, if anything. */
  public fault: (call: HeardCall) => CloudFault | undefined = () => undefined;

  private constructor(private readonly server: Server) {}

  public static async start(): Promise<CloudServer> {
    const server = createServer();
    const cloud = new CloudServer(server);
    server.on("request", (incoming: IncomingMessage, answer: ServerResponse) => {
      cloud.handle(incoming, answer).catch(() => incoming.socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return cloud;
  }

  /** What the CLI and `slipway` are told of it by. */
  public get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { PULUMI_BACKEND_URL: `http://127.0.0.1:${port}`, PULUMI_ACCESS_TOKEN: TOKEN };
  }

  /** What was begun, such as `update acme/orders/dev`. */
  public get begun(): string[] {
    return this.deployments.map(({ operation, stack }) => `${operation} ${stack}`);
  }

  /** Ids of the deployments that were cancelled. */
  public get cancelled(): string[] {
    return this.deployments.flatMap(({ id, cancelledAt }) =>
      cancelledAt === undefined ? [] : [id],
    );
  }

  /** Begins one, as somebody else would. */
  public begin(
    stack: string,
    request: Record<string, unknown>,
    login: string = LOGIN,
  ): ServedDeployment {
    const operation = String(request["operation"]);
    const version = this.of(stack).length + 1;
    const deployment: ServedDeployment = {
      ...{ id: `dep-${this.deployments.length + 1}`, stack, operation, version, login, request },
      ...{ script: this.script(stack, operation), asked: 0 },
    };
    this.deployments.push(deployment);
    return deployment;
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(incoming: IncomingMessage, answer: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString("utf8");
    const call: HeardCall = {
      ...{ method: incoming.method ?? "", path: incoming.url ?? "" },
      authorization: incoming.headers.authorization ?? "",
      body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
    };
    this.calls.push(call);
    const fault = this.fault(call);
    if (fault === "hang") return;
    if (fault === "reset") {
      incoming.socket.resetAndDestroy();
      return;
    }
    if (typeof fault === "object") {
      const body = fault.body ?? JSON.stringify({ code: fault.status, message: "as it is" });
      answer.writeHead(fault.status, fault.headers).end(body);
      return;
    }
    const { status = 200, value } = this.reply(call);
    if (fault === "lost") incoming.socket.resetAndDestroy();
    else
      answer.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  }

  private reply(call: HeardCall): Reply {
    if (call.authorization !== `token ${TOKEN}`) return refused(401, "Unauthorized");
    const url = new URL(call.path, "http://localhost");
    const token = url.searchParams.get("continuationToken") ?? "";
    const words = url.pathname.split("/").slice(2).map(decodeURIComponent);
    if (words[0] === "user") return { value: { githubLogin: LOGIN, name: "Ada" } };
    const stack = words.slice(1, 4).join("/");
    const [kind, id = "", what] = words.slice(4);
    if (kind === "export")
      return { value: { version: 3, deployment: this.states.get(stack) ?? null } };
    if (kind === "update") return this.events(id, token);
    if (kind !== "deployments") return refused(404, "Not Found");
    if (id === "") return this.list(call, stack, url.searchParams);
    const deployment = this.of(stack).find((one) => one.id === id);
    if (!deployment) return refused(404, "Deployment not found");
    if (what === "logs") return { value: logPage(deployment, token) };
    if (what === "updates") return { value: updatesOf(deployment) };
    if (what === "cancel" && isEnded(deployment))
      return refused(404, "Queued Deployment not found");
    if (what === "cancel") deployment.cancelledAt ??= deployment.asked;
    else deployment.asked += 1;
    const { updates, ...others } = shown(deployment);
    return { value: { ...others, ...(this.showsUpdates && { updates }) } };
  }

  private list(call: HeardCall, stack: string, query: URLSearchParams): Reply {
    if (call.method === "POST") {
      const { id, version } = this.begin(stack, call.body);
      const consoleUrl = `https://app.example.com/${stack}/deployments/${version}`;
      return { status: 202, value: { id, version, consoleUrl } };
    }
    const all = this.of(stack)
      .reverse()
      .slice(0, Number(query.get("pageSize")));
    return { value: { deployments: all.map(shown), itemsPerPage: all.length, total: all.length } };
  }

  private events(updateId: string, token: string): Reply {
    const deployment = this.deployments.find(({ id }) => `update-of-${id}` === updateId);
    if (!deployment) return refused(404, "Update not found");
    const { events = [] } = deployment.script;
    const page = Number(token || "0");
    const isLast = page >= events.length - 1 && isEnded(deployment);
    const next = String(Math.min(events.length, page + 1));
    return { value: { events: events[page] ?? [], continuationToken: isLast ? null : next } };
  }

  private of(stack: string): ServedDeployment[] {
    return this.deployments.filter((one) => one.stack === stack);
  }
}

function refused(status: number, message: string): Reply {
  return { status, value: { code: status, message } };
}

function statusOf({ script, asked, cancelledAt }: ServedDeployment): string {
  const { statuses = ["succeeded"], cancelTakes = 0 } = script;
  const status = statuses[Math.max(0, Math.min(asked, statuses.length) - 1)] ?? "succeeded";
  const isOver = cancelledAt !== undefined && asked > cancelledAt + cancelTakes;
  return isOver ? "failed" : status;
}

function isEnded(deployment: ServedDeployment): boolean {
  return ["succeeded", "failed", "skipped"].includes(statusOf(deployment));
}

function shown(deployment: ServedDeployment): { updates: object[]; [name: string]: unknown } {
  const { id, version, operation, login } = deployment;
  const status = statusOf(deployment);
  return {
    ...{ id, status, version, pulumiOperation: operation, jobs: [] },
    requestedBy: { name: login, githubLogin: login },
    updates: updatesOf(deployment),
  };
}

function updatesOf(deployment: ServedDeployment): object[] {
  const { id, script } = deployment;
  const isQueued = ["not-started", "accepted"].includes(statusOf(deployment));
  if (script.events === undefined || isQueued) return [];
  return [{ id: "1", updateID: `update-of-${id}`, version: 1 }];
}

function logPage(deployment: ServedDeployment, token: string): object {
  const { log = [] } = deployment.script;
  const page = Number(token || "0");
  const isLast = page >= log.length - 1 && isEnded(deployment);
  const nextToken = isLast ? "" : String(Math.min(log.length, page + 1));
  return { lines: (log[page] ?? []).map((line) => ({ line: `${line}\n` })), nextToken };
}
