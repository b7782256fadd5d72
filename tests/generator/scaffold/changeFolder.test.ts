import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import fsPromises from "node:fs/promises";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";

import { CliError } from "../../../generator/cliError.js";
import {
  changeFolder,
  type FileChange,
  undoUnfinished,
} from "../../../generator/scaffold/changeFolder.js";
import { textHash } from "../../../generator/scaffold/textHash.js";
import { scratchFolder, textsBelow } from "./scratchFolder.js";

const MODULE = join(__dirname, "../../../generator/scaffold/changeFolder.js");

/** One change of each kind, and a folder in a folder. */
const CHANGES: FileChange[] = [
  { path: "infra/index.ts", after: "export {};\n" },
  { path: "infra/tests/infra.test.ts", after: "test\n" },
  { path: ".dockerignore", after: "dist\ninfra\n", before: "dist\n" },
  { path: "old/gone.ts", before: "old\n" },
  { path: "README.md", after: "new\n" },
];
const BEFORE = { ".dockerignore": "dist\n", "old/gone.ts": "old\n", "src/app.ts": "mine\n" };
const AFTER = {
  ".dockerignore": "dist\ninfra\n",
  "README.md": "new\n",
  "infra/index.ts": "export {};\n",
  "infra/tests/infra.test.ts": "test\n",
  "src/app.ts": "mine\n",
};

/** What changes a disk; `open` with a flag to write. */
const WRITES = ["mkdir", "open", "writeFile", "link", "rename", "copyFile", "unlink"] as const;

describe("changeFolder", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    for (const [path, text] of Object.entries(BEFORE)) folder.write(path, text);
  });

  it("does all changes, and leaves nothing else", async () => {
    await changeFolder(folder.path, CHANGES);
    assert.deepEqual(textsBelow(folder.path), AFTER);
  });

  it("keeps the rights of a file that it replaces", async () => {
    chmodSync(join(folder.path, ".dockerignore"), 0o600);
    await changeFolder(folder.path, CHANGES);
    assert.equal(statSync(join(folder.path, ".dockerignore")).mode & 0o777, 0o600);
    assert.equal(statSync(join(folder.path, "README.md")).mode & 0o133, 0);
  });

  for (let k = 1; k <= 2 * CHANGES.length + 1; k += 1) {
    it(`leaves the folder as it was when it is stopped before step ${k}`, async () => {
      let step = 0;
      const stopped = new CliError("interrupted; nothing was written", 130);
      const proceed = () => {
        step += 1;
        if (step === k) throw stopped;
      };
      await assert.rejects(changeFolder(folder.path, CHANGES, proceed), stopped);
      assert.deepEqual(textsBelow(folder.path), BEFORE);
      assert.equal(existsSync(join(folder.path, "infra")), false);
    });
  }

  const refused: [string, FileChange, () => void, RegExp][] = [
    [
      "a file that has changed meanwhile",
      { path: "src/app.ts", after: "x", before: "theirs\n" },
      () => undefined,
      /^"src\/app\.ts" has changed meanwhile; nothing was written$/,
    ],
    [
      "a file that is there already",
      { path: "src/app.ts", after: "x" },
      () => undefined,
      /^"src\/app\.ts" is there already; nothing was written$/,
    ],
    [
      "a folder in place of a file",
      { path: "src", after: "x" },
      () => undefined,
      /^"src" must be a file, and is a folder or a link$/,
    ],
    [
      "a link in place of a file",
      { path: "link", after: "x" },
      () => {
        symlinkSync("/etc/passwd", join(folder.path, "link"));
      },
      /^"link" must be a file, and is a folder or a link$/,
    ],
    [
      "a link that leads nowhere",
      { path: "link", after: "x" },
      () => {
        symlinkSync("nowhere", join(folder.path, "link"));
      },
      /^"link" must be a file, and is a folder or a link$/,
    ],
    [
      "a folder that is a link",
      { path: "infra/index.ts", after: "x" },
      () => {
        symlinkSync(tmpdir(), join(folder.path, "infra"));
      },
      /^"infra" must be a folder for infra\/index\.ts, and is none$/,
    ],
    [
      "a folder that is a file",
      { path: "src/app.ts/index.ts", after: "x" },
      () => undefined,
      /^"src\/app\.ts" must be a folder for src\/app\.ts\/index\.ts, and is none$/,
    ],
  ];
  for (const [what, change, appear, message] of refused) {
    it(`refuses ${what}, and does no other change`, async () => {
      appear();
      const before = folder.files();
      const changes = [{ path: "a/first.ts", after: "x" }, change];
      await assert.rejects(changeFolder(folder.path, changes), (error) => {
        return error instanceof CliError && message.test(error.message);
      });
      assert.deepEqual(folder.files(), before);
    });
  }

  it("undoes what it did when a link comes in its way meanwhile", async () => {
    let step = 0;
    const swap = () => {
      step += 1;
      // The first change is done by now.
      if (step === CHANGES.length + 2) symlinkSync("/etc/passwd", join(folder.path, "README.md"));
    };
    await assert.rejects(changeFolder(folder.path, CHANGES, swap), CliError);
    rmSync(join(folder.path, "README.md"));
    assert.deepEqual(textsBelow(folder.path), BEFORE);
  });

  it("lets one of two that run at once win, and never mixes them", async () => {
    const other: FileChange[] = [{ path: "README.md", after: "other\n" }];
    const runs = await Promise.allSettled([
      changeFolder(folder.path, CHANGES),
      changeFolder(folder.path, other),
    ]);
    assert.deepEqual(runs.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    const won = runs[0].status === "fulfilled" ? AFTER : { ...BEFORE, "README.md": "other\n" };
    assert.deepEqual(textsBelow(folder.path), won);
  });
});

