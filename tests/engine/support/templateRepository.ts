import assert from "node:assert/strict";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { textHash } from "../../../generator/scaffold/textHash.js";
import { keptRepositories, keptVersions } from "../../generator/scaffold/earlierRepositories.js";
import { run } from "./process.js";

/** What all repositories are called that the tests of `slipway upgrade` keep. */
const KEPT_NAME = "orders";

/** Where they keep what is older than the kept versions of all templates: a folder for each version of `web-service`. */
const OLDEST = join(packageRoot(), "tests/generator/scaffold/golden/earlier");

/** The earliest version of a template that the tests of `slipway upgrade` keep. */
export async function earliestVersion(template: string): Promise<string> {
  const [oldest] = template === "web-service" ? (await readdir(OLDEST)).sort() : [];
  const version = oldest ?? keptVersions().find((kept) => template in keptRepositories(kept));
  assert.ok(version, `no version of ${template} is kept`);
  return version;
}

/**
 * Writes the repository that `slipway new` of an earlier version made of a template with its defaults, as if it had been
 * asked for another name: two of one name would be the same to AWS.
 */
export async function writeEarlier(
  folder: string,
  template: string,
  version: string,
  name: string,
): Promise<void> {
  const texts = Object.entries(await textsOf(template, version)).map(
    ([path, text]) => [path, text.replaceAll(KEPT_NAME, name)] as const,
  );
  const hashes = new Map(texts.map(([path, text]) => [path, textHash(text)]));
  for (const [path, text] of texts) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, path === ".slipway.json" ? withHashes(text, hashes) : text);
  }
}

async function textsOf(
  template: string,
  version: string,
): Promise<Readonly<Record<string, string>>> {
  const kept = keptVersions().includes(version) ? keptRepositories(version)[template] : undefined;
  return kept ?? textsIn(join(OLDEST, version));
}

/** The texts of all files below a folder, by path. */
export async function textsIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const texts = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(folder, path), await readFile(path, "utf8")] as const;
  });
  return Object.fromEntries(await Promise.all(texts));
}

/** The manifest, by which an upgrade knows what nobody has edited. */
function withHashes(text: string, hashes: ReadonlyMap<string, string>): string {
  const manifest = JSON.parse(text) as { files: Record<string, string> };
  const files = Object.entries(manifest.files).map(
    ([path, hash]) => [path, hashes.get(path) ?? hash] as const,
  );
  return JSON.stringify({ ...manifest, files: Object.fromEntries(files) }, null, 2);
}

/** Runs the `slipway` command in a folder; rejects with what it wrote if it fails. */
export async function slipwayIn(directory: string, ...words: readonly string[]): Promise<string> {
  const cli = join(packageRoot(), "dist/generator/cli.js");
  const { code, stdout, stderr } = await run(process.execPath, [cli, ...words], {
    directory,
    environment: process.env,
  });
  assert.equal(code, 0, `slipway ${words.join(" ")}: ${stdout}${stderr}`);
  return stdout;
}
