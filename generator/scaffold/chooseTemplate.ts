import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import { hasApplication, languagesOf, type Template, templateNames } from "./loadTemplate.js";
import { quotedValue } from "./quotedValue.js";

/** What a repository is unless somebody says otherwise. */
const DEFAULT_TEMPLATE = "web-service";

/**
 * Which template it is: of the flag, or asked first of all, since it decides what else is asked.
 *
 * @param templates The folder `templates/`.
 */
export async function chosenTemplate(
  flags: Readonly<Partial<Record<keyof Answers, string>>>,
  templates: string,
  ask: Ask | undefined,
): Promise<string> {
  if (flags.template !== undefined) return flags.template;
  if (ask === undefined) return DEFAULT_TEMPLATE;
  const names = templateNames(templates);
  return ask({
    message: `What is it: ${names.join(", ")}?`,
    initial: DEFAULT_TEMPLATE,
    problem: (text) => (names.includes(text) ? undefined : `must be one of ${names.join(", ")}`),
  });
}

/** Why a Dockerfile is refused: a template without an application has no use for it. */
export function dockerfileProblem(
  dockerfile: string | undefined,
  template: Template,
): string | undefined {
  if (dockerfile === undefined || hasApplication(template)) return undefined;
  return `'--dockerfile' must be left out: a ${template.name} has no application, got ${quotedValue(dockerfile)}`;
}

/** Why a language is refused: a Dockerfile is an application already, and without one there is none. */
export function applicationProblem(
  { language }: Pick<Answers, "language">,
  template: Template,
  dockerfile: string | undefined,
): string | undefined {
  if (dockerfile !== undefined && language !== undefined && language !== "none") {
    return `'--language' must be none with '--dockerfile', which is the application, got ${quotedValue(language)}`;
  }
  const languages = languagesOf(template);
  if (language !== undefined && !languages.includes(language)) {
    return `'--language' must be ${languages.join(" or ")} for a ${template.name}, got ${quotedValue(language)}; ${languages[0]} works`;
  }
  if (dockerfile !== undefined || language !== "none") return undefined;
  return `'--language' must be ${languages.filter((each) => each !== "none").join(" or ")} without '--dockerfile', got "none"; ${languages[0]} works`;
}
