import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stackInputHash } from "../../../../generator/fleet/run/stackInputs.js";

describe("stackInputHash", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "slipway-inputs-"));
    write("Pulumi.yaml", "name: p");
    write("Pulumi.dev.yaml", "config: {}");
    write("src/index.ts", "1");
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(join(directory, path, ".."), { recursive: true });
    writeFileSync(join(directory, path), text);
  }

  const hash = (): Promise<string> => stackInputHash({ directory, stack: "dev" });

  it("changes with each file of the project, its name and the stack's configuration", async () => {
    const seen = new Set([await hash()]);
    for (const [path, text] of [
      ["src/index.ts", "2"],
      ["Pulumi.dev.yaml", "config: { a: 1 }"],
      ["src/.hidden", ""],
      ["src/other.ts", ""],
      ["slipway.policies.yaml", "profile: dev"],
    ] as const) {
      write(path, text);
      const next = await hash();
      assert.ok(!seen.has(next), path);
      seen.add(next);
    }
  });

  it("does not change with other stacks, packages, the repository and the journals", async () => {
    const before = await hash();
    for (const path of [
      "Pulumi.prod.yaml",
      "node_modules/a/index.js",
      ".git/HEAD",
      ".slipway/fleet/run.jsonl",
    ]) {
      write(path, "x");
      assert.equal(await hash(), before, path);
    }
  });

  it("does not change with what Pulumi writes as it makes the stack", async () => {
    const before = await hash();
    write("Pulumi.dev.yaml", "encryptionsalt: v1:a\nconfig: {}\n");
    assert.equal(await hash(), before);
    write("Pulumi.dev.yaml", "secretsprovider: awskms://a\nencryptedkey: b\nconfig: {}\n");
    assert.equal(await hash(), before);
    write("Pulumi.dev.yaml", "config: { encryptionsalt: v1:a }\n");
    assert.notEqual(await hash(), before);

    rmSync(join(directory, "Pulumi.dev.yaml"));
    const without = await hash();
    write("Pulumi.dev.yaml", "encryptionsalt: v1:a\n");
    assert.equal(await hash(), without);
  });

  it("takes a file of a stack that is no YAML as it is", async () => {
    write("Pulumi.dev.yaml", "config: [\n");
    const before = await hash();
    write("Pulumi.dev.yaml", "config: {{\n");
    assert.notEqual(await hash(), before);
  });

  it("keeps names and contents apart", async () => {
    write("a", "b");
    const one = await hash();
    rmSync(join(directory, "a"));
    write("ab", "");
    assert.notEqual(await hash(), one);
  });
});
