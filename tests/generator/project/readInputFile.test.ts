import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  beginningOf,
  readFoundFile,
  readInputFile,
} from "../../../generator/project/readInputFile.js";
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
      // A link is refused as one, whatever it leads to.
      assert.throws(() => readFoundFile(at("a"), 1), /must be a file|ELOOP/);
    });
  }

  it("gives the bytes of a file that was found, and none of a link in its place", () => {
    const bytes = Buffer.from([0x7f, 0x45, 0xff, 0x00]);
    writeFileSync(at("a"), bytes);
    symlinkSync("a", at("link"));
    assert.deepEqual(readFoundFile(at("a"), 1), bytes);
    assert.throws(() => readFoundFile(at("link"), 1), { code: "ELOOP" });
    truncateSync(at("a"), 1024 * 1024 + 1);
    assert.throws(() => readFoundFile(at("a"), 1), /must be a file of at most 1 MiB/);
  });

  it("refuses a file of more than 4 MiB, and reads the beginning of one", () => {
    truncateSync(folder.write("a", "begin"), 5 * 1024 * 1024);
    assert.throws(() => readInputFile(at("a")), {
      name: "CliError",
      message: `${at("a")} must be a file of at most 4 MiB, and is larger`,
    });
    assert.equal(beginningOf(at("a"), 5), "begin");
  });
});
