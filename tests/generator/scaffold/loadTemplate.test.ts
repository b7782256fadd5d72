import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { scratchFolder } from "./scratchFolder.js";

const QUESTIONS = [
  "name",
  "description",
  "organization",
  "platformProject",
  "architecture",
  "region",
  "cpu",
  "memory",
];

describe("loadTemplate", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    folder.write("job/files/a", "text");
    folder.write("job/files/b/c", "more");
    folder.write("job/application/d", "app");
    folder.write("job/lock.json", '{"lockfileVersion":3,"packages":{}}');
    folder.write("job/template.json", JSON.stringify({ questions: QUESTIONS }));
    folder.write("site/lock.json", "{}");
  });

  it("loads the files, the application and the lock", () => {
    assert.deepEqual(loadTemplate(folder.path, "job"), {
      name: "job",
      questions: QUESTIONS,
      files: new Map([
        ["a", "text"],
        ["b/c", "more"],
      ]),
      application: new Map([["d", "app"]]),
      lock: { lockfileVersion: 3, packages: {} },
    });
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
