import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { plan } from "../../../generator/scaffold/plan.js";
import { ownManifest } from "../../../generator/scaffold/ownManifest.js";
import { upgrade, type UpgradeResult } from "../../../generator/scaffold/upgradeRepository.js";
import { assertRefused } from "./refused.js";
import { signalAfterKill } from "./signalAfterKill.js";
import { scratchFolder, textsBelow } from "./scratchFolder.js";
import { VALID_ANSWERS } from "./validAnswers.js";

const CLI = join(packageRoot(), "dist/generator/cli.js");
const EARLIER = join(packageRoot(), "tests/generator/scaffold/golden/earlier");
const template = loadTemplate(join(packageRoot(), "templates"), "web-service");
const source = { spec: "1.2.3", kind: "given" } as const;

/** A line of `config.ts`, and what it may have been. */
const NEWER_LINE =
  "/** Organization and project of the platform, whose stacks have the names of this service's. */";
const EARLIER_LINE = "/** The platform. */";

/** What the template of this version makes. */
const now = plan({ answers: VALID_ANSWERS, template, own: ownManifest(), source });

/** The template as it may have been: another text, a file fewer and one more. */
function earlierTemplate(): typeof template {
  const parts = template.parts.map((part) => {
    const files = [...part.files].flatMap(([path, text]): [string, string][] => {
      if (path === "infra/config.ts.hbs") {
        return [[path, text.replace(NEWER_LINE, EARLIER_LINE)]];
      }
      if (path === "_node-version") return [[path, "22.0.0\n"]];
      return path === "tests/infra.test.ts.hbs" ? [] : [[path, text]];
    });
    const isForAll = part === template.parts[0];
    return {
      ...part,
      files: new Map([...files, ...(isForAll ? [["Makefile", "all:\n"] as const] : [])]),
    };
  });
  return { ...template, parts };
}

const before = plan({
  answers: VALID_ANSWERS,
  template: earlierTemplate(),
  own: { ...ownManifest(), version: "0.0.9" },
  source,
});