describe("changeFolder on a disk that fills", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    for (const [path, text] of Object.entries(BEFORE)) folder.write(path, text);
  });

  /** Runs with every call that writes counted, the k-th of which fails; gives how many there were. */
  async function withFault(k: number, run: () => Promise<void>): Promise<number> {
    const module = fsPromises as unknown as Record<string, (...args: unknown[]) => unknown>;
    const real = Object.fromEntries(WRITES.map((name) => [name, module[name]] as const));
    let calls = 0;
    for (const [name, call] of Object.entries(real)) {
      module[name] = (...args) => {
        calls += 1;
        const full = Object.assign(new Error("ENOSPC: no space left on device"), {
          code: "ENOSPC",
        });
        return calls === k ? Promise.reject(full) : call?.(...args);
      };
    }
    try {
      await run();
    } finally {
      Object.assign(module, real);
    }
    return calls;
  }

  it("leaves the folder as it was, whichever call fails", async () => {
    const all = await withFault(0, () => changeFolder(folder.path, CHANGES));
    assert.ok(all > 20, `${all} calls`);
    for (let k = 1; k <= all; k += 1) {
      const path = mkdtempSync(join(tmpdir(), "slipway-test-"));
      try {
        for (const name of ["src", "old"]) mkdirSync(join(path, name));
        for (const [file, text] of Object.entries(BEFORE)) writeFileSync(join(path, file), text);
        await assert.rejects(
          withFault(k, () => changeFolder(path, CHANGES)),
          { code: "ENOSPC" },
          `call ${k}`,
        );
        assert.deepEqual(textsBelow(path), BEFORE, `call ${k}`);
        assert.equal(existsSync(join(path, "infra")), false, `call ${k}`);
      } finally {
        rmSync(path, { recursive: true, force: true });
      }
    }
  });
});

