import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { loadTemplate, templateFiles } from "../../../generator/scaffold/loadTemplate.js";
import { scratchFolder } from "./scratchFolder.js";

const QUESTIONS = ["name", "description", "region", "language"];

/** A template's `template.json`: a part for all, one of its own for Go. */
const DESCRIPTION = {
  title: "a job",
  questions: QUESTIONS,
  parts: [
    { folder: "shared/repository" },
    { folder: "go", when: { language: ["go"] }, dependencies: { left: "1.0.0" } },
  ],
};

describe("loadTemplate", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    folder.write("shared/repository/a", "text");
    folder.write("shared/repository.lock.json", '{"lockfileVersion":3,"packages":{}}');
    folder.write("job/files/b/c", "more");
    folder.write("job/go/d", "app");
    folder.write("job/template.json", JSON.stringify(DESCRIPTION));
    folder.write("site/template.json", "{}");
  });

  it("loads the parts, its own and those of all templates, and the lock", () => {
    const lock = { lockfileVersion: 3, packages: {} };
    const part = { when: {}, dependencies: {} };
    const lockFile = join(folder.path, "shared/repository.lock.json");
    assert.deepEqual(loadTemplate(folder.path, "job"), {
      name: "job",
      title: "a job",
      questions: ["name", "description", "language", "region"],
      ownQuestions: [],
      parts: [
        { ...part, folder: "shared/repository", files: new Map([["a", "text"]]), lock, lockFile },
        { ...DESCRIPTION.parts[1], files: new Map([["d", "app"]]) },
        { ...part, folder: "files", files: new Map([["b/c", "more"]]) },
      ],
    });
  });

  it("puts together what the answers ask for", () => {
    const template = loadTemplate(folder.path, "job");
    const paths = (language: Answers["language"]) => [
      ...templateFiles(template, language === undefined ? {} : { language }).files.keys(),
    ];
    assert.deepEqual(paths("go"), ["a", "d", "b/c"]);
    assert.deepEqual(paths("python"), ["a", "b/c"]);
    assert.deepEqual(paths(undefined), ["a", "b/c"]);
    assert.deepEqual(templateFiles(template, { language: "go" }).dependencies, { left: "1.0.0" });
  });

  it("fails where two parts have one file", () => {
    folder.write("job/go/a", "another");
    const template = loadTemplate(folder.path, "job");
    assert.throws(
      () => templateFiles(template, { language: "go" }),
      /two parts of the template job have a$/,
    );
    assert.equal(templateFiles(template, { language: "python" }).files.get("a"), "text");
  });

  it("fails where no part has a lock", () => {
    rmSync(join(folder.path, "shared/repository.lock.json"));
    assert.throws(
      () => templateFiles(loadTemplate(folder.path, "job"), {}),
      /no part .* has lock\.json$/,
    );
  });

  for (const part of ["../site", "shared/../site", "/etc", "", "shared", "a/b", "..", "Go"]) {
    const taken = part === "shared";
    it(`fails at a part called ${JSON.stringify(part)}`, () => {
      const parts = [{ folder: part }];
      folder.write("job/template.json", JSON.stringify({ ...DESCRIPTION, parts }));
      assert.throws(
        () => loadTemplate(folder.path, "job"),
        taken ? /ENOENT/ : /which is no folder of a template$/,
      );
    });
  }

  it("fails at a part for what is not asked", () => {
    const parts = [{ folder: "go", when: { delivery: ["github"] } }];
    folder.write("job/template.json", JSON.stringify({ ...DESCRIPTION, parts }));
    assert.throws(
      () => loadTemplate(folder.path, "job"),
      /has a part for "delivery", which it does not ask for$/,
    );
  });

  for (const name of ["nope", "../job", "", "__proto__"]) {
    it(`refuses ${JSON.stringify(name)}, and says which there are`, () => {
      const message = `'--template' must be a template that exists (job, site), got ${JSON.stringify(name)}; job works`;
      assert.throws(() => loadTemplate(folder.path, name), new CliError(message));
    });
  }

  for (const [what, questions, message] of [
    ["what is no question", [...QUESTIONS, "prot"], /asks for "prot", which is no question$/],
    ["__proto__", [...QUESTIONS, "__proto__"], /asks for "__proto__", which is no question$/],
    ["its own name", [...QUESTIONS, "template"], /asks for "template", which is no question$/],
    ["no name", QUESTIONS.slice(1), /must ask for "name"$/],
    ["nothing", [], /must ask for "name"$/],
  ] as const) {
    it(`fails where a template asks for ${what}`, () => {
      folder.write("job/template.json", JSON.stringify({ questions }));
      assert.throws(() => loadTemplate(folder.path, "job"), { message });
    });
  }

  for (const [what, text] of [
    ["no questions", "{}"],
    ["nothing at all", "null"],
    ["a list", "[]"],
    ["questions that are no list", '{"questions":"name"}'],
  ] as const) {
    it(`says what template.json must have where it has ${what}`, () => {
      folder.write("job/template.json", text);
      assert.throws(
        () => loadTemplate(folder.path, "job"),
        (error: Error) => {
          assert.ok(
            error.message.includes(
              `must have 'questions', a list of what the template asks for, got ${text}; {`,
            ),
          );
          return true;
        },
      );
    });
  }

  it("loads a template without files of its own", () => {
    const before = loadTemplate(folder.path, "job").parts;
    rmSync(join(folder.path, "job/files"), { recursive: true });
    assert.deepEqual(loadTemplate(folder.path, "job").parts, before.slice(0, -1));
  });

  it("fails at a link and at a pipe", () => {
    symlinkSync("/etc/passwd", join(folder.path, "job/files/link"));
    assert.throws(
      () => loadTemplate(folder.path, "job"),
      /a template holds link, which is no file/,
    );
    execFileSync("mkfifo", [join(folder.path, "job/files/a-pipe")]);
    assert.throws(
      () => loadTemplate(folder.path, "job"),
      /a template holds a-pipe, which is no file/,
    );
  });
});
