/**
 * Writes what `slipway new` needs and need not make at each run: the templates, compiled, and the validators of answers.
 * To load a compiler and to compile takes it several times as long as all else. Then the templates in Pulumi's own form.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { Ajv } from "ajv";
import standaloneCode from "ajv/dist/standalone/index.js";
import Handlebars from "handlebars";

import { packageRoot } from "../generator/project/packageRoot.js";
import { answersSchema } from "../generator/scaffold/answers.js";
import { BUILT_FOLDER, validatorName } from "../generator/scaffold/builtParts.js";
import { ANSWERS_AJV, ANSWERS_VOCABULARY } from "../generator/scaffold/checkAnswers.js";
import { loadTemplate, templateNames } from "../generator/scaffold/loadTemplate.js";
import { ownManifest } from "../generator/scaffold/ownManifest.js";
import { pulumiTemplate } from "../generator/scaffold/pulumiTemplate.js";
import { COMPILE_OPTIONS } from "../generator/scaffold/renderTemplate.js";
import { textHash } from "../generator/scaffold/textHash.js";

const TEMPLATES = join(packageRoot(), "templates");

/** The texts of all files below a folder, by path. */
function textsBelow(folder: string): [string, string][] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => [name, readFileSync(join(parentPath, name), "utf8")]);
}

function templatesModule(): string {
  const texts = textsBelow(TEMPLATES);
  const compiled = texts
    .filter(([name]) => name.endsWith(".hbs"))
    .map(([, text]) => {
      const code = Handlebars.precompile(text, COMPILE_OPTIONS) as string;
      return `${JSON.stringify(textHash(text))}: ${code},\n`;
    });
  const plain = texts.filter(([name]) => !name.endsWith(".hbs")).map(([, text]) => textHash(text));
  return `"use strict";\nexports.plain = ${JSON.stringify(plain)};\nexports.compiled = {\n${compiled.join("")}};\n`;
}

function validatorsModule(): string {
  const schemas = templateNames(TEMPLATES).map((name) => {
    return answersSchema([...loadTemplate(TEMPLATES, name).questions, "template"]);
  });
  const byName = Object.fromEntries(schemas.map((schema) => [validatorName(schema), schema]));
  const ajv = new Ajv({ ...ANSWERS_AJV, code: { source: true } });
  ajv.addVocabulary(ANSWERS_VOCABULARY);
  for (const [name, schema] of Object.entries(byName)) ajv.addSchema(schema, name);
  const names = Object.keys(byName).map((name) => [name, name]);
  return standaloneCode(ajv, Object.fromEntries(names) as Record<string, string>);
}

/** Folder of the templates for `pulumi new`. */
const PULUMI_TEMPLATES = join(packageRoot(), "dist", "pulumi-templates");

async function writePulumiTemplates(): Promise<void> {
  rmSync(PULUMI_TEMPLATES, { recursive: true, force: true });
  for (const name of templateNames(TEMPLATES)) {
    const files = await pulumiTemplate(loadTemplate(TEMPLATES, name), ownManifest());
    for (const [path, text] of files) {
      const file = join(PULUMI_TEMPLATES, name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }
}

mkdirSync(BUILT_FOLDER, { recursive: true });
writeFileSync(join(BUILT_FOLDER, "templates.js"), templatesModule());
writeFileSync(join(BUILT_FOLDER, "validators.js"), validatorsModule());
void writePulumiTemplates();
