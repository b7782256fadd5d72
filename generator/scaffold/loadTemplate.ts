import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import type { Answers } from "./answers.js";
import type { PackageLock } from "./packageLock.js";
import { quotedValue } from "./quotedValue.js";
import { templateQuestions } from "./templateQuestions.js";

/** One template as it is stored. */
export interface Template {
  /** Name of its folder. */
  name: string;
  /** What it asks for; a worker has no port. */
  questions: readonly (keyof Answers)[];
  /** Contents of `files/` by path: what every repository gets. */
  files: ReadonlyMap<string, string>;
  /** Contents of `application/` by path: what a repository gets that brings no Dockerfile. */
  application: ReadonlyMap<string, string>;
  /** Its packages, without this one. */
  lock: PackageLock;
}

/**
 * Loads a template of this package: a folder with `template.json`, `files/`, `application/` and `lock.json`.
 *
 * @param templates The folder `templates/`.
 * @throws {CliError} if there is no such template.
 */
export function loadTemplate(templates: string, name: string): Template {
  const names = templateNames(templates);
  if (!names.includes(name)) {
    throw new CliError(
      `'--template' must be a template that exists (${names.join(", ")}), got ${quotedValue(name)}; ${names[0] ?? ""} works`,
    );
  }
  const files = new Map<string, string>();
  const application = new Map<string, string>();
  readFolder(join(templates, name, "files"), "", files);
  readFolder(join(templates, name, "application"), "", application);
  const lock = readFileSync(join(templates, name, "lock.json"), "utf8");
  const questions = templateQuestions(join(templates, name));
  return { name, questions, files, application, lock: JSON.parse(lock) as PackageLock };
}

/** The names of all templates: each is a folder. */
export function templateNames(templates: string): string[] {
  return readdirSync(templates, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}

function readFolder(root: string, folder: string, files: Map<string, string>): void {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) readFolder(root, path, files);
    else if (entry.isFile()) files.set(path, readFileSync(join(root, path), "utf8"));
    // A link could bring in any file of the machine, and a pipe would never end.
    else throw new Error(`a template holds ${path}, which is no file`);
  }
}
