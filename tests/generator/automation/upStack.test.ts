import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import {
  type ProgressEvent,
  type UpOptions,
  type UpResult,
  upStack,
} from "../../../generator/automation/index.js";
import { CliError } from "../../../generator/cliError.js";
import { packageRoot } from "../../../generator/project/packageRoot.js";
import {
  analysis,
  ends,
  logGroupUrn,
  message,
  SECRET,
  stackEnds,
  starts,
  summary,
  violation,
} from "./engineEvents.js";
import { type FakeScript, PROJECT, withFakePulumi } from "./fakePulumi.js";

const schema = JSON.parse(
  readFileSync(join(packageRoot(), "generator", "automation", "up.schema.json"), "utf8"),
) as object;
const validate = new Ajv({ allErrors: true }).compile(schema);

/** Updates the fake's stack `dev`; gives the result, whose form is checked, and the commands that ran. */
async function up(
  script: FakeScript,
  options: Partial<UpOptions> = {},
): Promise<{ result: Omit<UpResult, "durationSeconds">; log: string[] }> {
  return withFakePulumi(script, async (fake) => {
    const full = await upStack({ directory: PROJECT, stack: "dev", ...options });
    assert.equal(validate(full), true, JSON.stringify(validate.errors));
    const { durationSeconds, ...result } = full;
    assert.ok(durationSeconds >= 0);
    return { result, log: await fake.log() };
  });
}

/** Words of a command from one on that begins so. */
function wordAfter(log: readonly string[], command: string, flag: string): string | undefined {
  const words = log.find((line) => line.startsWith(`${command} `))?.split(" ") ?? [];
  return words.includes(flag) ? words[words.indexOf(flag) + 1] : undefined;
}

/** The engine's operations among the commands that ran. */
function operations(log: readonly string[]): string[] {
  return log.flatMap((line) => /^(preview|up|destroy) /.exec(line)?.[1] ?? []);
}

const CLEAN = { events: [starts("create", "a"), ...summary({ create: 1 })] };
const DONE = {
  events: [
    analysis(3, 0),
    starts("create", "a"),
    ends("create", "a"),
    stackEnds({ url: "http://a", password: SECRET }),
    ...summary({ create: 1, same: 2 }),
  ],
};
const NOTHING = {
  policies: { violations: [], undetermined: [], exempted: [], evaluated: 0 },
  outputs: {},
};
const QUIET = { errors: [], inFlight: [], pendingOperations: [] };