describe("changeFolder that is killed", () => {
  const folder = scratchFolder();
  beforeEach(() => {
    for (const [path, text] of Object.entries(BEFORE)) folder.write(path, text);
  });

  /** Runs in a process that kills itself at the k-th call that writes; of its clean-up too. */
  function runKilled(k: number): NodeJS.Signals | null {
    const script = `
      const fs = require("node:fs/promises");
      let calls = 0;
      for (const name of ${JSON.stringify([...WRITES, "rm", "rmdir"])}) {
        const call = fs[name];
        fs[name] = (...args) => {
          calls += 1;
          if (calls === ${k}) process.kill(process.pid, "SIGKILL");
          return call(...args);
        };
      }
      const { changeFolder } = require(${JSON.stringify(MODULE)});
      void changeFolder(${JSON.stringify(folder.path)}, ${JSON.stringify(CHANGES)});`;
    const { signal, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    assert.equal(stderr, "");
    return signal;
  }

  it("leaves all or nothing after the next run, wherever it was", async () => {
    let isWhole = false;
    let kills = 0;
    for (let k = 1; runKilled(k) === "SIGKILL"; k += 1) {
      kills += 1;
      await undoUnfinished(folder.path);
      const texts = textsBelow(folder.path);
      isWhole ||= "README.md" in texts;
      assert.deepEqual(texts, isWhole ? AFTER : BEFORE, `killed at call ${k}`);
      if (isWhole) {
        // The changes are done, and only clearing up was left; put the folder back for the next one.
        rmSync(folder.path, { recursive: true });
        for (const [path, text] of Object.entries(BEFORE)) folder.write(path, text);
        isWhole = false;
      }
    }
    assert.ok(kills > 20, `${kills} kills`);
    assert.deepEqual(textsBelow(folder.path), AFTER);
  });

  it("leaves alone what its user has changed since", async () => {
    const script = `
      const { changeFolder } = require(${JSON.stringify(MODULE)});
      let step = 0;
      const kill = () => { step += 1; if (step === ${2 * CHANGES.length + 1}) process.kill(process.pid, "SIGKILL"); };
      void changeFolder(${JSON.stringify(folder.path)}, ${JSON.stringify(CHANGES)}, kill);`;
    assert.equal(spawnSync(process.execPath, ["-e", script]).signal, "SIGKILL");
    assert.equal(readFileSync(join(folder.path, "infra/index.ts"), "utf8"), "export {};\n");
    folder.write("infra/index.ts", "mine now\n");
    await undoUnfinished(folder.path);
    assert.deepEqual(textsBelow(folder.path), { ...BEFORE, "infra/index.ts": "mine now\n" });
  });
});

describe("undoUnfinished", () => {
  const folder = scratchFolder();

  function journal(owner: object, content: unknown, name = ".slipway-journal"): void {
    folder.write(`${name}/owner.json`, JSON.stringify(owner));
    folder.write(`${name}/old-0`, "evil\n");
    folder.write(`${name}/journal.json`, JSON.stringify(content));
  }
  const GONE = { pid: 2 ** 30, host: hostname() };

  for (const path of [
    "../evil",
    "/tmp/slipway-evil",
    "a/../../evil",
    ".git/hooks/pre-commit",
    "a/.GIT/config",
    "..\\evil",
    "C:evil",
    "",
  ]) {
    it(`writes nothing for a journal of somebody else's that names ${JSON.stringify(path)}`, async () => {
      const root = join(folder.path, "inside");
      mkdirSync(root);
      journal(
        GONE,
        { entries: [{ path, before: textHash("evil\n") }], folders: [] },
        "inside/.slipway-journal",
      );
      await assert.rejects(undoUnfinished(root), /must name files of its own folder/);
      const outside = folder.files().filter((file) => !file.startsWith("inside/.slipway-journal"));
      assert.deepEqual(outside, []);
    });
  }

  it("follows no link on the way to a file that it puts back", async () => {
    const root = join(folder.path, "inside");
    mkdirSync(root);
    symlinkSync("..", join(root, "up"));
    const entries = [{ path: "up/evil", before: textHash("evil\n") }];
    journal(GONE, { entries, folders: [] }, "inside/.slipway-journal");
    await assert.rejects(undoUnfinished(root), /"up" must be a folder/);
    assert.equal(existsSync(join(folder.path, "evil")), false);
  });

  it("refuses a journal that is a link", async () => {
    symlinkSync(tmpdir(), join(folder.path, ".slipway-journal"));
    await assert.rejects(undoUnfinished(folder.path), /must be a folder, and is none; remove it$/);
  });

  for (const [what, owner] of [
    ["of a process that runs", { pid: process.pid, host: hostname() }],
    ["of another machine", { pid: 1, host: "another.invalid" }],
  ] as const) {
    it(`leaves a journal alone ${what}, and says so`, async () => {
      journal(owner, { entries: [], folders: [] });
      const before = folder.files();
      await assert.rejects(
        undoUnfinished(folder.path),
        /^CliError: another run of slipway is changing /,
      );
      assert.deepEqual(folder.files(), before);
    });

    it(`takes one over ${what} that is an hour old`, async () => {
      journal(owner, { entries: [], folders: [] });
      const time = new Date(Date.now() - 61 * 60_000);
      utimesSync(join(folder.path, ".slipway-journal"), time, time);
      await undoUnfinished(folder.path);
      assert.deepEqual(folder.files(), []);
    });
  }
});
