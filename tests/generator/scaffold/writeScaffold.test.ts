import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import { CliError } from "../../../generator/cliError.js";
import { targetDirectory } from "../../../generator/scaffold/targetDirectory.js";
import { type ScaffoldFiles, writeScaffold } from "../../../generator/scaffold/writeScaffold.js";
import { scratchFolder } from "./scratchFolder.js";

const MODULE = join(__dirname, "../../../generator/scaffold/writeScaffold.js");
const FILES: ScaffoldFiles = {
  rendered: new Map([
    ["README.md", "# orders\n"],
    ["infra/index.ts", "export {};\n"],
    ["package.json", "{}\n"],
  ]),
  copied: [],
};

describe("writeScaffold", () => {
  const folder = scratchFolder();
  const target = () => targetDirectory(folder.path, "orders");

  it("writes all files, and nothing else", async () => {
    await writeScaffold(target(), FILES);
    assert.deepEqual(folder.files(), [
      "orders/README.md",
      "orders/infra/index.ts",
      "orders/package.json",
    ]);
    assert.equal(readFileSync(join(folder.path, "orders/README.md"), "utf8"), "# orders\n");
  });

  it("writes into an empty folder", async () => {
    mkdirSync(join(folder.path, "orders"));
    await writeScaffold(target(), FILES);
    assert.equal(folder.files().length, 3);
  });

  it("waits for no pipe that has taken the place of a file, and leaves nothing", async () => {
    const source = join(folder.path, "server");
    execFileSync("mkfifo", [source]);
    const copied = [{ path: "app/server", source, executable: false }];
    await assert.rejects(
      writeScaffold(target(), { rendered: FILES.rendered, copied }),
      new CliError(`${source} must be a file, and is a folder, a pipe or a device`),
    );
    assert.deepEqual(folder.files(), ["server"]);
  });

  it("copies files as they are, with the right to be executed", async () => {
    const source = join(folder.path, "server");
    const bytes = Buffer.from([0x7f, 0x45, 0xff, 0x00]);
    writeFileSync(source, bytes);
    chmodSync(source, 0o700);
    const copied = [{ path: "app/server", source, executable: true }];
    await writeScaffold(target(), { rendered: FILES.rendered, copied });
    const copy = join(folder.path, "orders/app/server");
    assert.deepEqual(readFileSync(copy), bytes);
    assert.equal(statSync(copy).mode & 0o100, 0o100);
    assert.equal(statSync(join(folder.path, "orders/package.json")).mode & 0o111, 0);
  });

  for (const k of [1, 2, 3, 4]) {
    it(`leaves nothing when it is stopped before step ${k} of 4`, async () => {
      let step = 0;
      const stopped = new CliError("interrupted; nothing was written", 130);
      const proceed = () => {
        step += 1;
        if (step === k) throw stopped;
      };
      await assert.rejects(writeScaffold(target(), FILES, proceed), stopped);
      assert.deepEqual(folder.files(), []);
      assert.equal(existsSync(join(folder.path, "orders")), false);
    });
  }

  for (const k of [0, 1, 2]) {
    it(`leaves nothing when file ${k + 1} of 3 cannot be copied`, async () => {
      const copied = ["a", "b", "c"].map((name, i) => {
        const source = i === k ? join(folder.path, "gone") : folder.write(`from/${name}`, name);
        return { path: `app/${name}`, source, executable: false };
      });
      await assert.rejects(writeScaffold(target(), { rendered: new Map(), copied }), {
        code: "ENOENT",
      });
      assert.equal(
        folder.files().some((path) => path.includes("orders")),
        false,
      );
    });
  }

  it("copies no file that has become a link meanwhile", async () => {
    const source = join(folder.path, "server");
    symlinkSync("/etc/passwd", source);
    const copied = [{ path: "app/server", source, executable: false }];
    await assert.rejects(writeScaffold(target(), { rendered: new Map(), copied }), {
      code: "ELOOP",
    });
  });

  for (const [what, appear] of [
    [
      "a folder with files",
      (path: string) => {
        mkdirSync(path);
        writeFileSync(join(path, "mine"), "");
      },
    ],
    [
      "a file",
      (path: string) => {
        writeFileSync(path, "");
      },
    ],
    [
      "a link",
      (path: string) => {
        symlinkSync("/tmp", path);
      },
    ],
  ] as const) {
    it(`leaves ${what} alone that has come to the target meanwhile`, async () => {
      const free = target();
      appear(free.path);
      const before = folder.files();
      await assert.rejects(writeScaffold(free, FILES), CliError);
      assert.deepEqual(folder.files(), before);
    });
  }

  it("lets one of two that run at once win", async () => {
    const free = target();
    const runs = await Promise.allSettled([writeScaffold(free, FILES), writeScaffold(free, FILES)]);
    assert.deepEqual(runs.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    assert.equal(folder.files().length, 3);
  });

  for (const signal of ["SIGKILL", "SIGTERM", "SIGHUP"] as const) {
    for (const k of [1, 3, 4]) {
      it(`leaves nothing when it is killed by ${signal} at step ${k} of 4`, async () => {
        const free = target();
        const script = `
          const { writeScaffold } = require(${JSON.stringify(MODULE)});
          let step = 0;
          const kill = () => { step += 1; if (step === ${k}) process.kill(process.pid, "${signal}"); };
          const files = { rendered: new Map(${JSON.stringify([...FILES.rendered])}), copied: [] };
          void writeScaffold(${JSON.stringify(free)}, files, kill);`;
        const ended = spawnSync(process.execPath, ["-e", script]);
        assert.equal(ended.signal, signal);
        assert.equal(existsSync(free.path), false);
        await eventually(() => readdirSync(folder.path).length === 0);
      });
    }
  }

  /** A folder that a run has left or still writes to, last written to so many minutes ago. */
  function unfinished(name: string, minutes: number): string {
    const path = `.orders.slipway-${name}`;
    folder.write(`${path}/infra/a`, "");
    const time = new Date(Date.now() - minutes * 60_000);
    for (const below of ["infra/a", "infra", ""])
      utimesSync(join(folder.path, path, below), time, time);
    return `${path}/infra/a`;
  }

  it("leaves the folder of another container's run alone, whatever its process id", async () => {
    const others = [unfinished("0".repeat(24), 0), unfinished("a".repeat(24), 50)];
    await writeScaffold(target(), FILES);
    assert.deepEqual(
      folder.files().filter((path) => path.startsWith(".")),
      others,
    );
  });

  it("leaves a folder alone that is old, and in which something was written a minute ago", async () => {
    const other = unfinished("b".repeat(24), 600);
    const time = new Date(Date.now() - 60_000);
    utimesSync(join(folder.path, other), time, time);
    await writeScaffold(target(), FILES);
    assert.ok(folder.files().includes(other));
  });

  it("clears up what has not been written to for an hour, and nothing of another name", async () => {
    unfinished("c".repeat(24), 61);
    const others = [unfinished("mine", 600), ".other.slipway-x/a"];
    folder.write(".other.slipway-x/a", "");
    await writeScaffold(target(), FILES);
    assert.deepEqual(
      folder.files().filter((path) => path.startsWith(".")),
      others,
    );
  });
});

/** Waits until something holds; fails where it does not within ten seconds. */
async function eventually(holds: () => boolean): Promise<void> {
  for (let i = 0; !holds(); i += 1) {
    assert.ok(i < 200, "not within ten seconds");
    await setTimeout(50);
  }
}
