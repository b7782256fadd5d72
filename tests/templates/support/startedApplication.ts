import { existsSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createHash } from "node:crypto";

import { run } from "../../package/support/packed.js";

/** A queue of SQS with one message, which a worker takes for its own queue. */
export interface OneMessageQueue {
  url: string;
  /** What was asked, as in `ReceiveMessage`. */
  asked: string[];
  close(): void;
}

/** Starts it: later the queue lets a worker wait, as SQS does for 20 seconds. */
export async function oneMessageQueue(): Promise<OneMessageQueue> {
  const asked: string[] = [];
  const body = '{"order":7}';
  const message = {
    MessageId: "1",
    ReceiptHandle: "receipt",
    Body: body,
    // The SDKs refuse a message whose body has another sum.
    MD5OfBody: createHash("md5").update(body).digest("hex"),
  };
  const server = createServer((request, response) => {
    const action = String(request.headers["x-amz-target"]).replace("AmazonSQS.", "");
    request.resume();
    const isLater = asked.includes(action);
    asked.push(action);
    if (action === "ReceiveMessage" && isLater) return;
    response.writeHead(200, { "content-type": "application/x-amz-json-1.0" });
    response.end(JSON.stringify(action === "ReceiveMessage" ? { Messages: [message] } : {}));
  });
  const port = await listening(server);
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, asked, close };
}

/** A port of loopback that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** What the Dockerfile starts, as in `["node", "dist/src/server.js"]`. */
export function startCommand(repository: string): string[] {
  const text = readFileSync(join(repository, "Dockerfile"), "utf8");
  const [, words = "[]"] = /^CMD (\[.*\])\s*$(?![^]*^CMD )/m.exec(text) ?? [];
  return JSON.parse(words) as string[];
}

/** The questions' answers that the repository was made with. */
export function answersOf(repository: string): Record<string, unknown> {
  const text = readFileSync(join(repository, ".slipway.json"), "utf8");
  return (JSON.parse(text) as { answers: Record<string, unknown> }).answers;
}

/** The repository's own Python, with the packages of requirements.txt where there is one. */
export function pythonOf(repository: string): string {
  const requirements = join(repository, "requirements.txt");
  if (!existsSync(requirements)) return "python3";
  const python = join(repository, ".venv/bin/python");
  if (existsSync(python)) return python;
  run(repository, "python3", "-m", "venv", ".venv");
  run(repository, python, "-m", "pip", "install", "--require-hashes", "-r", requirements);
  return python;
}
