import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { templateNames } from "../../../generator/scaffold/loadTemplate.js";
import { upgrade, type UpgradeResult } from "../../../generator/scaffold/upgradeRepository.js";
import {
  keepRepositories,
  keptRepositories,
  type KeptRepositories,
  keptVersions,
} from "./earlierRepositories.js";
import { TEMPLATES } from "./plannedTemplate.js";
import { scratchFolder, textsBelow } from "./scratchFolder.js";

/** Files that take a comment at their end, and are the template's. */
const COMMENTED = /^(?!\.slipway).*\.(?:ts|ya?ml)$/;

function mark(path: string): string {
  return path.endsWith(".ts") ? "// my own line" : "# my own line";
}

/** Every line another one, as no template makes it. */
function rewritten(text: string): string {
  return text.replace(/^/gm, "# mine ");
}

const outcomes = ({ files }: UpgradeResult) => new Set(files.map(({ outcome }) => outcome));

describe("upgrade of every template's earlier repositories", () => {
  const folder = scratchFolder();
  const read = (path: string) => readFileSync(join(folder.path, path), "utf8");
  const run = (dryRun = false) => upgrade({ directory: folder.path, package: "0.1.0", dryRun });

  // KEEP_REPOSITORIES=0.2.0 keeps what the templates make now.
  const kept = process.env.KEEP_REPOSITORIES;
  if (kept !== undefined) before(() => keepRepositories(kept, TEMPLATES));

  it("has one of every template", () => {
    const templates = keptVersions().flatMap((version) => Object.keys(keptRepositories(version)));
    assert.deepEqual([...new Set(templates)].sort(), templateNames(TEMPLATES));
  });

  for (const version of keptVersions()) {
    const repositories: KeptRepositories = keptRepositories(version);
    for (const [template, texts] of Object.entries(repositories)) {
      const commented = Object.keys(texts).filter((path) => COMMENTED.test(path));
      const write = () => {
        for (const [path, text] of Object.entries(texts)) folder.write(path, text);
      };

      it(`brings an untouched ${template} of ${version} to this version, with nothing left to do`, async () => {
        write();
        const result = await run();
        for (const outcome of outcomes(result)) {
          assert.ok(["add", "update", "remove"].includes(outcome), outcome);
        }
        const again = await run(true);
        assert.deepEqual([again.files, again.changes], [[], []]);
      });

      it(`loses no line that was added to a ${template} of ${version}, and is done then`, async () => {
        write();
        for (const path of commented) folder.write(path, `${texts[path] ?? ""}${mark(path)}\n`);
        folder.write("src/mine.ts", "export {};\n");
        const { files } = await run();
        for (const path of commented) assert.ok(read(path).includes(mark(path)), path);
        assert.equal(read("src/mine.ts"), "export {};\n");
        // A file that the template no longer has stays as it was edited.
        const kinds = new Map(files.map(({ path, outcome }) => [path, outcome]));
        for (const path of commented) assert.notEqual(kinds.get(path), "update", path);
        const hasConflicts = [...kinds.values()].includes("conflict");
        if (hasConflicts) await assert.rejects(run(true), /conflicts that nobody has resolved/);
        else assert.ok(!outcomes(await run(true)).has("merge"));
      });

      it(`keeps both where a ${template} of ${version} was written anew and the template is another`, async () => {
        write();
        const changed = (await run(true)).files
          .filter(({ path, outcome }) => outcome === "update" && path !== "package.json")
          .map(({ path }) => path);
        // What is the same in both versions stays as the user has it.
        const [same] = commented.filter((path) => !changed.includes(path));
        const edited = same === undefined ? changed : [...changed, same];
        for (const path of edited) folder.write(path, rewritten(texts[path] ?? ""));
        const result = await run();
        const kinds = new Map(result.files.map(({ path, outcome }) => [path, outcome]));
        for (const path of changed) {
          assert.equal(kinds.get(path), "conflict", path);
          for (const line of rewritten(texts[path] ?? "").split("\n")) {
            assert.ok(read(path).includes(line), `${path}: ${line}`);
          }
        }
        if (same !== undefined) assert.equal(read(same), rewritten(texts[same] ?? ""));
      });
    }
  }

  it("says by the exit codes of --check what there is to do, and writes nothing", () => {
    const [oldest = ""] = keptVersions();
    const [[, texts] = ["", {}]] = Object.entries(keptRepositories(oldest));
    for (const [path, text] of Object.entries(texts)) folder.write(path, text);
    const cli = join(packageRoot(), "dist/generator/cli.js");
    const check = () => {
      const words = [cli, "upgrade", "--check", "--package", "0.1.0"];
      return spawnSync(process.execPath, words, { cwd: folder.path }).status;
    };
    const before = textsBelow(folder.path);
    assert.equal(check(), 2);
    assert.deepEqual(textsBelow(folder.path), before);
    const path = "README.md";
    folder.write(path, rewritten(texts[path] ?? ""));
    assert.equal(check(), 3);
    assert.equal(read(path), rewritten(texts[path] ?? ""));
  });
});
