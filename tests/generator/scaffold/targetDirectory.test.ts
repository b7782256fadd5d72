import assert from "node:assert/strict";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { targetDirectory } from "../../../generator/scaffold/targetDirectory.js";
import { scratchFolder } from "./scratchFolder.js";

describe("targetDirectory", () => {
  const folder = scratchFolder();

  function refusal(directory: string): string {
    const before = folder.files();
    try {
      targetDirectory(folder.path, directory);
    } catch (error) {
      assert.ok(error instanceof CliError);
      assert.equal(error.exitCode, 1);
      assert.doesNotMatch(error.message, /[\r\n]/);
      assert.deepEqual(folder.files(), before);
      return error.message;
    }
    assert.fail(`taken: ${JSON.stringify(directory)}`);
  }

  it("takes a new folder", () => {
    const path = join(folder.path, "orders");
    assert.deepEqual(targetDirectory(folder.path, "orders"), { given: "orders", path });
  });

  it("takes an empty folder", () => {
    mkdirSync(join(folder.path, "orders"));
    assert.equal(targetDirectory(folder.path, "orders").path, join(folder.path, "orders"));
  });

  it("takes a folder in a folder", () => {
    mkdirSync(join(folder.path, "services"));
    assert.equal(targetDirectory(folder.path, "services/orders").given, "services/orders");
  });

  it("takes ./ in front and a slash at the end", () => {
    assert.equal(targetDirectory(folder.path, "./orders/").given, "orders");
  });

  const PLACE =
    "'directory' must be a folder in the current one, of at most 64 letters, digits, hyphens, dots and underscores";
  for (const directory of [
    "../evil",
    "..%2fevil",
    "/etc/x",
    "a/../../b",
    "C:\\x",
    "\\\\host\\s",
    "a\0b",
    ".git/hooks/pre-commit",
    "CON",
    "aux.ts",
    "com1",
    "dot.",
    "space ",
    "x".repeat(256),
    "-rf",
    "--upload-pack=x",
    "a//b",
    ".",
    "./",
    "..",
    "",
    "~",
    "a\nb",
    "$(id)",
    "; rm -rf ~",
    "р\u0430y",
    "a\u202eb",
  ]) {
    it(`refuses ${JSON.stringify(directory).slice(0, 40)}`, () => {
      assert.ok(refusal(directory).startsWith(PLACE));
    });
  }

  it("refuses a folder that holds something", () => {
    folder.write("orders/a", "");
    assert.equal(
      refusal("orders"),
      `'directory' must be a new or empty folder, got "orders", which is not empty; "orders" works`,
    );
  });

  it("refuses a file", () => {
    folder.write("orders", "");
    assert.match(refusal("orders"), /, got "orders", which is no folder/);
  });

  it("refuses a folder in one that does not exist", () => {
    assert.match(
      refusal("services/orders"),
      /in a folder that exists, got "services\/orders", and "services" is none/,
    );
  });

  it("refuses a folder in a file", () => {
    folder.write("services", "");
    assert.match(refusal("services/orders"), /and "services" is none/);
  });

  it("refuses a name that differs from another in upper and lower case only", () => {
    mkdirSync(join(folder.path, "api"));
    assert.match(refusal("Api"), /got "Api", beside "api"/);
  });

  it("refuses a link to a folder", () => {
    mkdirSync(join(folder.path, "real"));
    symlinkSync("real", join(folder.path, "orders"));
    assert.match(refusal("orders"), /which is no folder/);
  });

  it("refuses a link that leads nowhere", () => {
    symlinkSync("nowhere", join(folder.path, "orders"));
    assert.match(refusal("orders"), /which is no folder/);
  });

  it("refuses a folder behind a link, and behind a chain of links", () => {
    mkdirSync(join(folder.path, "real"));
    symlinkSync("real", join(folder.path, "one"));
    symlinkSync("one", join(folder.path, "two"));
    assert.match(refusal("one/orders"), /and "one" is none/);
    assert.match(refusal("two/orders"), /and "two" is none/);
  });
});
