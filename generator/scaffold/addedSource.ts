import { existsSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { testCommand } from "./addedApplication.js";
import type { AddRequest } from "./addRequest.js";
import type { Answers } from "./answers.js";
import { LANGUAGE_USERS } from "./applicationData.js";
import type { Ask } from "./ask.js";
import { applicationProblem } from "./chooseTemplate.js";
import { assertUsable, dockerfileNotes } from "./dockerfileNotes.js";
import type { Template } from "./loadTemplate.js";
import { USER } from "./manifest.js";
import { quotedValue } from "./quotedValue.js";
import type { DockerfileFacts } from "./readDockerfile.js";
import { findRepositoryDockerfile, guessNotes } from "./repositoryDockerfile.js";

/** Who runs a program whose image does not say it: the first user that most images have, who is not root. */
const NOBODY_ELSE = "1000";

/** What the image of an added service is made of. */
export interface AddedSource {
  dockerfile: string;
  /** Folder that it is built from. */
  context: string;
  /** Who runs its program. */
  user: string;
  /** What its Dockerfile says, where that is one of the repository. */
  facts?: DockerfileFacts;
  /** What was read or guessed, and may be wrong. */
  notes: (answers: Answers) => string[];
}

/** Where the source is looked for, or generated. */
interface AddedPlace {
  /** Absolute path of the repository. */
  root: string;
  module: string;
  template: Template;
  ask: Ask | undefined;
}

/**
 * The Dockerfile of an added service: one of the repository, or that of the application that is generated.
 *
 * @throws {CliError} if there is none, it cannot be used, or the place of the application is taken.
 */
export async function addedSource(place: AddedPlace, request: AddRequest): Promise<AddedSource> {
  const { root, template, ask } = place;
  const { flags } = request;
  if ((flags.language ?? "none") !== "none") return generatedSource(place, request);
  const found = await findRepositoryDockerfile(root, request, ask);
  const { given, facts, context } = found;
  assertUsable({ given, facts, flags }, template.questions);
  return {
    dockerfile: given,
    context,
    user: userOf(facts),
    facts,
    notes: (answers) => [
      ...guessNotes(found),
      ...dockerfileNotes({ given, facts, flags }, answers),
    ],
  };
}

function generatedSource({ root, module, template }: AddedPlace, request: AddRequest): AddedSource {
  const { flags, dockerfile, context } = request;
  const language = flags.language as NonNullable<Answers["language"]>;
  const problem =
    applicationProblem({ language }, template, dockerfile) ?? placeProblem(root, module, context);
  if (problem !== undefined) throw new CliError(problem);
  return {
    dockerfile: `${module}/Dockerfile`,
    context: module,
    user: LANGUAGE_USERS[language],
    notes: (answers) => [
      `${module}/ is an application of its own, with tests that 'cd ${module} && ${testCommand(answers)}' runs, and no pipeline does yet`,
    ],
  };
}

function placeProblem(
  root: string,
  module: string,
  context: string | undefined,
): string | undefined {
  if (context !== undefined) {
    return `'--context' must be left out beside '--language', whose Dockerfile is built from its own folder, got ${quotedValue(context)}`;
  }
  if (!existsSync(join(root, module))) return undefined;
  return `'--name' must be free for the application's folder, and there is ${module} already, got ${quotedValue(module)}; ${module}-2 works`;
}

/** Who the image says runs it, unless that is root, or nobody can tell. */
function userOf({ user }: DockerfileFacts): string {
  const isKnown =
    user !== undefined && new RegExp(USER).test(user) && !/^(?:root|0+)(?::|$)/.test(user);
  return isKnown ? user : NOBODY_ELSE;
}
