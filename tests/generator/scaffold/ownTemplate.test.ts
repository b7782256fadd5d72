import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Prompt } from "../../../generator/scaffold/ask.js";
import { scaffold } from "../../../generator/scaffold/scaffold.js";
import type { ScaffoldRequest } from "../../../generator/scaffold/scaffoldRequest.js";
import { upgrade } from "../../../generator/scaffold/upgradeRepository.js";
import { assertRefused } from "./refused.js";
import { scratchFolder } from "./scratchFolder.js";

const EXAMPLE = join(packageRoot(), "docs/example-template/queue");
const QUESTION = { key: "team", type: "string", ask: "Team?", rule: "a team", example: "pay" };

describe("a template of a company's own", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    cpSync(EXAMPLE, join(folder.path, "queue"), { recursive: true });
  });
  const run = (request: Partial<ScaffoldRequest> = {}) =>
    scaffold({
      cwd: folder.path,
      directory: "order-events",
      flags: { template: "./queue" },
      ownFlags: { team: "payments" },
      yes: true,
      ...request,
    });
  const read = (path: string) => readFileSync(join(folder.path, path), "utf8");
  const generated = () => folder.files().filter((path) => !path.startsWith("queue/"));

  /** Changes `template.json`. */
  function describeTemplate(change: object): void {
    const content = JSON.parse(read("queue/template.json")) as object;
    writeFileSync(
      join(folder.path, "queue/template.json"),
      JSON.stringify({ ...content, ...change }),
    );
  }

  it("is generated with its own answers, which go through the helpers", async () => {
    await run({ ownFlags: { team: "payments", retentionDays: "7" } });
    const program = read("order-events/infra/index.ts");
    assert.match(program, /team: "payments", costCenter: "CC-0001"/);
    assert.match(program, /messageRetentionSeconds = 7 \* 24/);
    const { template, templateFolder, answers } = JSON.parse(
      read("order-events/.slipway.json"),
    ) as Record<string, Record<string, unknown>>;
    assert.deepEqual([template, templateFolder], ["queue", "../queue"]);
    assert.deepEqual(
      [answers?.team, answers?.costCenter, answers?.retentionDays],
      ["payments", "CC-0001", 7],
    );
  });

  it("asks its own questions with their choices and rules", async () => {
    const asked: Prompt[] = [];
    const ask = (prompt: Prompt) => {
      asked.push(prompt);
      const isTeam = prompt.message.startsWith("Which team");
      return Promise.resolve(isTeam ? "orders" : prompt.initial);
    };
    await run({ yes: false, ask, ownFlags: {} });
    const [team, costCenter] = asked.slice(-3);
    assert.equal(team?.message, "Which team answers for it? (orders, payments, platform)");
    assert.equal(team.problem("x"), "must be a team of ours: orders, payments or platform");
    assert.equal(costCenter?.initial, "CC-0001");
    assert.deepEqual(
      ["CC-1234", "CC-12345", "xCC-1234", "CC-123\n"].map((text) => costCenter.problem(text)),
      [undefined, ...Array<string>(3).fill("must be CC- and four digits")],
    );
    assert.match(read("order-events/infra/index.ts"), /team: "orders"/);
  });

  it("is upgraded from where it was, with a newer text and a newer question", async () => {
    await run();
    const source = read("queue/files/infra/index.ts.hbs");
    folder.write(
      "queue/files/infra/index.ts.hbs",
      source.replace("maxReceiveCount: 5", "maxReceiveCount: 3"),
    );
    const { questions } = JSON.parse(read("queue/template.json")) as { questions: object[] };
    describeTemplate({ questions: [...questions, { ...QUESTION, key: "tier", default: "gold" }] });
    const { files } = await upgrade({ directory: join(folder.path, "order-events") });
    assert.deepEqual(files, [{ path: "infra/index.ts", outcome: "update" }]);
    assert.match(read("order-events/infra/index.ts"), /maxReceiveCount: 3/);
    assert.match(read("order-events/.slipway.json"), /"tier": "gold"/);
  });

  const wrongAnswers: [string, Record<string, string>, RegExp][] = [
    ["no answer", {}, /^'--set team' must be given: .*--set team=payments works$/],
    ["a choice that there is not", { team: "x" }, /^'--set team' must be a team of ours/],
    [
      "a wrong pattern",
      { team: "orders", costCenter: "CC-1" },
      /^'--set costCenter' must be CC- and four digits, got "CC-1"; CC-0042 works$/,
    ],
    [
      "too many",
      { team: "orders", retentionDays: "15" },
      /^'--set retentionDays' must be a whole number/,
    ],
    ["a fraction", { team: "orders", retentionDays: "1.5" }, /^'--set retentionDays' must be/],
    ["an exponent", { team: "orders", retentionDays: "1e0" }, /^'--set retentionDays' must be/],
    [
      "a question that there is not",
      { team: "orders", prot: "1" },
      /^'--set' must answer a question of the template \(team, costCenter, retentionDays\), got "prot"$/,
    ],
    ["a prototype", { team: "orders", constructor: "1" }, /got "constructor"$/],
  ];
  for (const [what, ownFlags, message] of wrongAnswers) {
    it(`writes nothing after ${what}, and asks nothing`, async () => {
      const ask = () => assert.fail("asked");
      const request = what === "no answer" ? { ownFlags } : { ownFlags, yes: false, ask };
      await assertRefused(run(request), message);
      assert.deepEqual(generated(), []);
    });
  }

  for (const value of [
    "a\n  admin: true",
    '"; process.exit(1); //`',
    "`${process.env.X}`",
    "${{ secrets.AWS }}",
    "</script>",
    '{{constructor.constructor "return process"}}',
    "a\u202eb",
    "a\0b",
    "\u2028",
    "x".repeat(201),
  ]) {
    it(`refuses ${JSON.stringify(value.slice(0, 30))} as an answer without a pattern`, async () => {
      const { questions } = JSON.parse(read("queue/template.json")) as { questions: object[] };
      describeTemplate({ questions: [...questions, { ...QUESTION, key: "note" }] });
      await assert.rejects(
        run({ ownFlags: { team: "orders", note: value } }),
        /^CliError: '--set note' must be a team/,
      );
      assert.deepEqual(generated(), []);
    });
  }

  it("takes quotes, dollars and semicolons for text", async () => {
    const { questions } = JSON.parse(read("queue/template.json")) as { questions: object[] };
    describeTemplate({ questions: [...questions, { ...QUESTION, key: "note" }] });
    const source = read("queue/files/infra/index.ts.hbs");
    folder.write(
      "queue/files/infra/index.ts.hbs",
      `${source}\nexport const note = {{ts own.note}};\n`,
    );
    const note = `a"; $(id) 'b' # : - [x]`;
    await run({ ownFlags: { team: "orders", note } });
    assert.ok(read("order-events/infra/index.ts").endsWith(`note = ${JSON.stringify(note)};\n`));
  });

  const wrongTemplates: [string, () => void, RegExp][] = [
    [
      "a value without a helper",
      () => folder.write("queue/files/a.ts.hbs", "x = {{name}}"),
      /got "\{\{name\}\}" in a\.ts\.hbs/,
    ],
    [
      "the helper of another language",
      () => folder.write("queue/files/a.ts.hbs", "x = {{yaml name}}"),
      /every value by the helper/,
    ],
    [
      "a partial",
      () => folder.write("queue/files/a.ts.hbs", '{{> (lookup . "p")}}'),
      /every value by the helper/,
    ],
    [
      "code",
      () => folder.write("queue/files/a.json.hbs", '{{constructor.constructor "x"}}'),
      /every value by the helper/,
    ],
    [
      "a value in a file of no language",
      () => folder.write("queue/files/a.txt.hbs", "{{ts name}}"),
      /every value by the helper/,
    ],
    [
      "a link",
      () => {
        symlinkSync("/etc/passwd", join(folder.path, "queue/files/link"));
      },
      /a template holds link, which is no file$/,
    ],
    [
      "a pipe",
      () => {
        execFileSync("mkfifo", [join(folder.path, "queue/files/pipe")]);
      },
      /a template holds pipe, which is no file$/,
    ],
    [
      "no JSON",
      () => folder.write("queue/template.json", "{"),
      /^'--template' must be a template, got "\.\/queue": /,
    ],
    [
      "a part elsewhere",
      () => {
        describeTemplate({ parts: [{ folder: "../evil" }] });
      },
      /names the part "\.\.\/evil"/,
    ],
    [
      "a question that is none",
      () => {
        describeTemplate({ questions: ["name", "description", "region", { key: "x" }] });
      },
      /has a question that is none/,
    ],
    [
      "a key of ours",
      () => {
        describeTemplate({
          questions: ["name", "description", "region", { ...QUESTION, key: "port" }],
        });
      },
      /asks for "port" twice/,
    ],
    [
      "__proto__ as a key",
      () => {
        describeTemplate({
          questions: ["name", "description", "region", { ...QUESTION, key: "__proto__" }],
        });
      },
      /has a question that is none/,
    ],
    [
      "an example that its rule refuses",
      () => {
        describeTemplate({
          questions: ["name", "description", "region", { ...QUESTION, pattern: "x" }],
        });
      },
      /"team" must be a team, got "pay" itself$/,
    ],
    [
      "a pattern that is none",
      () => {
        describeTemplate({
          questions: ["name", "description", "region", { ...QUESTION, pattern: "(" }],
        });
      },
      /has a pattern that is none/,
    ],
  ];
  for (const [what, prepare, message] of wrongTemplates) {
    it(`refuses a template with ${what}, and asks nothing`, async () => {
      prepare();
      await assertRefused(run({ yes: false, ask: () => assert.fail("asked") }), message);
      assert.deepEqual(generated(), []);
    });
  }

  for (const given of [
    "./nope",
    "../queue",
    "./queue/files",
    "/dev/null",
    "./queue\0",
    "./",
    "..\\queue",
  ]) {
    it(`refuses ${JSON.stringify(given)}, which is no template`, async () => {
      await assert.rejects(
        run({ flags: { template: given } }),
        /^CliError: '--template' must be a folder/,
      );
      assert.deepEqual(generated(), []);
    });
  }
});
