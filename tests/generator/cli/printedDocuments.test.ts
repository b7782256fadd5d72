import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import { commandInProcess } from "../../support/commandInProcess.js";
import { assertPublished } from "../../support/publishedDocument.js";
import { scratchFolder } from "../scaffold/scratchFolder.js";

describe("the documents that commands print", () => {
  const folder = scratchFolder();

  /** Runs a command with `--json`, holds its document against the published schema, and gives its exit code and the document. */
  async function printed(schema: string, ...words: string[]) {
    const { code, stdout } = await commandInProcess([...words, "--json"], { cwd: folder.path });
    assertPublished(schema, stdout);
    return { code, document: JSON.parse(stdout) as Record<string, unknown> };
  }

  it("are as the schema of 'slipway new' says", async () => {
    assert.equal((await printed("new", "new", "orders", "--yes", "--dry-run")).code, 0);
    assert.equal((await printed("new", "new", "--list")).code, 0);
    const { code, document } = await printed("new", "new", "orders", "--yes", "--port", "many");
    assert.equal(code, 1);
    assert.deepEqual(Object.keys(document), ["error"]);
    assert.equal((await printed("new", "new", "orders", "--yes")).code, 0);
  });

  it("are as the schemas of 'slipway add' and 'slipway upgrade' say", async () => {
    await printed("new", "new", "orders", "--yes");
    const inRepository = (schema: string, ...words: string[]) => {
      const [command = "", ...others] = words;
      const directory = command === "add" ? ["--directory", "orders"] : ["orders"];
      return printed(schema, command, ...others, ...directory);
    };
    const worker = ["add", "worker", "mails", "--yes"];
    for (const words of [[...worker, "--dry-run"], worker, ["add", "environment", "qa"]]) {
      assert.equal((await inRepository("add", ...words)).code, 0, words.join(" "));
    }
    assert.equal((await inRepository("add", ...worker)).code, 1);
    assert.deepEqual((await inRepository("upgrade", "upgrade", "--check")).document.files, []);

    // As of a template that had no AGENTS.md yet.
    rmSync(join(folder.path, "orders/AGENTS.md"));
    const file = "orders/.slipway.json";
    const manifest = JSON.parse(readFileSync(join(folder.path, file), "utf8")) as {
      files: Record<string, string>;
    };
    delete manifest.files["AGENTS.md"];
    folder.write(file, JSON.stringify(manifest));
    for (const words of [["--check"], ["--dry-run"], []]) {
      const { document } = await inRepository("upgrade", "upgrade", ...words);
      assert.deepEqual(document.files, [{ path: "AGENTS.md", outcome: "add" }]);
      assert.equal("changes" in document, words.length > 0);
    }
    assert.equal((await printed("upgrade", "upgrade", "elsewhere")).code, 1);
  });

  it("are as the schemas of 'slipway rules' and 'slipway explain' say", async () => {
    assert.equal((await printed("rules", "rules")).code, 0);
    assert.equal((await printed("rules", "rules", "show", "ECS.5")).code, 0);
    assert.equal((await printed("rules", "rules", "show", "image-pined")).code, 1);
    assert.equal((await printed("explain", "explain", "image-pinned")).code, 0);
    assert.equal((await printed("explain", "explain", "image-pined")).code, 1);
  });
});
