import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import type { ValidateFunction } from "ajv";

import type { Answers } from "./answers.js";
import { textHash } from "./textHash.js";

/** Folder of what the build makes of templates and schemas, so that no run has to: `scripts/buildTemplates.ts` writes it. */
export const BUILT_FOLDER = join(__dirname, "built");

/** Templates of this package, ready to be rendered. */
export interface BuiltTemplates {
  /** What Handlebars has made of a template, by the hash of its text. */
  compiled: Readonly<Record<string, TemplateSpecification>>;
  /** Hashes of the files that are no templates. */
  plain: readonly string[];
}

/** What checks the answers of a template, by the name of {@link validatorName}. */
type BuiltValidators = Readonly<Record<string, ValidateFunction<Answers>>>;

let templates: BuiltTemplates | undefined;
let validators: BuiltValidators | undefined;

/** What Handlebars has made of a text; nothing for a template that is not this package's, or was changed since the build. */
export function compiledTemplate(text: string): TemplateSpecification | undefined {
  return builtTemplates().compiled[textHash(text)];
}

/** Whether a file was part of a template when this package was built: the tests have parsed what it becomes. */
export function isBuiltFile(text: string): boolean {
  const { compiled, plain } = builtTemplates();
  const hash = textHash(text);
  return Object.hasOwn(compiled, hash) || plain.includes(hash);
}

/** What checks by a schema; nothing for one that no template of this package has. */
export function builtValidator(schema: object): ValidateFunction<Answers> | undefined {
  validators ??= (built("validators.js") ?? {}) as BuiltValidators;
  return validators[validatorName(schema)];
}

/** What the validator of a schema is called. */
export function validatorName(schema: object): string {
  return `of${textHash(JSON.stringify(schema))}`;
}

function builtTemplates(): BuiltTemplates {
  return (templates ??= (built("templates.js") ?? { compiled: {}, plain: [] }) as BuiltTemplates);
}

/** A module that the build has written; nothing in a checkout of which only the compiler has run. */
function built(name: string): unknown {
  const file = join(BUILT_FOLDER, name);
  return existsSync(file) ? (createRequire(__filename)(file) as unknown) : undefined;
}
