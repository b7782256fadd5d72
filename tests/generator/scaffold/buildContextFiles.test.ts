import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import { buildContextFiles } from "../../../generator/scaffold/buildContextFiles.js";
import { scratchFolder } from "./scratchFolder.js";

describe("buildContextFiles", () => {
  const folder = scratchFolder();
  beforeEach(() => folder.write("Dockerfile", "FROM scratch"));

  const paths = (dockerfile = "Dockerfile") => {
    const { files } = buildContextFiles(folder.path, dockerfile, join(folder.path, "orders"));
    return files.map(({ path }) => path);
  };

  it("finds the Dockerfile and the files beside it and below, in order", () => {
    folder.write("b", "");
    folder.write("a/c", "");
    assert.deepEqual(paths(), ["Dockerfile", "a/c", "b"]);
  });

  it("leaves out what .dockerignore names, but not the Dockerfile and .dockerignore", () => {
    folder.write(".dockerignore", "*\n!src\nsrc/*.test\n");
    folder.write("src/a", "");
    folder.write("src/a.test", "");
    folder.write("secret", "");
    assert.deepEqual(paths(), [".dockerignore", "Dockerfile", "src/a"]);
  });

  it("takes the Dockerfile's own ignore file where there is one", () => {
    folder.write(".dockerignore", "a");
    folder.write("Other.dockerignore", "b");
    folder.write("Other", "FROM scratch");
    folder.write("a", "");
    folder.write("b", "");
    assert.deepEqual(paths("Other"), [
      ".dockerignore",
      "Dockerfile",
      "Other",
      "Other.dockerignore",
      "a",
    ]);
  });

  it("leaves out .git, ignored packages and the generated folder", () => {
    folder.write(".dockerignore", "node_modules");
    folder.write(".git/config", "");
    folder.write("node_modules/x/index.js", "");
    folder.write("orders/a", "");
    assert.deepEqual(paths(), [".dockerignore", "Dockerfile"]);
  });

  it("follows no link, and names them", () => {
    symlinkSync("/etc/passwd", join(folder.path, "file"));
    symlinkSync("/etc", join(folder.path, "folder"));
    symlinkSync("nowhere", join(folder.path, "dangling"));
    const { files, links } = buildContextFiles(folder.path, "Dockerfile", "");
    assert.deepEqual(
      files.map(({ path }) => path),
      ["Dockerfile"],
    );
    assert.deepEqual(links, ["dangling", "file", "folder"]);
  });

  it("knows which files may be executed", () => {
    chmodSync(folder.write("server", ""), 0o755);
    const { files } = buildContextFiles(folder.path, "Dockerfile", "");
    const executable = files.map(({ path, executable }) => [path, executable]);
    assert.deepEqual(executable, [
      ["Dockerfile", false],
      ["server", true],
    ]);
  });

  it("leaves out what git ignores, but not the Dockerfile and .dockerignore", () => {
    folder.write(".gitignore", "credentials.json\n*.pem\nDockerfile\n.dockerignore\n.aws/\n");
    folder.write(".dockerignore", "tests");
    folder.write("credentials.json", "{}");
    folder.write("server.pem", "key");
    folder.write(".aws/credentials", "key");
    folder.write("tests/server.pem", "key");
    folder.write("a", "");
    const { files, ignored } = buildContextFiles(folder.path, "Dockerfile", "");
    assert.deepEqual(
      files.map(({ path }) => path),
      [".dockerignore", ".gitignore", "Dockerfile", "a"],
    );
    assert.deepEqual(ignored, [".aws/credentials", "credentials.json", "server.pem"]);
  });

  for (const [path, text] of [
    [".env", "A=1"],
    ["deep/er/id_rsa", "key"],
    ["terraform.tfstate", "{}"],
    [".npmrc", "//r/:_authToken=abc"],
    ["tls/server.pem", "-----BEGIN PRIVATE KEY-----"],
  ] as const) {
    it(`refuses ${path} by its name, which no ignore file has`, () => {
      folder.write(path, text);
      assert.throws(() => paths(), {
        name: "CliError",
        message: new RegExp(
          `^'--dockerfile' must be in a folder whose files may be committed, got "${path}" \\(.*\\.dockerignore or \\.gitignore`,
        ),
      });
    });

    it(`takes ${path} that .dockerignore leaves out`, () => {
      folder.write(path, text);
      folder.write(".dockerignore", `**/${path.split("/").at(-1) ?? ""}`);
      assert.deepEqual(paths(), [".dockerignore", "Dockerfile"]);
    });
  }

  for (const name of [".dockerignore", ".gitignore", "a/.gitignore", "Dockerfile.dockerignore"]) {
    it(`refuses ${name} that is a pipe, and does not wait for it`, () => {
      folder.write("a/b", "");
      execFileSync("mkfifo", [join(folder.path, name)]);
      const message = /must be a file, and is a folder/;
      assert.throws(() => paths(), { name: "CliError", message });
    });
  }

  for (const [what, pattern] of [
    ["stars", "*a".repeat(20)],
    ["stars and question marks", "*?".repeat(20)],
    ["folders", "**/a/".repeat(12)],
  ] as const) {
    it(`does not hang on a .dockerignore with many ${what}`, () => {
      folder.write(".dockerignore", `${pattern}b\n`);
      folder.write("a".repeat(120), "");
      folder.write(`${"a/".repeat(60)}c`, "");
      const { files } = buildContextFiles(folder.path, "Dockerfile", "");
      assert.equal(files.length, 4);
    });
  }

  it("stops where there are too many patterns for the time that it has", () => {
    folder.write(".dockerignore", `${"a*".repeat(200)}b\n`.repeat(200));
    folder.write("a".repeat(200), "");
    assert.throws(() => buildContextFiles(folder.path, "Dockerfile", "", 1), {
      name: "CliError",
      message: /^'--dockerfile' must have a \.dockerignore that is soon compared with the files/,
    });
  });

  it("names the line of .dockerignore that Docker refuses", () => {
    folder.write(".dockerignore", "dist\n**/[a-\n");
    assert.throws(() => paths(), {
      name: "CliError",
      message: `'--dockerfile' must have lines in .dockerignore that Docker takes, got "**/[a-" in line 2, which Docker refuses (syntax error in pattern); **/*.log works`,
    });
  });

  it("counts no installed packages that git ignores", () => {
    folder.write(".gitignore", "large");
    truncateSync(folder.write("large", ""), 51 * 1024 * 1024);
    assert.deepEqual(paths(), [".gitignore", "Dockerfile"]);
  });

  it("refuses more than 50 MiB", () => {
    truncateSync(folder.write("large", ""), 51 * 1024 * 1024);
    assert.throws(
      () => paths(),
      (error) => {
        assert.ok(error instanceof CliError);
        assert.match(
          error.message,
          /^'--dockerfile' must be in a folder of at most 50 MiB and 10000 files/,
        );
        return true;
      },
    );
  });
});
