import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { beginningOf, readInputFile } from "../../../generator/project/readInputFile.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

describe("readInputFile", () => {
  const folder = scratchFolder();
  const at = (name: string) => join(folder.path, name);

  it("reads a file whole, also over a link, an empty one and a large one", () => {
    const text = `é${"x".repeat(1_000_000)}`;
    folder.write("a", text);
    folder.write("empty", "");
    symlinkSync("a", at("link"));
    assert.equal(readInputFile(at("a")), text);
    assert.equal(readInputFile(at("link")), text);
    assert.equal(readInputFile(at("empty")), "");
  });

  for (const [what, make] of [
    ["a pipe", () => execFileSync("mkfifo", [at("a")])],
    [
      "a device",
      () => {
        symlinkSync("/dev/zero", at("a"));
      },
    ],
    [
      "a folder",
      () => {
        mkdirSync(at("a"));
      },
    ],
  ] as const) {
    it(`refuses ${what} at once`, () => {
      make();
      const message = `${at("a")} must be a file, and is a folder, a pipe or a device`;
      assert.throws(() => readInputFile(at("a")), { name: "CliError", message });
      assert.throws(() => beginningOf(at("a"), 10), { name: "CliError", message });
    });
  }

  it("refuses a file of more than 4 MiB, and reads the beginning of one", () => {
    truncateSync(folder.write("a", "begin"), 5 * 1024 * 1024);
    assert.throws(() => readInputFile(at("a")), {
      name: "CliError",
      message: `${at("a")} must be a file of at most 4 MiB, and is larger`,
    });
    assert.equal(beginningOf(at("a"), 5), "begin");
  });
});
