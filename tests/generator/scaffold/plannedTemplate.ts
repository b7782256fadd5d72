import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";
import type { Answers } from "../../../generator/scaffold/answers.js";
import { checkAnswers } from "../../../generator/scaffold/checkAnswers.js";
import { loadTemplate } from "../../../generator/scaffold/loadTemplate.js";
import { parseRendered } from "../../../generator/scaffold/parseRendered.js";
import { plan } from "../../../generator/scaffold/plan.js";
import { QUESTIONS } from "../../../generator/scaffold/questions.js";

/** The templates of this package. */
export const TEMPLATES = join(packageRoot(), "templates");

const own = { name: "slipway", version: "0.0.1", dependencies: {}, bin: { slipway: "cli.js" } };

/** The files of a repository of any template, called orders, with the defaults of all questions but those given. */
export function plannedTemplate(
  name: string,
  change: Partial<Answers> = {},
): ReadonlyMap<string, string> {
  const template = loadTemplate(TEMPLATES, name);
  const raw: Partial<Record<keyof Answers, unknown>> = { name: "orders", template: name };
  for (const { key, suggest } of QUESTIONS) {
    if (!template.questions.includes(key) || key === "name") continue;
    const value = change[key] ?? suggest?.({ answers: raw as Partial<Answers> }).value;
    if (value !== undefined) raw[key] = value;
  }
  const answers = checkAnswers(raw, [...template.questions, "template"]);
  const files = plan({
    answers,
    template,
    own,
    source: { spec: "file:../slipway", kind: "checkout" },
    ...(answers.language === "none" && {
      layout: { inPlace: false, context: "app", dockerfile: "app/Dockerfile" },
    }),
  });
  // What users get of our own templates is not parsed again.
  for (const [path, text] of files) parseRendered(path, text);
  return files;
}
