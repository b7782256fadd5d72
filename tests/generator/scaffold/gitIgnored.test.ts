import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync } from "node:fs";
import { join } from "node:path";

import { gitIgnored } from "../../../generator/scaffold/gitIgnored.js";
import { scratchFolder } from "./scratchFolder.js";

describe("gitIgnored", () => {
  const folder = scratchFolder();
  const git = (...words: string[]) => {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b"];
    execFileSync("git", [...identity, ...words], { cwd: folder.path, stdio: "ignore" });
  };
  const ignored = (below: string, paths: string[]) =>
    [...gitIgnored(join(folder.path, below), paths)].sort();

  it("asks git, with the patterns of all folders and of the repository", () => {
    git("init");
    folder.write(".gitignore", "*.pem\n/app/dist/\n");
    folder.write("app/.gitignore", "!public.pem\n");
    folder.write(".git/info/exclude", "notes\n");
    const paths = ["a.pem", "public.pem", "dist/x", "src/dist/x", "notes", "é.pem", "src/a.ts"];
    assert.deepEqual(ignored("app", paths), ["a.pem", "dist/x", "notes", "é.pem"]);
  });

  it("does not count what git tracks all the same", () => {
    git("init");
    folder.write(".gitignore", "*.log\n");
    folder.write("kept.log", "");
    git("add", "--force", "kept.log");
    assert.deepEqual(ignored("", ["kept.log", "other.log"]), ["other.log"]);
  });

  it("asks each repository for its own files", () => {
    git("init");
    folder.write(".gitignore", "a\n");
    folder.write("module/.gitignore", "b\n");
    git("init", "module");
    assert.deepEqual(ignored("", ["a", "b", "module/a", "module/b"]), ["a", "module/b"]);
  });

  for (const [what, prepare] of [
    ["outside of a repository", () => undefined],
    ["in a folder with a .git that is none", () => folder.write("app/.git/config", "")],
    ["whatever GIT_DIR says", () => (process.env.GIT_DIR = join(folder.path, "no-such"))],
  ] as const) {
    it(`reads .gitignore ${what}`, () => {
      const before = process.env.GIT_DIR;
      prepare();
      folder.write("app/.gitignore", "secret\n");
      try {
        assert.deepEqual(ignored("app", [".gitignore", "secret", "sub/secret", "ok"]), [
          "secret",
          "sub/secret",
        ]);
      } finally {
        if (before === undefined) delete process.env.GIT_DIR;
      }
    });
  }

  it("needs no git where there is no repository and no .gitignore", () => {
    withoutGit(() => {
      assert.deepEqual(ignored("", ["a", "b/c"]), []);
    });
  });

  it("refuses to guess where git cannot be asked", () => {
    git("init");
    withoutGit(() => {
      assert.throws(() => ignored("", ["a"]), {
        name: "CliError",
        message: /^'--dockerfile' needs git to say .* got "spawnSync git ENOENT" in "/,
      });
    });
    folder.write(".git/config", "[core\n");
    assert.throws(() => ignored("", ["a"]), { name: "CliError", message: /bad config/ });
  });

  it("runs nothing that the repository's configuration names", () => {
    git("init");
    const script = folder.write("watch", `#!/bin/sh\ntouch "${folder.path}/ran"\n`);
    chmodSync(script, 0o755);
    git("config", "core.fsmonitor", script);
    folder.write("a", "");
    ignored("", ["a"]);
    assert.equal(existsSync(join(folder.path, "ran")), false);
  });

  function withoutGit(run: () => void) {
    const before = process.env.PATH;
    process.env.PATH = "";
    try {
      run();
    } finally {
      process.env.PATH = before;
    }
  }
});
