import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DestroyResult, UpResult } from "../../../generator/automation/index.js";
import type { CommandRun } from "../../support/commandInProcess.js";
import { commandInProcess } from "../../support/commandInProcess.js";
import { assertPublished } from "../../support/publishedDocument.js";
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
} from "../automation/engineEvents.js";
import { type FakePulumi, fakePulumi, type FakeScript, PROJECT } from "../automation/fakePulumi.js";

/** Runs the command in this process, beside the fake. */
function inProcess(fake: FakePulumi, ...words: readonly string[]): Promise<CommandRun> {
  const { environment } = fake;
  return commandInProcess([...words, PROJECT, "--stack", "dev"], { environment });
}

/** The same of a fake that is removed again. */
async function slipway(script: FakeScript, ...words: readonly string[]): Promise<CommandRun> {
  const fake = await fakePulumi(script);
  try {
    return await inProcess(fake, ...words);
  } finally {
    await fake.remove();
  }
}

function lastLine(text: string): string | undefined {
  return text.trimEnd().split("\n").at(-1);
}

const PREVIEW = { events: [starts("create", "a"), ...summary({ create: 1 })] };
const UP = {
  events: [
    analysis(2, 0),
    message("info", "hello from the program"),
    message("warning", "is deprecated", "a"),
    starts("create", "a"),
    ends("create", "a"),
    stackEnds({ url: "http://a", ports: [80, 443], password: SECRET }),
    ...summary({ create: 1, same: 2 }),
  ],
};

describe("slipway up", () => {
  it("tells its progress on stderr and its result on stdout", async () => {
    const ended = await slipway({ preview: PREVIEW, up: UP }, "up", "--yes");
    assert.equal(ended.code, 0, ended.stderr);
    assert.deepEqual(
      ended.stderr
        .replaceAll(/\d+(\.\d+)? s/g, "N s")
        .trimEnd()
        .split("\n"),
      [
        "previewing…",
        "updating…",
        "hello from the program",
        "warning: a: is deprecated",
        "+ creating aws:cloudwatch:LogGroup a",
        "+ created aws:cloudwatch:LogGroup a (N s)",
      ],
    );
    const [policies, ...rest] = ended.stdout
      .replace(/\d+(\.\d+)? s/, "N s")
      .trimEnd()
      .split("\n");
    assert.match(policies ?? "", /^Policies .* 2 checks: 0 violations, 0 advice, 0 undetermined$/);
    assert.deepEqual(rest, [
      "Outputs",
      "  url       http://a",
      "  ports     [80,443]",
      "  password  [secret]",
      "dev: updated in N s, 1 created, 2 unchanged",
    ]);
  });

  it("prints one JSON document with --json", async () => {
    const ended = await slipway({ preview: PREVIEW, up: UP }, "up", "--yes", "--json");
    const result = JSON.parse(ended.stdout) as UpResult;
    assert.equal(result.status, "updated");
    assert.equal(result.outputs["password"], "[secret]");
  });

  it("ends with exit code 2 and nothing changed when a policy is violated", async () => {
    const preview = { events: [violation("mandatory", "a", "too long")], exitCode: 255 };
    const ended = await slipway({ preview }, "up", "--yes");
    assert.equal(ended.code, 2);
    assert.match(ended.stdout, /^ {2}violation {2}a-policy \(high\) {2}a: too long$/m);
    assert.equal(
      lastLine(ended.stderr),
      "slipway: a mandatory policy is violated: nothing was changed in 'dev'",
    );
  });

  it("ends with exit code 1 and the first error when the update fails", async () => {
    const up = { events: [message("error", "AccessDenied: no\nmore", "a")], exitCode: 255 };
    const pending = [{ resource: { urn: logGroupUrn("a") }, type: "creating" }];
    const ended = await slipway({ preview: PREVIEW, up, pending }, "up", "--yes");
    assert.equal(ended.code, 1);
    assert.deepEqual(ended.stderr.trimEnd().split("\n").slice(-6), [
      "error: a: AccessDenied: no",
      "  more",
      "These changes have begun, and the state does not know how they ended:",
      `  creating ${logGroupUrn("a")}`,
      "Look for them in AWS, then run 'pulumi refresh --stack dev', which asks about each.",
      "slipway: the update of 'dev' failed: AccessDenied: no",
    ]);
  });

  it("ends with exit code 4 and who holds the lock when another update is running", async () => {
    const up = {
      stderr: "error: the stack is currently locked by 1 lock(s)\n  pid 7\n",
      exitCode: 255,
    };
    const ended = await slipway({ preview: PREVIEW, up }, "up", "--yes");
    assert.equal(ended.code, 4);
    assert.match(
      ended.stderr,
      /\nA lock may be left on 'dev'; where no update of it is running, this frees it: pulumi cancel --stack dev --cwd \S+\nslipway: another update of 'dev' is running: the stack is currently locked by 1 lock\(s\)\n {2}pid 7\n$/,
    );
  });

  it("does nothing without a terminal and without --yes", async () => {
    const fake = await fakePulumi({ preview: PREVIEW, up: UP });
    const ended = await inProcess(fake, "up");
    assert.equal(ended.code, 1);
    assert.equal(ended.stderr, "slipway: there is no terminal to confirm on: pass '--yes'\n");
    assert.deepEqual(await fake.log(), []);
    await fake.remove();
  });

  for (const key of ["AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"]) {
    it(`says once how often the program runs with the keys of the environment: ${key}`, async () => {
      const fake = await fakePulumi({ preview: PREVIEW, up: UP });
      fake.environment[key] = "example";
      const { code, stderr } = await inProcess(fake, "up", "--yes");
      await fake.remove();
      assert.equal(code, 0, stderr);
      const notes = stderr.split("\n").filter((line) => line.startsWith("note: the program"));
      assert.deepEqual(notes, [
        "note: the program runs as it is, first offline for the policies, then again for the engine's preview and again for " +
          `the update; each time it may use the AWS keys of this environment (${key})`,
      ]);
      assert.equal(stderr.indexOf("note: "), 0);
    });
  }

  it("needs to be told the stack", async () => {
    const fake = await fakePulumi({});
    const { environment } = fake;
    const ended = await commandInProcess(["up", PROJECT, "--yes"], { environment });
    assert.equal(ended.code, 1);
    assert.match(ended.stderr, /^slipway: required option '-s, --stack <name>' not specified/);
    await fake.remove();
  });

  describe("with a policy configuration", () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "slipway-policies-"));
      await writeFile(join(folder, "list.json"), "[]");
      await writeFile(join(folder, "broken.json"), "{");
      await writeFile(join(folder, "typo.json"), '{"no-such-policy": "advisory"}');
    });
    after(() => rm(folder, { recursive: true }));

    for (const [name, expected] of [
      [
        "missing.json",
        /^slipway: '--policy-config' must name a file, got '.*missing\.json', which cannot be read\n$/,
      ],
      [
        "list.json",
        /^slipway: policy configuration: \S*list\.json:1:1: it must be a map of policies, got \[\]\n$/,
      ],
      [
        "broken.json",
        /^slipway: policy configuration: \S*broken\.json:1:2: it is not YAML: [^\n]*\n$/,
      ],
      [
        "typo.json",
        /^slipway: policy configuration: \S*typo\.json:1:2: there is no policy 'no-such-policy'; .*\n$/,
      ],
    ] as const) {
      it(`refuses ${name} with one line`, async () => {
        const ended = await slipway({}, "up", "--yes", "--policy-config", join(folder, name));
        assert.equal(ended.code, 1);
        assert.match(ended.stderr, expected);
      });
    }
  });
});