describe("upgrade", () => {
  const folder = scratchFolder();
  const run = (dryRun = false) => upgrade({ directory: folder.path, package: "1.2.3", dryRun });
  const read = (path: string) => readFileSync(join(folder.path, path), "utf8");
  const outcomes = ({ files }: UpgradeResult) =>
    Object.fromEntries(files.map(({ path, outcome }) => [path, outcome]));

  function write(files: ReadonlyMap<string, string>): void {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(folder.path, path)), { recursive: true });
      writeFileSync(join(folder.path, path), text);
    }
  }

  const UNTOUCHED = {
    ".node-version": "update",
    Makefile: "remove",
    "infra/config.ts": "update",
    "tests/infra.test.ts": "add",
  };

  it("brings what nobody has edited to the newer template, to the byte", async () => {
    write(before);
    const result = await run();
    assert.deepEqual(outcomes(result), UNTOUCHED);
    // Answers are recorded in the order of the questions.
    const { ".slipway.json": manifest = "", ...texts } = textsBelow(folder.path);
    const { ".slipway.json": expected = "", ...others } = Object.fromEntries(now);
    assert.deepEqual(texts, others);
    assert.deepEqual(JSON.parse(manifest), JSON.parse(expected));
    assert.deepEqual([result.from, result.to], ["0.0.9", ownManifest().version]);
    assert.deepEqual(result.warnings, []);
  });

  it("has nothing to do the second time", async () => {
    write(before);
    await run();
    const { files, changes, next } = await run();
    assert.deepEqual([files, changes, next], [[], [], []]);
  });

  it("keeps what only the user has changed", async () => {
    write(before);
    const index = `${read("infra/index.ts")}\n// mine\n`;
    folder.write("infra/index.ts", index);
    folder.write("infra/queue.ts", "// mine too\n");
    rmSync(join(folder.path, "README.md"));
    const result = await run();
    assert.deepEqual(outcomes(result), UNTOUCHED);
    assert.equal(read("infra/index.ts"), index);
    assert.equal(read("infra/queue.ts"), "// mine too\n");
    assert.ok(!folder.files().includes("README.md"));
  });

  it("merges what both have changed in different places", async () => {
    write(before);
    folder.write("infra/config.ts", `${read("infra/config.ts")}\n// mine\n`);
    const result = await run();
    assert.deepEqual(outcomes(result), { ...UNTOUCHED, "infra/config.ts": "merge" });
    assert.equal(read("infra/config.ts"), `${now.get("infra/config.ts") ?? ""}\n// mine\n`);
  });

  it("keeps the line ends of Windows, and merges all the same", async () => {
    write(before);
    folder.write(
      "infra/config.ts",
      `${read("infra/config.ts")}\n// mine\n`.replaceAll("\n", "\r\n"),
    );
    const result = await run();
    assert.equal(outcomes(result)["infra/config.ts"], "merge");
    const expected = `${now.get("infra/config.ts") ?? ""}\n// mine\n`.replaceAll("\n", "\r\n");
    assert.equal(read("infra/config.ts"), expected);
  });

  it("puts both between marks where both have changed the same lines", async () => {
    write(before);
    folder.write(
      "infra/config.ts",
      read("infra/config.ts").replace(EARLIER_LINE, "/** My own. */"),
    );
    folder.write(".node-version", "20.19.0\n");
    const result = await run();
    assert.equal(outcomes(result)["infra/config.ts"], "conflict");
    assert.match(
      read("infra/config.ts"),
      /<{7} yours\n\/\*\* My own\. \*\/\n={7}\n\/\*\* Organization and .*\n>{7} slipway \d/,
    );
    assert.match(read(".node-version"), /^<{7} yours\n20\.19\.0\n={7}\n24\./);
    assert.deepEqual(result.warnings, [
      "both versions are between marks, yours first, in .node-version, infra/config.ts",
    ]);
  });

  it("refuses to go on with conflicts that nobody has resolved", async () => {
    write(before);
    folder.write(".node-version", "20.19.0\n");
    await run();
    const texts = textsBelow(folder.path);
    await assert.rejects(
      run(),
      /has conflicts that nobody has resolved, in \.node-version; resolve/,
    );
    assert.deepEqual(textsBelow(folder.path), texts);
    folder.write(".node-version", "20.19.0\n");
    assert.deepEqual((await run()).files, []);
  });

  it("keeps an edited file that the template has no more, and says so", async () => {
    write(before);
    folder.write("Makefile", "all: mine\n");
    const result = await run();
    assert.equal(outcomes(result).Makefile, "keep");
    assert.equal(read("Makefile"), "all: mine\n");
    assert.deepEqual(result.warnings, [
      "the template no longer has what you have edited, which stays: Makefile",
    ]);
  });

  it("keeps a file of the user's where the template has one newly, beside it between marks", async () => {
    write(before);
    folder.write("tests/infra.test.ts", "// my own\n");
    const result = await run();
    assert.equal(outcomes(result)["tests/infra.test.ts"], "conflict");
    assert.match(read("tests/infra.test.ts"), /^<{7} yours\n\/\/ my own\n/);
  });

  it("takes no merge of lines that is no JSON", async () => {
    const files = new Map(before);
    const text = files.get("package.json") ?? "";
    // An earlier template that lacked the last script, and a user who has added one in its place.
    write(files);
    const base = JSON.parse(read(".slipway.base.json")) as Record<string, string>;
    const earlier = text.replace(/,\n( +)"destroy": "slipway destroy"/, "");
    assert.notEqual(earlier, text);
    folder.write(".slipway.base.json", JSON.stringify({ ...base, "package.json": earlier }));
    const manifest = JSON.parse(read(".slipway.json")) as { files: Record<string, string> };
    const { createHash } = await import("node:crypto");
    manifest.files["package.json"] = createHash("sha256").update(earlier).digest("hex");
    folder.write(".slipway.json", JSON.stringify(manifest));
    folder.write("package.json", earlier.replace('"scripts": {', '"scripts": {\n    "mine": "x",'));
    const result = await run();
    const merged = read("package.json");
    if (outcomes(result)["package.json"] === "merge") JSON.parse(merged);
    else assert.match(merged, /^<{7} yours$/m);
    assert.match(merged, /"mine": "x"/);
    assert.match(merged, /slipway destroy/);
  });

  it("leaves an edited lock file to npm", async () => {
    write(before);
    folder.write("package-lock.json", "{}\n");
    const manifest = JSON.parse(read(".slipway.json")) as { files: Record<string, string> };
    manifest.files["package-lock.json"] = "0".repeat(64);
    folder.write(".slipway.json", JSON.stringify(manifest));
    const result = await run();
    assert.equal(outcomes(result)["package-lock.json"], "keep");
    assert.equal(read("package-lock.json"), "{}\n");
    assert.ok(result.next.includes("npm install && npm test"));
  });

  it("writes nothing in a dry run", async () => {
    write(before);
    const { files } = await run(true);
    assert.equal(files.length, 4);
    assert.deepEqual(textsBelow(folder.path), Object.fromEntries(before));
  });

  it("leaves all or nothing after a kill at each step", async () => {
    const expected = Object.fromEntries(before);
    const killed = {
      file: "upgradeRepository",
      call: "upgrade",
      request: { directory: folder.path, package: "1.2.3" },
    };
    for (let k = 1; k <= 13; k += 3) {
      write(before);
      assert.equal(signalAfterKill(killed, k), "SIGKILL", `step ${k}`);
      await run(true);
      assert.deepEqual(textsBelow(folder.path), expected, `step ${k}`);
    }
  });

  const refused: [string, () => void, RegExp][] = [
    ["no generated repository", () => undefined, /must be a repository that slipway has generated/],
    [
      "a manifest that is no JSON",
      () => folder.write(".slipway.json", "{"),
      /must be the JSON that slipway/,
    ],
    [
      "a manifest of another form",
      () => folder.write(".slipway.json", "{}"),
      /restore it as it was committed$/,
    ],
    [
      "answers with code",
      () => {
        write(before);
        const manifest = read(".slipway.json").replace('"name": "orders"', '"name": "../../evil"');
        folder.write(".slipway.json", manifest);
      },
      /^'--name' must be/,
    ],
    [
      "a path outside",
      () => {
        write(before);
        const manifest = JSON.parse(read(".slipway.json")) as { files: Record<string, string> };
        const hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        manifest.files["../empty"] = hash;
        folder.write(".slipway.json", JSON.stringify(manifest));
        writeFileSync(join(folder.path, "../empty"), "");
      },
      /"\.\.\/empty" must be a file of the folder/,
    ],
    [
      "a link in place of a file",
      () => {
        write(before);
        rmSync(join(folder.path, ".node-version"));
        symlinkSync("/etc/hostname", join(folder.path, ".node-version"));
      },
      /"\.node-version" must be a file, as it was generated/,
    ],
    [
      "a template that there is not",
      () => {
        write(before);
        folder.write(".slipway.json", read(".slipway.json").replace('"web-service"', '"../x"'));
      },
      /^'--template' must be a template that exists/,
    ],
  ];
  for (const [what, prepare, message] of refused) {
    it(`changes nothing after ${what}`, async () => {
      prepare();
      const texts = textsBelow(folder.path);
      await assertRefused(run(), message);
      assert.deepEqual(textsBelow(folder.path), texts);
      rmSync(join(folder.path, "../empty"), { force: true });
    });
  }
});

