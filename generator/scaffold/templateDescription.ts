import { join } from "node:path";

import { readInputFile } from "../project/readInputFile.js";
import { ANSWER_KEYS, type Answers } from "./answers.js";
import { type OwnQuestion, readOwnQuestions } from "./ownQuestions.js";

/** A part of a template as `template.json` names it. */
export interface PartDescription {
  /** Its folder: `shared/<part>` is one for all templates, any other is in the template's own folder. */
  folder: string;
  /** Answers that it is for: each key has one of the values. */
  when: Readonly<Partial<Record<keyof Answers, readonly string[]>>>;
  /** Packages of npm that its program uses, with their versions. */
  dependencies: Readonly<Record<string, string>>;
}

/** What `template.json` says of a template. */
export interface TemplateDescription {
  /** What it is, in a few words. */
  title: string;
  /** What it asks for; a worker has no port. */
  questions: (keyof Answers)[];
  /** What it asks for beside that, which no other template does. */
  ownQuestions: OwnQuestion[];
  parts: PartDescription[];
}

/** What `Answers` has in any case, so that every template asks for it. */
export const ALWAYS_ASKED: readonly (keyof Answers)[] = ["name", "description", "region"];

/** How the folder of a part is named: in the template's own folder, or `shared/`. */
export const PART_FOLDER = /^(?:shared\/)?[a-z][a-z0-9-]*$/;

/**
 * Reads what a template is, asks for and consists of.
 *
 * @param folder The template's folder.
 * @throws {Error} if it asks for what is no question, not for what all templates need, or names a folder elsewhere.
 */
export function templateDescription(folder: string): TemplateDescription {
  const file = join(folder, "template.json");
  const given = readTemplateFile(file);
  const { title = "", parts = [] } = given;
  const questions = given.questions.filter((question) => typeof question === "string");
  const own = given.questions.filter((question) => typeof question !== "string");
  const known = ANSWER_KEYS.filter((key) => key !== "template" && questions.includes(key));
  const unknown = questions.find((key) => !known.some((each) => each === key));
  if (unknown !== undefined) throw new Error(`${file} asks for "${unknown}", which is no question`);
  const missing = ALWAYS_ASKED.find((key) => !known.includes(key));
  if (missing !== undefined) throw new Error(`${file} must ask for "${missing}"`);
  const outside = parts.find((part) => !PART_FOLDER.test(part.folder))?.folder;
  if (outside !== undefined)
    throw new Error(`${file} names the part "${outside}", which is no folder of a template`);
  const unasked = parts
    .flatMap(({ when = {} }) => Object.keys(when))
    .find((key) => !known.some((each) => each === key));
  if (unasked !== undefined)
    throw new Error(`${file} has a part for "${unasked}", which it does not ask for`);
  return {
    title,
    questions: known,
    ownQuestions: readOwnQuestions(file, own),
    parts: parts.map(({ folder: name, when = {}, dependencies = {} }) => ({
      folder: name,
      when,
      dependencies,
    })),
  };
}

interface TemplateFile {
  title?: string;
  questions: unknown[];
  parts?: (Partial<PartDescription> & { folder: string })[];
}

function readTemplateFile(file: string): TemplateFile {
  const given: unknown = JSON.parse(readInputFile(file));
  const found = typeof given === "object" && given !== null ? given : {};
  if ("questions" in found && Array.isArray(found.questions)) return found as TemplateFile;
  throw new Error(
    `${file} must have 'questions', a list of what the template asks for, got ${JSON.stringify(given)}; { "questions": ${JSON.stringify(ALWAYS_ASKED)} } works`,
  );
}