describe("upStack", () => {
  it("holds the update to the preview's saved plan where that is asked for", async () => {
    const script = { preview: CLEAN, up: DONE };
    const { result, log } = await up(script, { savedPlan: true });
    assert.equal(result.status, "updated");
    const saved = wordAfter(log, "preview", "--save-plan");
    assert.ok(saved, log.join("\n"));
    assert.equal(wordAfter(log, "up", "--plan"), saved);
    assert.equal(existsSync(saved), false, "it may have secrets");
    const without = await up(script);
    assert.doesNotMatch(without.log.join("\n"), /plan/);
  });

  it("says what the plan does not have", async () => {
    const text = "resource urn:a violates plan: properties changed: +-retentionInDays";
    const refused = { events: [message("error", text), ...summary({})], exitCode: 1 };
    const { result } = await up({ preview: CLEAN, up: refused }, { savedPlan: true });
    assert.deepEqual([result.status, result.errors[0]?.message], ["failed", text]);
  });

  it("previews under the pack, updates under the pack and gives the outputs without secrets", async () => {
    const { result, log } = await up({ preview: CLEAN, up: DONE });
    assert.deepEqual(result, {
      stack: "dev",
      status: "updated",
      changes: { create: 1, same: 2 },
      policies: { violations: [], undetermined: [], exempted: [], evaluated: 3 },
      outputs: { url: "http://a", password: "[secret]" },
      ...QUIET,
    });
    const commands = log.filter((line) => /^(preview|up) /.test(line));
    assert.equal(commands.length, 2);
    for (const command of commands) {
      assert.ok(command.includes(` --policy-pack ${join(packageRoot(), "policies")} `), command);
      assert.ok(command.includes(" --stack dev "), command);
      assert.equal(command.includes("--policy-pack-config"), false);
    }
  });

  it("hands the policies' configuration on as a file", async () => {
    const { log } = await up(
      { preview: CLEAN, up: DONE },
      { policyConfiguration: { all: "advisory" } },
    );
    const named = log.filter((line) =>
      /--policy-pack-config \S+pack0\.configuration\.json /.test(line),
    );
    assert.deepEqual(operations(named), ["preview", "up"]);
  });

  it("rejects a policies' configuration that names no policy before anything runs", async () => {
    await withFakePulumi({}, async (fake) => {
      await assert.rejects(
        upStack({
          directory: PROJECT,
          stack: "dev",
          policyConfiguration: { "no-such-policy": "advisory" },
        }),
        (error: unknown) => error instanceof CliError && error.message.includes("'no-such-policy'"),
      );
      assert.deepEqual(await fake.log(), []);
    });
  });

  it("does not update when a mandatory policy is violated", async () => {
    const { result, log } = await up({
      preview: {
        events: [violation("mandatory", "a", "keeps too long"), message("error", "preview failed")],
        exitCode: 255,
      },
      up: DONE,
    });
    assert.deepEqual(operations(log), ["preview"]);
    assert.equal(result.status, "blocked");
    assert.deepEqual(result.changes, {});
    assert.deepEqual(result.outputs, {});
    assert.deepEqual(
      result.policies.violations.map(({ message: text, urn }) => [text, urn]),
      [["keeps too long", logGroupUrn("a")]],
    );
  });

  it("is blocked, with what had ended, by a violation that only the update could see", async () => {
    const { result } = await up({
      preview: CLEAN,
      up: {
        events: [starts("create", "a"), ends("create", "a"), violation("mandatory", "b", "late")],
        exitCode: 255,
      },
    });
    assert.equal(result.status, "blocked");
    assert.deepEqual(result.changes, { create: 1 });
  });

  it("updates in spite of an advisory violation, and reports it", async () => {
    const { result } = await up({
      preview: CLEAN,
      up: { events: [violation("advisory", "a", "could be better"), ...summary({ same: 1 })] },
    });
    assert.equal(result.status, "unchanged");
    assert.deepEqual(
      result.policies.violations.map(({ enforcementLevel }) => enforcementLevel),
      ["advisory"],
    );
  });

  it("does not update when the program fails", async () => {
    const { result, log } = await up({
      preview: { events: [message("error", "Error: boom")], exitCode: 255 },
    });
    assert.deepEqual(operations(log), ["preview"]);
    assert.deepEqual(result, {
      stack: "dev",
      status: "failed",
      changes: {},
      ...NOTHING,
      ...QUIET,
      errors: [{ urn: "", message: "Error: boom" }],
    });
  });

  it("tells which changes the state does not know the end of when the update fails", async () => {
    const { result } = await up({
      preview: CLEAN,
      up: { events: [starts("create", "a"), message("error", "timeout", "a")], exitCode: 255 },
      pending: [{ resource: { urn: logGroupUrn("a") }, type: "creating" }],
    });
    assert.equal(result.status, "failed");
    assert.deepEqual(result.errors, [{ urn: logGroupUrn("a"), message: "timeout" }]);
    assert.deepEqual(result.pendingOperations, [{ urn: logGroupUrn("a"), operation: "creating" }]);
  });

  it("gives way to another update of the stack", async () => {
    const stderr =
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end " +
      "or delete the lock file with `pulumi cancel`.\n  file:///state: created by me@host (pid 7)\n";
    const { result } = await up({ preview: CLEAN, up: { stderr, exitCode: 255 } });
    assert.equal(result.status, "conflict");
    assert.match(result.errors[0]?.message ?? "", /^the stack is currently locked .*\(pid 7\)$/s);
    assert.equal(result.unlockCommand, `pulumi cancel --stack dev --cwd ${PROJECT}`);
  });

  it("asks between the preview and the update, and stops at a no", async () => {
    const asked: object[] = [];
    const { result, log } = await up(
      { preview: CLEAN, up: DONE },
      {
        approve: (planned) => {
          asked.push(planned);
          return Promise.resolve(false);
        },
      },
    );
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const planned = [{ urn: logGroupUrn("a"), type, operation: "create" }];
    const { policies } = NOTHING;
    assert.deepEqual(asked, [{ changes: { create: 1 }, operations: planned, policies }]);
    assert.deepEqual(operations(log), ["preview"]);
    assert.equal(result.status, "declined");
  });

  it("has the providers asked first, in preview and update, where that is wanted", async () => {
    const flags = async (refresh: boolean): Promise<boolean[]> => {
      const { log } = await up({ preview: CLEAN, up: DONE }, { refresh });
      const commands = log.filter((line) => /^(preview|up) /.test(line));
      return commands.map((line) => line.split(" ").includes("--refresh"));
    };
    assert.deepEqual(await flags(true), [true, true]);
    assert.deepEqual(await flags(false), [false, false]);
  });

  it("does not ask when the preview has no change", async () => {
    const unchanged = { events: summary({ same: 3 }) };
    const { result } = await up(
      { preview: unchanged, up: unchanged },
      { approve: () => Promise.reject(new Error("asked")) },
    );
    assert.equal(result.status, "unchanged");
  });

  it("makes the stack only when it is told to", async () => {
    const script = { noStack: true, preview: CLEAN, up: DONE };
    await assert.rejects(up(script), (error: unknown) => {
      assert.ok(error instanceof CliError);
      assert.equal(
        error.message,
        `there is no stack 'dev' in ${PROJECT}: 'pulumi stack init dev --cwd ${PROJECT}' makes it, as '--create' of 'slipway up' and 'slipway fleet up' does; 'pulumi stack ls' prints those that there are`,
      );
      return true;
    });
    const { result, log } = await up(script, { createStack: true });
    assert.equal(result.status, "updated");
    assert.equal(
      log.some((line) => line.startsWith("stack init dev")),
      true,
    );
  });

  it("tells the phases, the changes and the messages, and no changes of the preview", async () => {
    const told: ProgressEvent[] = [];
    await up({ preview: CLEAN, up: DONE }, { onProgress: (event) => told.push(event) });
    assert.deepEqual(
      told.map((event) => (event.kind === "phase" ? event.phase : event.kind)),
      ["preview", "update", "started", "finished"],
    );
  });
});

