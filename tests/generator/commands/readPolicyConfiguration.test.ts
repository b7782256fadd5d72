import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { readPolicyConfiguration } from "../../../generator/commands/readPolicyConfiguration.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

describe("readPolicyConfiguration", () => {
  const folder = scratchFolder();
  const file = () => join(folder.path, "policies.json");

  it("reads a file with a JSON object", () => {
    folder.write("policies.json", '{"all":"advisory"}');
    assert.deepEqual(readPolicyConfiguration(file()), { all: "advisory" });
  });

  for (const [what, make, why] of [
    ["a pipe", () => execFileSync("mkfifo", [file()]), "and is a folder, a pipe or a device"],
    [
      "a device",
      () => {
        symlinkSync("/dev/zero", file());
      },
      "and is a folder, a pipe or a device",
    ],
    [
      "a file of more than 4 MiB",
      () => {
        truncateSync(folder.write("policies.json", "{}"), 5 * 1024 * 1024);
      },
      "and is larger",
    ],
  ] as const) {
    it(`refuses ${what} at once`, () => {
      make();
      assert.throws(
        () => readPolicyConfiguration(file()),
        (error: Error) =>
          error.name === "CliError" &&
          error.message.startsWith("'--policy-config' must name a file, got ") &&
          error.message.endsWith(why),
      );
    });
  }
});