describe("slipway destroy", () => {
  const destroy = {
    events: [starts("delete", "a"), ends("delete", "a"), ...summary({ delete: 1 })],
  };

  it("tells what it deletes", async () => {
    const ended = await slipway({ destroy }, "destroy", "--yes");
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stderr, /^destroying…\n- deleting aws:cloudwatch:LogGroup a\n- deleted /);
    assert.match(ended.stdout, /^dev: destroyed in \d+(\.\d+)? s, 1 deleted\n$/);
  });

  it("prints one JSON document with --json", async () => {
    const ended = await slipway({ destroy }, "destroy", "--yes", "--json", "--remove");
    assertPublished("destroy", ended.stdout);
    const { durationSeconds, ...result } = JSON.parse(ended.stdout) as DestroyResult;
    assert.ok(durationSeconds > 0);
    assert.deepEqual(result, {
      stack: "dev",
      status: "destroyed",
      changes: { delete: 1 },
      errors: [],
      inFlight: [],
      pendingOperations: [],
      removed: true,
    });
  });

  it("says nothing of the keys of the environment, since it runs no program", async () => {
    const fake = await fakePulumi({ destroy });
    fake.environment["AWS_ACCESS_KEY_ID"] = "example";
    const { code, stderr } = await inProcess(fake, "destroy", "--yes");
    await fake.remove();
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /AWS_ACCESS_KEY_ID/);
  });

  it("does nothing without a terminal and without --yes", async () => {
    const ended = await slipway({ destroy }, "destroy", "--json");
    assert.equal(ended.code, 1);
    assert.equal(ended.stderr, "slipway: there is no terminal to confirm on: pass '--yes'\n");
    assertPublished("destroy", ended.stdout);
  });
});
