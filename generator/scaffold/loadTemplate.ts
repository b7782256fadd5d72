import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";
import type { Answers } from "./answers.js";
import type { PackageLock } from "./packageLock.js";
import { quotedValue } from "./quotedValue.js";
import {
  type PartDescription,
  templateDescription,
  type TemplateDescription,
} from "./templateDescription.js";

/** Folder of the parts that several templates have. */
const SHARED = "shared/";

/** One template as it is stored. */
export interface Template extends Omit<TemplateDescription, "parts"> {
  /** Name of its folder. */
  name: string;
  /** What it consists of, in the order of `template.json`; its own `files/` are the last. */
  parts: readonly TemplatePart[];
}

/** Files of a template that belong together, for certain answers or for all. */
export interface TemplatePart extends PartDescription {
  /** Texts by path. */
  files: ReadonlyMap<string, string>;
  /** The packages of the repository, without this one, in the place of those of the parts before. */
  lock?: PackageLock;
  /** Absolute path of that lock. */
  lockFile?: string;
}

/** What a repository is made of: the parts for its answers, put together. */
export interface TemplateFiles {
  /** Texts by path. */
  files: ReadonlyMap<string, string>;
  /** Packages of npm that the application uses, with their versions. */
  dependencies: Readonly<Record<string, string>>;
  lock: PackageLock;
}

/**
 * Loads a template of this package: a folder with `template.json`, `files/` and further parts.
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
  return loadTemplateFolder(join(templates, name), name, templates);
}

/**
 * Loads a template by its folder.
 *
 * @param folder The template's folder, with `template.json`.
 * @param name What answers call it.
 * @param templates The folder `templates/` of this package, whose `shared/` every template may use.
 * @throws {Error} if `template.json` or a part is wrong.
 */
export function loadTemplateFolder(folder: string, name: string, templates: string): Template {
  const { parts, ...description } = templateDescription(folder);
  const own: PartDescription = { folder: "files", when: {}, dependencies: {} };
  return {
    ...description,
    name,
    // Git keeps no empty folder: a template all of whose files are for certain answers has none of its own.
    parts: [...parts, ...(existsSync(join(folder, own.folder)) ? [own] : [])].map((part) => {
      const path = part.folder.startsWith(SHARED) ? templates : folder;
      return loadPart(join(path, part.folder), part);
    }),
  };
}

/**
 * Loads a template of this package for a service that is added to a repository of another, with the tests of such a one.
 *
 * @throws {CliError} if there is no such template.
 */
export function loadAddition(templates: string, name: string): Template {
  const template = loadTemplate(templates, name);
  const tests = { folder: `${SHARED}added`, when: {}, dependencies: {} };
  return {
    ...template,
    parts: [...template.parts, loadPart(join(templates, tests.folder), tests)],
  };
}

/** Whether a repository of the template has an application, and so an image: a platform has none. */
export function hasApplication({ questions }: Pick<Template, "questions">): boolean {
  return questions.includes("language");
}

/** The languages that a template has an application in, and `none` for one that is there; nothing without applications. */
export function languagesOf({ parts, questions }: Template): NonNullable<Answers["language"]>[] {
  if (!hasApplication({ questions })) return [];
  const stated = parts.flatMap(({ when }) => when.language ?? []);
  const all: readonly NonNullable<Answers["language"]>[] = ["typescript", "python", "go", "none"];
  return all.filter((language) => language === "none" || stated.includes(language));
}

/** The names of all templates: each is a folder with `template.json`. */
export function templateNames(templates: string): string[] {
  return readdirSync(templates, { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(templates, entry.name, "template.json")),
    )
    .map((entry) => entry.name)
    .sort();
}

/**
 * Puts together what a template has for certain answers.
 *
 * @throws {Error} if two parts have the same file, or none has a lock.
 */
export function templateFiles(
  { name, parts }: Pick<Template, "name" | "parts">,
  answers: Readonly<Partial<Answers>>,
): TemplateFiles {
  const chosen = parts.filter(({ when }) => isMeant(when, answers));
  const files = new Map<string, string>();
  for (const part of chosen) {
    for (const [path, text] of part.files) {
      if (files.has(path)) throw new Error(`two parts of the template ${name} have ${path}`);
      files.set(path, text);
    }
  }
  const lock = chosen.findLast((part) => part.lock !== undefined)?.lock;
  if (lock === undefined) throw new Error(`no part of the template ${name} has lock.json`);
  const dependencies = Object.assign({}, ...chosen.map((part) => part.dependencies)) as Record<
    string,
    string
  >;
  return { files, dependencies, lock };
}

function isMeant(when: PartDescription["when"], answers: Readonly<Partial<Answers>>): boolean {
  return Object.entries(when).every(([key, values]) => {
    return values.some((value) => value === answers[key as keyof Answers]);
  });
}

function loadPart(folder: string, part: PartDescription): TemplatePart {
  const files = new Map<string, string>();
  readFolder(folder, "", files);
  // In the folder itself it would be a file of the repository.
  const lockFile = `${folder}.lock.json`;
  if (!existsSync(lockFile)) return { ...part, files };
  const lock = JSON.parse(readInputFile(lockFile)) as PackageLock;
  return { ...part, files, lock, lockFile };
}

function readFolder(root: string, folder: string, files: Map<string, string>): void {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) readFolder(root, path, files);
    else if (entry.isFile()) files.set(path, readInputFile(join(root, path)));
    // A link could bring in any file of the machine, and a pipe would never end.
    else throw new Error(`a template holds ${path}, which is no file`);
  }
}
