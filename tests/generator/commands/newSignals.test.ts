import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

const CLI = join(packageRoot(), "dist/generator/cli.js");
const FIXTURES = join(packageRoot(), "tests/generator/commands/fixtures");
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** What a command may take to end: as long as somebody would wait who pressed Ctrl-C. */
const PATIENCE_MILLISECONDS = 8000;

interface Ended {
  /** As a shell has it: 128 and the signal's number for what a signal ended. */
  code: number;
  milliseconds: number;
  stdout: string;
  stderr: string;
}

describe("slipway new, interrupted", () => {
  const folder = scratchFolder();

  function start(words: readonly string[], { preload = "", path = "" } = {}): ChildProcess {
    mkdirSync(join(folder.path, "tmp"));
    mkdirSync(join(folder.path, "work"));
    const node = preload === "" ? [] : ["--require", join(FIXTURES, preload)];
    const PATH = [path, process.env["PATH"]].join(delimiter);
    return spawn(process.execPath, [...node, CLI, "new", ...words], {
      cwd: join(folder.path, "work"),
      env: { ...process.env, PATH, TMPDIR: join(folder.path, "tmp"), NO_COLOR: "1" },
      stdio: ["pipe", "pipe", "pipe", "pipe"],
    });
  }

  /** Sends a signal as soon as the output of a stream has a text, when a file is there, or after a while. */
  function interrupted(
    child: ChildProcess,
    signal: NodeJS.Signals,
    when: { says: string; on: number } | { milliseconds: number } | { file: string },
  ): Promise<Ended> {
    const written = ["", "", "", ""];
    let sentAt = 0;
    const send = () => {
      if (sentAt > 0) return;
      sentAt = Date.now();
      child.kill(signal);
    };
    if ("milliseconds" in when) setTimeout(send, when.milliseconds);
    const looking = setInterval(() => {
      if ("file" in when && existsSync(when.file)) send();
    }, 20);
    child.stdio.forEach((stream, index) => {
      stream?.on("data", (data: Buffer) => {
        written[index] = (written[index] ?? "") + data.toString();
        if ("says" in when && written[when.on]?.includes(when.says) === true) send();
      });
    });
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    return new Promise((resolve) => {
      child.once("close", (code, by) => {
        clearTimeout(late);
        clearInterval(looking);
        const [, stdout = "", stderr = ""] = written;
        const exitCode = code ?? 128 + constants.signals[by ?? "SIGKILL"];
        resolve({ code: exitCode, milliseconds: Date.now() - sentAt, stdout, stderr });
      });
    });
  }

  const left = () => folder.files().filter((file) => /^(?:tmp|work)\//.test(file));

  async function assertNothingLeft(): Promise<void> {
    // What watches over temporary folders may need a moment.
    for (let i = 0; i < 100 && left().length > 0; i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.deepEqual(left(), []);
  }

  for (const signal of SIGNALS) {
    const code = 128 + constants.signals[signal];

    it(`ends at ${signal} while it waits for an answer, and shows the cursor again`, async () => {
      const child = start([], { preload: "terminal.cjs" });
      const ended = await interrupted(child, signal, { says: "?", on: 1 });
      assert.equal(ended.code, code, ended.stderr);
      assert.equal(ended.stderr, "slipway: interrupted; nothing was written\n");
      assert.equal(ended.stdout.endsWith("\u001b[?25h\n"), true);
      assert.equal(ended.milliseconds < PATIENCE_MILLISECONDS, true);
      await assertNothingLeft();
    });

    it(`leaves nothing when ${signal} comes while it writes`, async () => {
      const child = start(["orders", "--yes"], { preload: "slowWriting.cjs" });
      const ended = await interrupted(child, signal, { says: "writing", on: 3 });
      assert.equal(ended.code, code, ended.stderr);
      assert.equal(ended.stderr, "slipway: interrupted; nothing was written\n");
      assert.equal(ended.stdout, "");
      await assertNothingLeft();
    });

    it(`ends at once at ${signal} while it computes, and leaves no temporary folder`, async () => {
      // Git takes ten seconds to say what it ignores.
      const asked = join(folder.path, "asked");
      const script = `#!/bin/sh\ncase "$*" in *init*) exit 0; esac\n: > "${asked}"\nexec sleep 10\n`;
      const git = folder.write("bin/git", script);
      chmodSync(git, 0o755);
      folder.write("app/Dockerfile", "FROM node:22\nEXPOSE 8080\n");
      folder.write("app/.gitignore", "*.log\n");
      const words = ["orders", "--yes", "--dockerfile", "../app/Dockerfile"];
      const child = start(words, { path: join(folder.path, "bin") });
      const ended = await interrupted(child, signal, { file: asked });
      assert.equal(ended.code, code, ended.stderr);
      assert.equal(ended.milliseconds < PATIENCE_MILLISECONDS, true, String(ended.milliseconds));
      await assertNothingLeft();
    });
  }

  /** The report decides, not the code: a signal may come when all is written and told, and the process is about to end. */
  async function assertAllOrNothing({ code, stdout }: Ended): Promise<void> {
    assert.equal(code === 0 || code === 143, true, String(code));
    const [, count] = /^✔ orders\/ written: (\d+) files/m.exec(stdout) ?? [];
    if (count === undefined) {
      assert.equal(code, 143);
      await assertNothingLeft();
    } else {
      assert.equal(left().length, Number(count));
      assert.equal(
        left().every((file) => file.startsWith("work/orders/")),
        true,
      );
    }
  }

  for (const milliseconds of [0, 40, 80, 120, 160, 200, 250, 300]) {
    it(`has written all or nothing when SIGTERM comes after ${milliseconds} ms`, async () => {
      const child = start(["orders", "--yes"]);
      await assertAllOrNothing(await interrupted(child, "SIGTERM", { milliseconds }));
    });
  }

  it("has written all when SIGTERM comes as it tells so", async () => {
    const child = start(["orders", "--yes"]);
    const ended = await interrupted(child, "SIGTERM", { says: "written", on: 1 });
    assert.match(ended.stdout, /^✔ orders\/ written: /m);
    await assertAllOrNothing(ended);
  });
});