describe("upgrade of every earlier version", () => {
  const folder = scratchFolder();

  for (const version of readdirSync(EARLIER)) {
    it(`brings a repository of ${version} that nobody has edited to this one`, async () => {
      cpSync(join(EARLIER, version), folder.path, { recursive: true });
      const result = await upgrade({ directory: folder.path, package: "0.1.0" });
      assert.equal(result.from, version);
      const kinds = new Set(result.files.map(({ outcome }) => outcome));
      assert.ok(!kinds.has("conflict") && !kinds.has("merge"), [...kinds].join());
      const { files } = JSON.parse(readFileSync(join(folder.path, ".slipway.json"), "utf8")) as {
        files: Record<string, string>;
      };
      const paths = folder.files().filter((path) => !path.startsWith(".slipway."));
      const lock = "package-lock.json";
      assert.deepEqual(
        paths,
        Object.keys(files)
          .filter((path) => path !== lock)
          .sort(),
      );
    });

    it(`loses nothing that was edited in a repository of ${version}`, async () => {
      cpSync(join(EARLIER, version), folder.path, { recursive: true });
      const texts = textsBelow(folder.path);
      const edited = Object.keys(texts).filter((path) => /\.(?:ts|yml|yaml|md)$/.test(path));
      for (const path of edited) folder.write(path, `${texts[path] ?? ""}${mark(path)}\n`);
      await upgrade({ directory: folder.path, package: "0.1.0" });
      for (const path of edited) {
        assert.ok(readFileSync(join(folder.path, path), "utf8").includes(mark(path)), path);
      }
    });
  }

  function mark(path: string): string {
    return path.endsWith(".ts") ? "// my own line" : "# my own line";
  }
});