describe("upStack, cancelled", () => {
  it("runs nothing when the signal was aborted before", async () => {
    await withFakePulumi({}, async (fake) => {
      await assert.rejects(
        upStack({ directory: PROJECT, stack: "dev", signal: AbortSignal.abort() }),
        { message: "cancelled before it began; nothing was changed", exitCode: 130 },
      );
      assert.deepEqual(await fake.log(), []);
    });
  });

  it("interrupts the engine once and tells what was in flight", async () => {
    const request = new AbortController();
    const { result, log } = await up(
      {
        preview: CLEAN,
        up: {
          events: [starts("create", "a"), ends("create", "a"), starts("create", "b")],
          untilInterrupt: {
            lingerMilliseconds: 100,
            events: [
              ends("create", "b"),
              message("error", "update canceled"),
              ...summary({ create: 2 }),
            ],
          },
          exitCode: 255,
        },
      },
      {
        signal: request.signal,
        onProgress: (event) => {
          if (event.kind === "started" && event.name === "b") {
            request.abort();
          }
        },
      },
    );
    assert.deepEqual(
      log.filter((line) => line.startsWith("SIG")),
      ["SIGINT"],
    );
    assert.equal(result.status, "cancelled");
    assert.equal(result.unlockCommand, undefined);
    assert.deepEqual(result.changes, { create: 2 });
    assert.deepEqual(result.inFlight, [{ urn: logGroupUrn("b"), operation: "create" }]);
  });

  it("does not begin the update when the request came during the preview's end", async () => {
    const request = new AbortController();
    const { result, log } = await up(
      { preview: CLEAN, up: DONE },
      {
        signal: request.signal,
        approve: () => {
          request.abort();
          return Promise.resolve(true);
        },
      },
    );
    assert.deepEqual(operations(log), ["preview"]);
    assert.equal(result.status, "cancelled");
  });
});
