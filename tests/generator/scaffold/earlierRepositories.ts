import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import { collectAnswers } from "../../../generator/scaffold/collectAnswers.js";
import {
  languagesOf,
  loadTemplate,
  templateNames,
} from "../../../generator/scaffold/loadTemplate.js";
import { plan } from "../../../generator/scaffold/plan.js";
import { ownManifest } from "../../../generator/scaffold/ownManifest.js";

/** A file for each version of the templates that somebody may have a repository of, small enough to be kept for ever. */
const KEPT = join(packageRoot(), "tests/generator/scaffold/golden/earlierRepositories");
const ENDING = ".json.br";

/** What npm and an upgrade make by themselves: npm the lock file, an upgrade the texts of the base from the files. */
const LEFT_OUT = ["package-lock.json", ".slipway.base.json"];

/** Repositories by the name of their template: texts by path. */
export type KeptRepositories = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The versions that are kept: of this package, and of the templates where several are in one. */
export function keptVersions(): string[] {
  return readdirSync(KEPT)
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();
}

/** The repositories of a version, with the texts that an upgrade merges by. */
export function keptRepositories(version: string): KeptRepositories {
  const bytes = readFileSync(join(KEPT, `${version}${ENDING}`));
  const kept = JSON.parse(brotliDecompressSync(bytes).toString()) as KeptRepositories;
  return Object.fromEntries(
    Object.entries(kept).map(([template, files]) => {
      const base = Object.entries(files).filter(([path]) => path !== ".slipway.json");
      const text = JSON.stringify(Object.fromEntries(base));
      return [template, { ...files, ".slipway.base.json": text }] as const;
    }),
  );
}

/**
 * Keeps what the templates make now: to be called once for each release that has changed one.
 *
 * @param version What the file is called.
 * @param templates The folder `templates/`.
 */
export async function keepRepositories(version: string, templates: string): Promise<void> {
  const repositories: Record<string, Record<string, string>> = {};
  for (const name of templateNames(templates)) {
    const template = loadTemplate(templates, name);
    const [language] = languagesOf(template);
    const flags = { template: name, ...(language !== undefined && { language }) };
    const answers = await collectAnswers({
      directory: "orders",
      flags,
      questions: template.questions,
    });
    const source = { spec: "0.1.0", kind: "registry" } as const;
    const files = plan({ answers, template, own: ownManifest(), source });
    repositories[name] = Object.fromEntries(
      [...files].filter(([path]) => !LEFT_OUT.includes(path)),
    );
  }
  const text = Buffer.from(JSON.stringify(repositories));
  const params = { [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
  mkdirSync(KEPT, { recursive: true });
  writeFileSync(join(KEPT, `${version}${ENDING}`), brotliCompressSync(text, { params }));
}