describe("slipway upgrade", () => {
  const folder = scratchFolder();
  const bin = scratchFolder();
  const slipway = (...words: string[]) => {
    writeFileSync(join(bin.path, "npm"), `#!/bin/sh\necho '{"version":"1.2.3"}'\n`, {
      mode: 0o755,
    });
    const PATH = `${bin.path}${delimiter}${process.env.PATH ?? ""}`;
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [CLI, "upgrade", "--package", "1.2.3", ...words],
      {
        cwd: folder.path,
        encoding: "utf8",
        input: "",
        env: { ...process.env, NO_COLOR: "1", PATH },
      },
    );
    return { status, stdout, stderr };
  };
  beforeEach(() => {
    for (const [path, text] of before) folder.write(path, text);
  });

  it("says by its exit code with --check that there is something newer, and writes nothing", () => {
    const { status, stdout, stderr } = slipway("--check");
    assert.deepEqual([status, stderr], [2, ""]);
    assert.match(stdout, /^update {2}\.node-version$/m);
    assert.match(stdout, /^nothing was written; slipway upgrade changes 4 files$/m);
    assert.deepEqual(textsBelow(folder.path), Object.fromEntries(before));
  });

  it("upgrades, says what became of each file, and then has nothing to do", () => {
    const first = slipway();
    assert.deepEqual([first.status, first.stderr], [0, ""]);
    assert.match(first.stdout, /^remove {2}Makefile$/m);
    assert.match(
      first.stdout,
      /^✔ web-service 0\.0\.9 → .+: 4 files\. Next: git diff · npm install && npm test$/m,
    );
    const second = slipway("--check");
    assert.equal(second.status, 0);
    assert.match(second.stdout, /nothing to change$/m);
  });

  it("ends with exit code 3 where there are conflicts, also with --check", () => {
    folder.write(".node-version", "20.19.0\n");
    assert.equal(slipway("--check").status, 3);
    assert.equal(slipway().status, 3);
    const third = slipway();
    assert.deepEqual([third.status, third.stdout], [1, ""]);
    assert.match(third.stderr, /^slipway: the repository has conflicts that nobody has resolved/);
  });

  it("prints one JSON document, in a dry run with the diffs", () => {
    const { status, stdout } = slipway("--dry-run", "--json");
    assert.equal(status, 0);
    const result = JSON.parse(stdout) as { changes: { path: string; diff?: string }[] };
    assert.deepEqual(Object.keys(result), [
      "template",
      "from",
      "to",
      "files",
      "warnings",
      "next",
      "changes",
    ]);
    const change = result.changes.find(({ path }) => path === ".node-version");
    assert.match(change?.diff ?? "", /^-22\.0\.0$/m);
  });

  it("ends with exit code 1 in a folder that it has not generated", () => {
    rmSync(join(folder.path, ".slipway.json"));
    const { status, stderr } = slipway();
    assert.equal(status, 1);
    assert.match(
      stderr,
      /^slipway: 'directory' must be a repository that slipway has generated.+\n$/,
    );
  });
});
