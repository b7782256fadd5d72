import { createHash } from "node:crypto";

import type { Answers } from "./answers.js";
import { COPIED_FOLDER } from "./dockerfileSource.js";
import type { Template } from "./loadTemplate.js";
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
  /** Name of the Dockerfile that is copied; nothing when the template's own application is used. */
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
  const stored = [...template.files, ...(dockerfileName === undefined ? template.application : [])];
  const files = new Map<string, string>();
  for (const [path, text] of stored) {
    const rendered = path.endsWith(".hbs") ? renderTemplate(text, context) : text;
    files.set(targetPath(path), rendered);
  }
  const repository = JSON.parse(files.get("package.json") ?? "{}") as PackageManifest;
  files.set("package-lock.json", packageLock(template.lock, repository, own, source));
  for (const [path, text] of files) parseRendered(path, text);
  files.set(MANIFEST_FILE, manifest(input, files));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Where a stored file goes: npm leaves dotfiles out of packages, so that they are stored with an underscore, and the
 * suffix of a template goes away.
 */
export function targetPath(stored: string): string {
  return stored.replace(/(^|\/)_/g, "$1.").replace(/\.hbs$/, "");
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
