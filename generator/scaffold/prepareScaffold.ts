import { readFileSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import { applicationProblem, chosenTemplate, dockerfileProblem } from "./chooseTemplate.js";
import { collectAnswers, refuseUnanswered } from "./collectAnswers.js";
import { assertUsable } from "./dockerfileNotes.js";
import type { DockerfileFacts } from "./readDockerfile.js";
import { hasApplication, loadTemplate, type Template } from "./loadTemplate.js";
import type { PackageManifest } from "./packageLock.js";
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
  /** What is asked on, where somebody is there to answer. */
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
  const template = loadTemplate(templates, await chosenTemplate(request.flags, templates, ask));
  refuse(dockerfileProblem(request.dockerfile, template));
  const flags = { ...request.flags, template: template.name };
  const sources = { directory, flags, questions: template.questions };
  if (request.yes !== true && ask === undefined) refuseUnanswered(sources);
  if (directory === undefined && flags.name === undefined && ask === undefined) {
    throw new CliError("'directory' is missing: name the folder to generate; \"orders\" works");
  }
  const dockerfile = hasApplication(template) ? await find(ask) : undefined;
  if (dockerfile) assertUsable({ ...dockerfile, flags }, template.questions);
  const answers = await collectAnswers({ ...sources, dockerfile: dockerfile?.facts, ask });
  if (hasApplication(template)) refuse(applicationProblem(answers, template, dockerfile?.given));
  return { template, answers, dockerfile };
}

/** `package.json` of this package. */
export function ownManifest(): PackageManifest {
  return JSON.parse(readFileSync(join(packageRoot(), "package.json"), "utf8")) as PackageManifest;
}

/** An application that was there before knows nothing of the path that its requests will have. */
export function pathNote({ path }: Answers): string[] {
  if (path === undefined || path === "/*") return [];
  return [
    `requests come with their whole path (${path}); give --path if the application answers on others`,
  ];
}

/** The commands to go on with, in the folder of `package.json`. */
export function nextSteps(folder: string, install: string): string[] {
  return [`cd ${folder} && ${install} && npm test`, "npm run preview", "npm run up -- --stack dev"];
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new CliError(problem);
}
