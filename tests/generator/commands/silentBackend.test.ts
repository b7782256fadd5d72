import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { type Running, start } from "../../engine/support/process.js";
import { starts } from "../automation/engineEvents.js";
import { type FakePulumi, fakePulumi, type FakeScript, PROJECT } from "../automation/fakePulumi.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

/** What a command may take to end after Ctrl-C: an engine has its time to begin and to end. */
const PATIENCE_MILLISECONDS = 15_000;

/** Names the very command that frees the stack, from whatever folder. */
const LOCK_LINE = `\nA lock may be left on 'dev'; where no update of it is running, this frees it: pulumi cancel --stack dev --cwd ${PROJECT}\n`;

/** A backend that accepts and never answers. */
class SilentBackend {
  private readonly sockets = new Set<Socket>();
  private readonly server: Server = createServer((socket) => {
    socket.on("error", () => undefined);
    this.sockets.add(socket);
  });

  public async listen(): Promise<number> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return (this.server.address() as AddressInfo).port;
  }

  public close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A process that has ended and that nobody waits for is there too, where there is a /proc.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH" && process.platform !== "linux";
  }
}

async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`not within time: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("a backend that accepts and never answers", () => {
  let backend: SilentBackend;
  let port: number;
  let fake: FakePulumi | undefined;
  before(async () => {
    backend = new SilentBackend();
    port = await backend.listen();
  });
  after(() => {
    backend.close();
  });
  afterEach(async () => {
    // Nothing of a test that failed goes on.
    for (const pid of await pids()) if (isAlive(pid)) process.kill(pid, "SIGKILL");
    await fake?.remove();
  });

  const pids = async (): Promise<number[]> =>
    ((await fake?.log()) ?? [])
      .flatMap((line) => /^silent (\d+)/.exec(line)?.[1] ?? [])
      .map(Number);

  async function slipway(script: FakeScript, ...words: string[]): Promise<Running> {
    fake = await fakePulumi({ ...script, backendPort: port });
    return start(process.execPath, [CLI, ...words, PROJECT, "--stack", "dev"], {
      directory: tmpdir(),
      environment: fake.environment,
      processGroup: true,
    });
  }

  async function assertEnds(running: Running): Promise<string> {
    const late = setTimeout(() => {
      running.signal("SIGKILL");
    }, PATIENCE_MILLISECONDS);
    const { code, stderr } = await running.finished;
    clearTimeout(late);
    assert.equal(code, 130, stderr);
    for (const pid of await pids()) await until(() => !isAlive(pid), `the end of ${pid}`);
    return stderr;
  }

  const where: readonly (readonly [string, string, string[]])[] = [
    ["opens the stack", "stack select", ["up", "--yes"]],
    ["opens the stack", "stack select", ["destroy", "--yes"]],
    ["opens the stack", "stack select", ["doctor"]],
    ["opens the stack", "stack select", ["preview"]],
    ["reads the state", "stack export", ["doctor"]],
    ["reads the configuration", "config", ["doctor"]],
    ["makes the stack", "stack init", ["up", "--yes", "--create"]],
    ["previews", "preview", ["up", "--yes"]],
    ["previews", "preview", ["preview"]],
    ["takes the lock", "up", ["up", "--yes"]],
    ["takes the lock", "destroy", ["destroy", "--yes"]],
  ];
  for (const [i, [situation, silentAt, words]] of where.entries()) {
    const signal = (["SIGINT", "SIGTERM", "SIGHUP"] as const)[i % 3] ?? "SIGINT";
    it(`ends at one ${signal} while it ${situation}, and leaves nothing: slipway ${words.join(" ")}`, async () => {
      const running = await slipway({ silentAt, noStack: silentAt === "stack init" }, ...words);
      await until(async () => (await pids()).length > 0, "the call of the backend");
      running.signal(signal);
      const stderr = await assertEnds(running);
      // Only what changes something takes the lock, and may leave it.
      const mayLeaveLock = situation === "takes the lock";
      assert.equal(stderr.includes(LOCK_LINE), mayLeaveLock, stderr);
    });
  }

  for (const words of [["doctor"], ["preview"]]) {
    it(`leaves no Pulumi behind when it is killed itself: slipway ${words.join(" ")}`, async () => {
      const running = await slipway({ silentAt: "stack select" }, ...words);
      await until(async () => (await pids()).length > 0, "the call of the backend");
      running.signal("SIGKILL");
      for (const pid of await pids()) await until(() => !isAlive(pid), `the end of ${pid}`);
    });
  }

  it("ends an update that is stuck in the middle at the third Ctrl-C, which the second announces", async () => {
    const up = {
      events: [starts("create", "a")],
      untilInterrupt: { lingerMilliseconds: 600_000, events: [] },
    };
    const running = await slipway({ up, silentAt: "stack export" }, "up", "--yes");
    await running.sees("+ creating aws:cloudwatch:LogGroup a\n");
    for (const says of [
      "cancelling: ",
      "a third Ctrl-C does it all the same",
      "killing Pulumi: ",
    ]) {
      running.signal("SIGINT");
      await running.sees(says);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
    const stderr = await assertEnds(running);
    assert.equal(stderr.includes(LOCK_LINE), true, stderr);
    assert.match(
      stderr,
      /slipway: the update of 'dev' was cancelled; run it again to finish it\n$/,
    );
  });
});
