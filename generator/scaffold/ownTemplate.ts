import { existsSync, realpathSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { CliError } from "../cliError.js";
import { loadTemplate, loadTemplateFolder, type Template } from "./loadTemplate.js";
import { listed, quotedValue } from "./quotedValue.js";
import { wrongTags } from "./templateTags.js";

/** What a template's folder is called. */
const NAME = /^[a-z][a-z0-9-]{0,63}$/;

/**
 * Loads the template that `--template` names: one of this package by its name, or one of a company's own by its folder,
 * which is told by a slash or a dot.
 *
 * @param templates The folder `templates/` of this package.
 * @param cwd Folder that the path of an own template is relative to.
 * @throws {CliError} if there is no such template, or one of a company's own is wrong.
 */
export function loadAnyTemplate(templates: string, given: string, cwd: string): Template {
  if (!isTemplateFolder(given)) return loadTemplate(templates, given);
  const folder = ownFolder(cwd, given);
  const template = loadOwn(folder, given, templates);
  const wrong = template.parts.flatMap(({ files }) => {
    return [...files].flatMap(([path, text]) => {
      if (!path.endsWith(".hbs")) return [];
      return wrongTags(path, text).map((tag) => `${quotedValue(tag)} in ${path}`);
    });
  });
  if (wrong.length === 0) return template;
  throw new CliError(
    `'--template' must write every value by the helper of its file's language, got ${listed(wrong)}; {{ts name}} works in a .ts.hbs, {{yaml name}} in a .yaml.hbs`,
  );
}

/** Whether `--template` names a folder. */
export function isTemplateFolder(given: string): boolean {
  return /[\\/]|^\./.test(given);
}

function ownFolder(cwd: string, given: string): string {
  const path = resolve(cwd, given.replaceAll("\0", ""));
  const file = join(path, "template.json");
  if (given.includes("\0") || !existsSync(file) || !statSync(file).isFile()) {
    throw new CliError(
      `'--template' must be a folder with template.json, got ${quotedValue(given)}; "./templates/api" works`,
    );
  }
  const folder = realpathSync(path);
  if (NAME.test(basename(folder))) return folder;
  throw new CliError(
    `'--template' must be a folder named by lower-case letters, digits and hyphens, got ${quotedValue(given)}; "./templates/api" works`,
  );
}

/** What is wrong with a template of ours is our fault; with a company's own it is theirs to mend. */
function loadOwn(folder: string, given: string, templates: string): Template {
  try {
    return loadTemplateFolder(folder, basename(folder), templates);
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(
      `'--template' must be a template, got ${quotedValue(given)}: ${(error as Error).message}`,
    );
  }
}
