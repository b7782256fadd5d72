import { createHash } from "node:crypto";

import type { Answers } from "./answers.js";
import { COPIED_FOLDER } from "./dockerfileSource.js";
import { type Template, templateFiles } from "./loadTemplate.js";
import { packageLock, type PackageManifest } from "./packageLock.js";
import type { PackageSource } from "./packageSource.js";
import { parseRendered } from "./parseRendered.js";
import { renderTemplate, templateContext } from "./renderTemplate.js";
import { templateData } from "./templateData.js";

/** Name of the file that says what was generated, from what. */
export const MANIFEST_FILE = ".slipway.json";

/** All that decides what a repository looks like. */
export interface PlanInput {
  answers: Answers;
  template: Template;
  /** `package.json` of this package. */
  own: PackageManifest;
  source: PackageSource;
  /** Name of the Dockerfile that is copied; nothing where none is. */
  dockerfileName?: string;
}

/**
 * The files of a repository: text by path, in order of path. Nothing is read or written here, and every file has been
 * parsed as what it is.
 *
 * @throws {Error} if the template is wrong.
 */
export function plan(input: PlanInput): Map<string, string> {
  const { answers, template, own, source, dockerfileName } = input;
  const context = templateContext(templateData(answers, source.spec, dockerfileName));
  const stored = templateFiles(template, answers);
  const files = new Map<string, string>();
  for (const [path, text] of stored.files) {
    const rendered = path.endsWith(".hbs") ? renderTemplate(text, context) : text;
    files.set(targetPath(path), rendered);
  }
  const repository = repositoryManifest(files.get("package.json") ?? "{}", stored.dependencies);
  files.set("package.json", `${JSON.stringify(repository, null, 2)}\n`);
  files.set("package-lock.json", packageLock(stored.lock, repository, own, source));
  for (const [path, text] of files) parseRendered(path, text);
  files.set(MANIFEST_FILE, manifest(input, files));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** `package.json` with the packages of the chosen parts, which the application needs when it runs. */
export function repositoryManifest(
  text: string,
  dependencies: Readonly<Record<string, string>>,
): PackageManifest {
  const { devDependencies, ...manifest } = JSON.parse(text) as PackageManifest;
  if (Object.keys(dependencies).length === 0) return { ...manifest, devDependencies };
  return { ...manifest, dependencies, devDependencies };
}

/**
 * Where a stored file goes: npm leaves dotfiles out of packages, so that they are stored with an underscore, and the
 * suffix of a template goes away. Two underscores are Python's own.
 */
export function targetPath(stored: string): string {
  return stored.replace(/(^|\/)_(?!_)/g, "$1.").replace(/\.hbs$/, "");
}

function manifest(
  { answers, own, dockerfileName }: PlanInput,
  files: ReadonlyMap<string, string>,
): string {
  const hashes = [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, text]) => {
      return [path, createHash("sha256").update(text).digest("hex")] as const;
    });
  const { template, ...rest } = answers;
  const content = {
    slipway: own.version,
    template,
    answers: rest,
    ...(dockerfileName !== undefined && { dockerfile: `${COPIED_FOLDER}/${dockerfileName}` }),
    files: Object.fromEntries(hashes),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
