import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";

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

  for (const k of [1, 2, 3, 4]) {
    it(`leaves no target when it is killed at step ${k} of 4, and the next run clears up`, async () => {
      const free = target();
      const script = `
        const { writeScaffold } = require(${JSON.stringify(MODULE)});
        let step = 0;
        const kill = () => { step += 1; if (step === ${k}) process.kill(process.pid, "SIGKILL"); };
        const files = { rendered: new Map(${JSON.stringify([...FILES.rendered])}), copied: [] };
        void writeScaffold(${JSON.stringify(free)}, files, kill);`;
      const { signal } = spawnSync(process.execPath, ["-e", script]);
      assert.equal(signal, "SIGKILL");
      assert.equal(existsSync(free.path), false);
      await writeScaffold(free, FILES);
      assert.deepEqual(folder.files(), [
        "orders/README.md",
        "orders/infra/index.ts",
        "orders/package.json",
      ]);
    });
  }

  it("leaves the folder of a run alone that is still going", async () => {
    const other = `.orders.slipway-${process.pid}-0123456789ab/a`;
    folder.write(other, "");
    await writeScaffold(target(), FILES);
    assert.ok(folder.files().includes(other));
    rmSync(join(folder.path, "orders"), { recursive: true });
  });
});
