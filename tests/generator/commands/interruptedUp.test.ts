import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import { type Running, start } from "../../engine/support/process.js";
import { ends, message, starts, summary } from "../automation/engineEvents.js";
import { type FakePulumi, fakePulumi, type FakeScript, PROJECT } from "../automation/fakePulumi.js";

const CLI = join(packageRoot(), "dist", "generator", "cli.js");

/** Starts the compiled command, without a terminal, as the leader of a process group. */
function startSlipway(fake: FakePulumi, ...words: readonly string[]): Running {
  return start(process.execPath, [CLI, ...words, PROJECT, "--stack", "dev"], {
    directory: tmpdir(),
    environment: fake.environment,
    processGroup: true,
  });
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split("\n").at(-1);
}

const PREVIEW = { events: [starts("create", "a"), ...summary({ create: 1 })] };

describe("slipway up, interrupted", () => {
  const script: FakeScript = {
    preview: PREVIEW,
    up: {
      events: [starts("create", "a"), ends("create", "a"), starts("create", "b")],
      untilInterrupt: {
        lingerMilliseconds: 1500,
        events: [
          ends("create", "b"),
          message("error", "update canceled"),
          ...summary({ create: 2 }),
        ],
      },
      exitCode: 255,
    },
  };
  let fake: FakePulumi;
  beforeEach(async () => {
    fake = await fakePulumi(script);
  });
  afterEach(() => fake.remove());

  const signals = async (): Promise<string[]> =>
    (await fake.log()).filter((line) => line.startsWith("SIG"));

  it("passes exactly one SIGINT on, however often the process group is interrupted", async () => {
    const up = startSlipway(fake, "up", "--yes");
    await up.sees("+ creating aws:cloudwatch:LogGroup b\n");
    up.signal("SIGINT");
    await up.sees("cancelling: ");
    await new Promise((resolve) => setTimeout(resolve, 700));
    up.signal("SIGINT");
    up.signal("SIGTERM");
    const ended = await up.finished;
    assert.equal(ended.code, 130);
    assert.deepEqual(await signals(), ["SIGINT"]);
    assert.match(
      ended.stderr,
      new RegExp(
        "^cancelling: the engine ends what is in flight and begins nothing more\n" +
          " {2}creating aws:cloudwatch:LogGroup b\n" +
          "already cancelling: killing Pulumi now would leave resources in AWS that no state knows of; a third Ctrl-C does it all the same\n",
        "m",
      ),
    );
    assert.equal(
      lastLine(ended.stderr),
      "slipway: the update of 'dev' was cancelled; run it again to finish it",
    );
  });

  it("takes the signal that npm repeats within an instant for the same Ctrl-C", async () => {
    const up = startSlipway(fake, "up", "--yes");
    await up.sees("+ creating aws:cloudwatch:LogGroup b\n");
    up.signal("SIGINT");
    up.signal("SIGINT");
    const { stderr } = await up.finished;
    assert.doesNotMatch(stderr, /already cancelling/);
    assert.deepEqual(await signals(), ["SIGINT"]);
  });

  for (const name of ["SIGTERM", "SIGHUP"] as const) {
    it(`cancels at ${name} as at Ctrl-C`, async () => {
      const up = startSlipway(fake, "up", "--yes");
      await up.sees("+ creating aws:cloudwatch:LogGroup b\n");
      up.signal(name);
      assert.equal((await up.finished).code, 130);
      assert.deepEqual(await signals(), ["SIGINT"]);
    });
  }

  it("leaves the engine alive when it is killed itself", async () => {
    const up = startSlipway(fake, "up", "--yes");
    await up.sees("+ creating aws:cloudwatch:LogGroup b\n");
    up.signal("SIGKILL");
    await up.finished;
    const [pid] = (await fake.log()).flatMap((line) => /^pid (\d+) up$/.exec(line)?.[1] ?? []);
    assert.equal(process.kill(Number(pid), 0), true);
    process.kill(Number(pid), "SIGINT");
    await fake.logs("end up");
  });
});
