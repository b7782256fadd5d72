import assert from "node:assert/strict";
import { once } from "node:events";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { works } from "../engine/support/engine.js";
import { type Running, start } from "../engine/support/process.js";
import { run } from "../package/support/packed.js";
import { grpcCall, SERVING, STATUS_OK, statusPath, UNIMPLEMENTED } from "./support/grpcCall.js";
import { PackedGenerator } from "./support/packedGenerator.js";
import { APPLICATION_CASES, isPairwise } from "./support/selectedCases.js";
import {
  answersOf,
  freePort,
  oneMessageQueue,
  pythonOf,
  startCommand,
} from "./support/startedApplication.js";

/** ECS kills a container so long after SIGTERM. */
const STOP_TIMEOUT_MS = 30_000;
const TSC = join(packageRoot(), "node_modules/typescript/bin/tsc");
const TOOLS = {
  typescript: ["node", "--version"],
  python: ["python3", "--version"],
  go: ["go", "version"],
};

describe("an application that a template generates", () => {
  let generator: PackedGenerator;

  before(() => {
    generator = new PackedGenerator();
  });

  after(() => {
    generator.remove();
  });

  for (const each of APPLICATION_CASES) {
    const language = each.answers.language as keyof typeof TOOLS;
    const [tool = "", ...words] = TOOLS[language];
    if (!works(tool, ...words)) {
      describe.skip(`${each.name}: there is no ${tool} on this machine`, () => undefined);
      continue;
    }
    describe(each.name, () => {
      let repository = "";

      before(() => {
        repository = generator.make(each);
      });

      // Those in TypeScript are among the repository's own, which infra.test.ts runs.
      if (language !== "typescript") {
        it("passes its own tests", () => {
          if (language === "go") run(repository, "go", "test", "./...");
          else run(repository, pythonOf(repository), "-m", "unittest");
        });
      }

      it("starts as its image does, works, and ends at SIGTERM in time", async () => {
        build(repository, language);
        await assertWorks(repository, language);
      });
    });
  }

  function build(repository: string, language: string): void {
    if (language === "typescript") generator.compile(repository, TSC);
    if (language === "go") run(repository, "go", "build", "-o", "service", ".");
  }
});

/** Starts what the image would start. */
function startIn(repository: string, environment: Record<string, string>): Running {
  const [program = "", ...parameters] = startCommand(repository);
  const commands: Record<string, string> = {
    node: process.execPath,
    python: pythonOf(repository),
    "/service": join(repository, "service"),
  };
  const command = commands[program] ?? assert.fail(`${program} is started by no language`);
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_"));
  return start(command, parameters, {
    directory: repository,
    environment: { ...Object.fromEntries(inherited), ...environment },
  });
}

async function assertWorks(repository: string, language: string): Promise<void> {
  const { port, healthCheckPath, schedule, modelStorage, protocol } = answersOf(repository);
  if (schedule !== undefined) return assertRuns(repository);
  if (port === undefined) return assertConsumes(repository);
  if (modelStorage !== undefined) return assertServesModel(repository, String(healthCheckPath));
  if (protocol === "grpc") return assertAnswersCalls(repository, String(healthCheckPath));
  await assertAnswers(repository, String(healthCheckPath), language);
}

/**
 * Sends SIGTERM as a system may deliver it: to a thread that is not the first, where it has several. What waits in the first
 * one has to hear of it all the same.
 */
function terminate(running: Running): void {
  const { pid } = running;
  const folder = `/proc/${pid}/task`;
  const threads = existsSync(folder) ? readdirSync(folder).map(Number) : [];
  const other = threads.filter((thread) => thread !== pid).at(-1);
  if (other === undefined) running.signal("SIGTERM");
  else process.kill(other, "SIGTERM");
}

async function assertEnds(running: Running): Promise<void> {
  const since = Date.now();
  terminate(running);
  const { code, stdout, stderr } = await running.finished;
  assert.equal(code, 0, stderr);
  assert.ok(Date.now() - since < STOP_TIMEOUT_MS);
  assertLogs(stdout, "stopped");
}

/** Each line is a document, and one of them is of the event. */
function assertLogs(stdout: string, event: string): void {
  const lines = stdout.trim().split("\n");
  const events = lines.map((line) => JSON.parse(line) as { event?: string; msg?: string });
  assert.ok(
    events.some((line) => (line.event ?? line.msg) === event),
    stdout,
  );
}

async function assertAnswers(repository: string, path: string, language: string): Promise<void> {
  const port = await freePort();
  const running = startIn(repository, { PORT: String(port) });
  await running.sees("listening");
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  assert.deepEqual([answer.status, await answer.text()].slice(0, 1), [200], language);
  const root = await fetch(`http://127.0.0.1:${port}/`);
  assert.equal(root.status, 200);
  await root.text();
  await assertEnds(running);
}

/** As the load balancer asks: by HTTP/2, and status 0 of gRPC is healthy. */
async function assertAnswersCalls(repository: string, path: string): Promise<void> {
  const port = await freePort();
  const running = startIn(repository, { PORT: String(port) });
  await running.sees("listening");
  assert.deepEqual(await grpcCall(port, path), { status: 0, message: SERVING });
  const status = await grpcCall(port, statusPath(repository));
  assert.deepEqual(status, { status: 0, message: STATUS_OK });
  assert.equal((await grpcCall(port, `${path}s`)).status, UNIMPLEMENTED);
  // One that has not said anything yet: to wait for it takes most of the stop timeout.
  const idle = isPairwise ? undefined : connect(port, "127.0.0.1").on("error", () => undefined);
  if (idle !== undefined) await once(idle, "connect");
  await assertEnds(running);
  idle?.destroy();
}

/** A model server is healthy once it has the model that was laid down for it. */
async function assertServesModel(repository: string, path: string): Promise<void> {
  const port = await freePort();
  writeFileSync(join(repository, "model.json"), '{"weights": [2], "bias": 1}');
  const running = startIn(repository, { PORT: String(port), MODEL_PATH: repository });
  await running.sees("loaded");
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  assert.equal(answer.status, 200, await answer.text());
  const body = '{"features": [3]}';
  const predicted = await fetch(`http://127.0.0.1:${port}/predictions`, { method: "POST", body });
  assert.deepEqual(await predicted.json(), { prediction: 7 });
  await assertEnds(running);
}

async function assertConsumes(repository: string): Promise<void> {
  const queue = await oneMessageQueue();
  try {
    const running = startIn(repository, {
      QUEUE_URL: `${queue.url}/123456789012/orders`,
      AWS_ENDPOINT_URL: queue.url,
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_EC2_METADATA_DISABLED: "true",
    });
    await running.sees(/"done"/);
    await assertEnds(running);
    assert.deepEqual(queue.asked.slice(0, 2), ["ReceiveMessage", "DeleteMessage"]);
  } finally {
    queue.close();
  }
}

/** The work of the template takes no time: a run that SIGTERM meets is among the application's own tests. */
async function assertRuns(repository: string): Promise<void> {
  const { code, stdout, stderr } = await startIn(repository, {}).finished;
  assert.equal(code, 0, stderr);
  assertLogs(stdout, "done");
}
