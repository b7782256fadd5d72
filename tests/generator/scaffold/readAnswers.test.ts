import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { readAnswers } from "../../../generator/scaffold/readAnswers.js";
import { scratchFolder } from "./scratchFolder.js";

describe("readAnswers", () => {
  const folder = scratchFolder();

  it("gives texts and numbers as flags do", () => {
    const file = folder.write("a.json", '{"name": "orders", "port": 3000}');
    assert.deepEqual(readAnswers(file), { name: "orders", port: "3000" });
  });

  const refused: [string, string, RegExp][] = [
    ["what is no JSON", "name: orders", /^'--answers' must be a file with a JSON object/],
    ["code of YAML", "!!js/function 'x'", /^'--answers' must be a file with a JSON object/],
    ["a list", "[]", /with a JSON object/],
    ["null", "null", /with a JSON object/],
    ["nothing", "", /with a JSON object/],
    ["ten thousand lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`, /with a JSON object/],
    [
      "ten thousand objects",
      `${'{"port":'.repeat(10_000)}1${"}".repeat(10_000)}`,
      /must give "port" as a text or a number/,
    ],
    ["__proto__", '{"__proto__": {"port": 1}}', /must give "__proto__" as a text or a number/],
    ["constructor", '{"constructor": {"prototype": {}}}', /must give "constructor" as a text/],
    ["an answer twice", '{"port": 1, "port": 2}', /must hold each answer once/],
    [
      "an answer twice, once in escapes",
      '{"port": 1, "p\\u006frt": 2}',
      /must hold each answer once/,
    ],
    ["true", '{"port": true}', /must give "port" as a text or a number, got true; "8080" works/],
    [
      "null as an answer",
      '{"port": null}',
      /must give "port" as a text or a number, got null; "8080" works/,
    ],
    ["a list as an answer", '{"name": ["a"]}', /must give "name" as a text or a number/],
    ["five megabytes", `{"name": "${"x".repeat(5 * 1024 * 1024)}"}`, /at most 4 MiB/],
  ];
  for (const [what, text, message] of refused) {
    it(`refuses ${what}`, () => {
      const file = folder.write("a.json", text);
      assert.throws(
        () => readAnswers(file),
        (error) => error instanceof CliError && message.test(error.message),
      );
    });
  }

  it("gives __proto__ as a key like others, which no question has", () => {
    const file = folder.write("a.json", '{"__proto__": "x"}');
    assert.deepEqual(Object.keys(readAnswers(file)), ["__proto__"]);
  });

  it("refuses what is not there, a folder, and a pipe", () => {
    const pipe = join(folder.path, "pipe");
    execFileSync("mkfifo", [pipe]);
    for (const file of [join(folder.path, "nope"), folder.path, pipe, "a\0b"]) {
      assert.throws(() => readAnswers(file), CliError);
    }
  });
});
