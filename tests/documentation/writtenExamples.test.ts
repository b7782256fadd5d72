import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { withBaseline } from "../../generator/check/baseline.js";
import { readUsage } from "../../generator/cost/readCostFiles.js";
import { checkMockValues } from "../../generator/offline/mockValues.js";
import { answerProblem } from "../../generator/scaffold/checkAnswers.js";
import { ANSWER_KEYS } from "../../generator/scaffold/answers.js";
import { readAnswers } from "../../generator/scaffold/readAnswers.js";
import { readConfigurationFile } from "../../policies/pack.js";
import { DOCS, writtenPages } from "../../scripts/docPages/docFiles.js";

/** Pages whose programs have tests of their own. */
const TESTED_ELSEWHERE =
  /^(?:recipes\.md|fleet(?:Jobs|Remote)?\.md|concepts\/(?:programs|services)\.md|from\/)/;

/** Programs that the build compiles, and that `npm run docs` previews: see tests/full/generatedPages.test.ts. */
const programs = readdirSync(join(DOCS, "examples"), { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith("index.ts"))
  .map((path) => readFileSync(join(DOCS, "examples", path), "utf8"));

function fencedIn(markdown: string, language: string): string[] {
  const found = markdown.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\`$`, "gm"));
  return [...found].map(([, text = ""]) => text);
}

describe("the examples of written pages", () => {
  it("are previewed programs, or parts of one", () => {
    const pages = [...writtenPages()].filter(([path]) => !TESTED_ELSEWHERE.test(path));
    const texts = pages.flatMap(([path, page]) =>
      fencedIn(page, "ts").map((text) => ({ path, text })),
    );
    assert.ok(texts.length >= 6, `found ${texts.length} examples alone`);
    const others = texts.filter(({ text }) => !programs.some((program) => program.includes(text)));
    assert.deepEqual(others, [], "programs of docs/examples have what is shown");
  });
});

describe("the examples of files", () => {
  let folder = "";

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "slipway-files-"));
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  /** Writes the example of a page into a file. */
  function fileOf(page: string, language: string): string {
    const markdown = readFileSync(join(DOCS, "configuration", `${page}.md`), "utf8");
    const [example] = fencedIn(markdown, language);
    if (example === undefined) throw new Error(`${page}.md has no example`);
    const file = join(folder, `${page}.${language}`);
    writeFileSync(file, example);
    return file;
  }

  it("are read by what reads such files, with '$schema'", () => {
    const policies = readConfigurationFile(fileOf("policies", "yaml"));
    assert.equal(policies["ecs-no-public-ip"], "mandatory");
    const usage = readUsage(".", fileOf("usage", "yaml"));
    assert.deepEqual([usage.natGb, usage.resources?.["orders"]], [250, { tasks: 4, logGb: 3 }]);
    const nothing = { checked: [], violations: [], exempted: [], undetermined: [], evaluated: 0 };
    const { baseline } = withBaseline(nothing, {
      file: fileOf("baseline", "json"),
      prune: false,
      scopes: ["urn:pulumi:dev::orders"],
      mayCreate: false,
    });
    assert.equal(baseline?.gone, 1);
    const mocks: unknown = JSON.parse(readFileSync(fileOf("mock", "json"), "utf8"));
    assert.doesNotThrow(() => {
      checkMockValues(mocks, "the example");
    });
  });

  it("has answers that each are right, and known", () => {
    const answers = readAnswers(fileOf("answers", "json"));
    const problems = Object.entries(answers).map(([key, value]) => {
      const known = ANSWER_KEYS.find((one) => one === key);
      if (known === undefined) return `there is no ${key}`;
      return answerProblem(known, /^\d+$/.test(value) ? Number(value) : value);
    });
    assert.ok(problems.length > 2);
    assert.deepEqual(
      problems.filter((problem) => problem !== undefined),
      [],
    );
  });
});
