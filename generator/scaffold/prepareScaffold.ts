import { join, relative, resolve, sep } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import type { Answers } from "./answers.js";
import type { Ask, Prompt } from "./ask.js";
import { applicationProblem, chosenTemplate, dockerfileProblem } from "./chooseTemplate.js";
import { collectAnswers, refuseUnanswered } from "./collectAnswers.js";
import { assertUsable } from "./dockerfileNotes.js";
import type { DockerfileFacts } from "./readDockerfile.js";
import { hasApplication, type Template } from "./loadTemplate.js";
import { isTemplateFolder, loadAnyTemplate } from "./ownTemplate.js";
import { collectOwnAnswers, type OwnAnswers } from "./ownQuestions.js";
import { ownManifest } from "./ownManifest.js";
import type { PlanInput } from "./plan.js";
import type { ScaffoldRequest } from "./scaffoldRequest.js";

/** A Dockerfile as far as answers are read from it. */
interface FoundDockerfile {
  given: string;
  facts: DockerfileFacts;
}

/** The answers to all questions of a template. */
export interface PreparedScaffold<D> {
  template: Template;
  answers: Answers;
  ownAnswers: OwnAnswers;
  /** Absolute path of a template of a company's own. */
  templateFolder?: string;
  /** Nothing where the template brings the application, or has none. */
  dockerfile: D | undefined;
}

/**
 * Finds the template and the Dockerfile of a request, and collects the answers.
 *
 * @param directory What the default of the name is made of.
 * @param find Finds the Dockerfile, for a template that has an application.
 * @throws {CliError} if an answer is missing or wrong, or the template has no use for a Dockerfile.
 */
export async function prepareScaffold<D extends FoundDockerfile>(
  request: ScaffoldRequest,
  directory: string | undefined,
  find: (ask: Ask | undefined) => Promise<D | undefined>,
): Promise<PreparedScaffold<D>> {
  const templates = join(packageRoot(), "templates");
  const ask = request.yes === true ? undefined : request.ask;
  const chosen = await chosenTemplate(request.flags, templates, ask);
  const template = loadAnyTemplate(templates, chosen, request.cwd);
  refuse(dockerfileProblem(request.dockerfile, template));
  const flags = { ...request.flags, template: template.name };
  const sources = { directory, flags, questions: template.questions };
  if (request.yes !== true && ask === undefined) refuseUnanswered(sources);
  if (directory === undefined && flags.name === undefined && ask === undefined) {
    throw new CliError("'directory' is missing: name the folder to generate; \"orders\" works");
  }
  // Those that are given are refused before anything is asked.
  const { ownQuestions } = template;
  await collectOwnAnswers(ownQuestions, request.ownFlags ?? {}, ask && takeDefault);
  const dockerfile = hasApplication(template) ? await find(ask) : undefined;
  if (dockerfile) assertUsable({ ...dockerfile, flags }, template.questions);
  const answers = await collectAnswers({ ...sources, dockerfile: dockerfile?.facts, ask });
  if (hasApplication(template)) refuse(applicationProblem(answers, template, dockerfile?.given));
  const ownAnswers = await collectOwnAnswers(ownQuestions, request.ownFlags ?? {}, ask);
  const isOwn = isTemplateFolder(chosen);
  return {
    template,
    answers,
    ownAnswers,
    dockerfile,
    ...(isOwn && { templateFolder: resolve(request.cwd, chosen) }),
  };
}

function takeDefault({ initial }: Prompt): Promise<string> {
  return Promise.resolve(initial);
}

/** What of the answers decides how a repository looks. */
export function planInput(
  { template, answers, ownAnswers, templateFolder }: PreparedScaffold<FoundDockerfile>,
  repository: string,
): Pick<PlanInput, "template" | "answers" | "own" | "ownAnswers" | "templateFolder"> {
  const folder = templateFolder && relative(repository, templateFolder).split(sep).join("/");
  return {
    template,
    answers,
    own: ownManifest(),
    ownAnswers,
    ...(folder !== undefined && { templateFolder: folder }),
  };
}

/** An application that was there before knows nothing of the path that its requests will have. */
export function pathNote({ path, protocol, urlRewrite }: Answers): string[] {
  if (path === undefined || path === "/*") return [];
  if (protocol === "grpc" || urlRewrite === "strip-prefix") return [];
  const cut = urlRewrite === undefined ? "" : ", or --url-rewrite strip-prefix if it answers at /";
  return [
    `requests come with their whole path (${path}); give --path if the application answers on others${cut}`,
  ];
}

/** The commands to go on with, in the folder of `package.json`. */
export function nextSteps(folder: string, install: string): string[] {
  return [`cd ${folder} && ${install} && npm test`, "npm run preview", "npm run up -- --stack dev"];
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new CliError(problem);
}
