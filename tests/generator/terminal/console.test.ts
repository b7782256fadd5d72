import assert from "node:assert/strict";
import prompts from "prompts";
import { confirmation } from "../../../generator/terminal/confirmation.js";
import { progressLine } from "../../../generator/terminal/progressLine.js";
import {
  changesText,
  unfinishedText,
  outputLines,
  pendingLines,
} from "../../../generator/terminal/summary.js";
import { exitCodeOf } from "../../../generator/automation/operationResult.js";
import { CliError } from "../../../generator/cliError.js";
import { logGroupUrn } from "../automation/engineEvents.js";

describe("a progress line", () => {
  const about = { urn: logGroupUrn("a"), type: "aws:cloudwatch/logGroup:LogGroup", name: "a" };
  const cases = [
    ["create", "+ creating aws:cloudwatch:LogGroup a", "+ created aws:cloudwatch:LogGroup a (2 s)"],
    ["update", "~ updating aws:cloudwatch:LogGroup a", "~ updated aws:cloudwatch:LogGroup a (2 s)"],
    ["delete", "- deleting aws:cloudwatch:LogGroup a", "- deleted aws:cloudwatch:LogGroup a (2 s)"],
    [
      "create-replacement",
      "+ creating replacement aws:cloudwatch:LogGroup a",
      "+ created replacement aws:cloudwatch:LogGroup a (2 s)",
    ],
    [
      "delete-replaced",
      "- deleting replaced aws:cloudwatch:LogGroup a",
      "- deleted replaced aws:cloudwatch:LogGroup a (2 s)",
    ],
    [
      "import",
      "= importing aws:cloudwatch:LogGroup a",
      "= imported aws:cloudwatch:LogGroup a (2 s)",
    ],
    ["novel", "  novel aws:cloudwatch:LogGroup a", "  novel done aws:cloudwatch:LogGroup a (2 s)"],
  ] as const;
  for (const [operation, started, finished] of cases) {
    it(`tells the start and the end of ${operation}`, () => {
      assert.equal(progressLine({ kind: "started", operation, ...about }), started);
      assert.equal(progressLine({ kind: "finished", operation, seconds: 2, ...about }), finished);
    });
  }

  it("tells a change that failed", () => {
    assert.equal(
      progressLine({ kind: "failed", operation: "create", seconds: 0.5, ...about }),
      "! failed creating aws:cloudwatch:LogGroup a (0.5 s)",
    );
  });

  it("names the resource of an error, and leaves the program's output as it is", () => {
    const { urn } = about;
    assert.equal(
      progressLine({ kind: "message", severity: "error", urn, text: "no" }),
      "error: a: no",
    );
    assert.equal(
      progressLine({ kind: "message", severity: "error", urn: "", text: "no" }),
      "error: no",
    );
    assert.equal(progressLine({ kind: "message", severity: "info", urn, text: "hi" }), "hi");
  });

  it("shortens types as the tree does", () => {
    const image = { ...about, type: "docker-build:index:Image" };
    assert.equal(
      progressLine({ kind: "started", operation: "create", ...image }),
      "+ creating docker-build:Image a",
    );
  });
});

describe("the last lines", () => {
  it("count changes by what was done", () => {
    assert.equal(
      changesText({ create: 3, replace: 1, same: 12, delete: 0, read: 1 }),
      "3 created, 1 replaced, 12 unchanged, 1 read",
    );
    assert.equal(changesText({}), "no changes");
  });

  it("put outputs in a column", () => {
    assert.deepEqual(outputLines({ url: "http://a", longer: { a: 1 } }), [
      "  url     http://a",
      '  longer  {"a":1}',
    ]);
    assert.deepEqual(outputLines({}), []);
  });

  it("say nothing of pending operations when there are none", () => {
    assert.deepEqual(pendingLines("dev", []), []);
  });

  const result = {
    stack: "dev",
    changes: {},
    errors: [{ urn: "", message: "first\nsecond" }],
    inFlight: [],
    pendingOperations: [],
    durationSeconds: 1,
  };
  const cases: [string, number, string | undefined][] = [
    ["updated", 0, undefined],
    ["unchanged", 0, undefined],
    ["destroyed", 0, undefined],
    ["failed", 1, "the update of 'dev' failed: first"],
    ["declined", 1, "not confirmed: nothing was changed in 'dev'"],
    ["blocked", 2, "a mandatory policy is violated: nothing was changed in 'dev'"],
    ["conflict", 4, "another update of 'dev' is running: first\nsecond"],
    ["cancelled", 130, "the update of 'dev' was cancelled; run it again to finish it"],
  ];
  for (const [status, exitCode, text] of cases) {
    it(`say what '${status}' means, with exit code ${exitCode}`, () => {
      assert.equal(unfinishedText("update", { ...result, status }), text);
      assert.equal(exitCodeOf(status), exitCode);
    });
  }

  it("say what had been changed when the update itself met a violation", () => {
    assert.equal(
      unfinishedText("update", { ...result, status: "blocked", changes: { create: 2 } }),
      "a mandatory policy is violated: the update of 'dev' was stopped (2 created)",
    );
  });
});

describe("the question before a change", () => {
  const { isTTY } = process.stdin;
  afterEach(() => {
    process.stdin.isTTY = isTTY;
  });

  it("is not asked with --yes", () => {
    assert.equal(confirmation(true), undefined);
  });

  it("is refused without a terminal", () => {
    process.stdin.isTTY = false;
    assert.throws(() => confirmation(false), CliError);
  });

  for (const answer of [true, false]) {
    it(`takes ${answer ? "yes" : "no"} for an answer`, async () => {
      process.stdin.isTTY = true;
      prompts.inject([answer]);
      assert.equal(await confirmation(false)?.("Update?"), answer);
    });
  }

  it("takes Ctrl-C for a no", async () => {
    process.stdin.isTTY = true;
    prompts.inject([new Error("cancelled")]);
    assert.equal(await confirmation(false)?.("Update?"), false);
  });
});
