import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { type ClientHttp2Session, connect, createServer, type Http2Server } from "node:http2";
import { createRequire } from "node:module";
import type { AddressInfo, Socket } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { killTree } from "../processTree.js";
import { type Answer, give, messageOf, pass, SETTINGS, shortAnswer } from "./grpcCall.js";

/** A process of the AWS plugin. */
export interface ProviderPlugin {
  /** A connection to it. */
  session: ClientHttp2Session;
  /** What it is configured with; undefined before. */
  configuration: string | undefined;
  /** What it said to that. */
  configured: Answer | undefined;
  /** Connections to the engines that use it, the last one at the end: that gets what it logs. */
  engines: ClientHttp2Session[];
  /** Ends it, and the processes that it has started, at once. */
  kill(): void;
}

/** Where Pulumi keeps the plugin of this version of `@pulumi/aws`; undefined where it is not installed. */
export function pluginFile(): string | undefined {
  const { version } = createRequire(__filename)("@pulumi/aws/package.json") as { version: string };
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  const file = join(home, "plugins", `resource-aws-v${version}`, "pulumi-resource-aws");
  return existsSync(file) ? file : undefined;
}

const children = new Set<ChildProcess>();

process.once("exit", () => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts the plugin as an engine does. It ends with this process, and keeps it from nothing. */
export async function startPlugin(
  file: string,
  environment: NodeJS.ProcessEnv,
): Promise<ProviderPlugin> {
  const engines: ClientHttp2Session[] = [];
  const child = spawn(file, [await listen(engineOf(engines))], {
    cwd: tmpdir(),
    // The schemas of all of AWS are live for good: going through them at every collection was two thirds of its work.
    env: { ...environment, GOGC: "400" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.add(child);
  child.once("exit", () => children.delete(child));
  const port = await firstLine(child, file);
  for (const kept of [child, child.stdout, child.stderr]) {
    (kept as unknown as { unref(): void }).unref();
  }
  return {
    session: connectTo(`127.0.0.1:${port}`),
    configuration: undefined,
    configured: undefined,
    engines,
    kill: () => {
      if (child.pid !== undefined) killTree(child.pid);
    },
  };
}

/** Listens on a port of loopback for as long as this process has something else to do; gives its address. */
export async function listen(server: Http2Server): Promise<string> {
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  server.unref();
  server.on("connection", (socket: Socket) => socket.unref());
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A connection that keeps this process from nothing, and may break. */
export function connectTo(address: string): ClientHttp2Session {
  const session = connect(`http://${address}`, SETTINGS);
  session.on("error", () => undefined);
  session.unref();
  return session;
}

const SERVING = [8, 1];

/** What a plugin asks of its engine: whether it lives, and to log something. */
function engineOf(engines: readonly ClientHttp2Session[]): Http2Server {
  const server = createServer(SETTINGS);
  server.on("stream", (stream, headers) => {
    stream.on("error", () => undefined);
    const engine = engines.at(-1);
    if (headers[":path"]?.startsWith("/grpc.health.v1.Health/") === true) {
      give(stream, shortAnswer(SERVING));
    } else if (engine === undefined) {
      give(stream, shortAnswer());
    } else {
      messageOf(stream)
        .then((message) => pass(engine, headers, message, stream))
        // The engine has ended meanwhile.
        .catch(() => {
          give(stream, shortAnswer());
        });
    }
  });
  return server;
}

function firstLine(child: ChildProcess, file: string): Promise<string> {
  const { stdout, stderr } = child;
  let written = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    written = (written + text).slice(-10_000);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      reject(new Error(`${file} ended with exit code ${code}:\n${written}`));
    });
    if (stdout !== null) createInterface(stdout).once("line", resolve);
  });
}
