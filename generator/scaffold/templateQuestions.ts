import { readFileSync } from "node:fs";
import { join } from "node:path";

import { ANSWER_KEYS, type Answers } from "./answers.js";

/** What `Answers` has in any case, so that every template asks for it. */
const ALWAYS_ASKED: readonly (keyof Answers)[] = [
  "name",
  "description",
  "architecture",
  "region",
  "organization",
  "platformProject",
  "cpu",
  "memory",
];

/**
 * What a template asks for, as its `template.json` says: a worker is not asked for a port.
 *
 * @param folder The template's folder.
 * @throws {Error} if it asks for what is no question, or not for what all templates need.
 */
export function templateQuestions(folder: string): (keyof Answers)[] {
  const file = join(folder, "template.json");
  const { questions } = JSON.parse(readFileSync(file, "utf8")) as { questions: string[] };
  const known = ANSWER_KEYS.filter((key) => key !== "template" && questions.includes(key));
  const unknown = questions.find((key) => !known.some((each) => each === key));
  if (unknown !== undefined) throw new Error(`${file} asks for "${unknown}", which is no question`);
  const missing = ALWAYS_ASKED.find((key) => !known.includes(key));
  if (missing !== undefined) throw new Error(`${file} must ask for "${missing}"`);
  return known;
}
