import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import { collectAnswers, refuseUnanswered } from "./collectAnswers.js";
import { copiedApplication, dockerfileSource, type DockerfileSource } from "./dockerfileSource.js";
import { applicationProblem, chosenTemplate, dockerfileProblem } from "./chooseTemplate.js";
import { hasApplication, loadTemplate } from "./loadTemplate.js";
import { isLocked, type PackageManifest } from "./packageLock.js";
import { packageSource, type PackageSource } from "./packageSource.js";
import { plan } from "./plan.js";
import { targetDirectory } from "./targetDirectory.js";
import { writeScaffold } from "./writeScaffold.js";

/** What a scaffold is made from. */
export interface ScaffoldRequest {
  /** The current folder. */
  cwd: string;
  /** Folder to generate, below the current one. Default: the name. */
  directory?: string | undefined;
  /** Answers as text, by key. */
  flags: Readonly<Partial<Record<keyof Answers, string>>>;
  /** Path of an existing Dockerfile to use. */
  dockerfile?: string | undefined;
  /** What the repository depends on for this package. Default: where this package came from. */
  package?: string | undefined;
  /** Whether the defaults answer what no flag does. */
  yes?: boolean | undefined;
  /** Asks what no flag answers; nothing without a terminal. */
  ask?: Ask | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

/** What was written. */
export interface ScaffoldResult {
  name: string;
  /** The folder, relative to the current one. */
  directory: string;
  template: string;
  /** Paths of all files, in order. */
  files: string[];
  package: Pick<PackageSource, "spec" | "kind">;
  warnings: string[];
  /** Commands to go on with. */
  next: string[];
}

/**
 * Generates a service's repository: collects the answers, plans all files, and writes them at once.
 *
 * @throws {CliError} if an answer, the folder or the Dockerfile is wrong; nothing is written then.
 */
export async function scaffold(request: ScaffoldRequest): Promise<ScaffoldResult> {
  const { cwd } = request;
  const root = packageRoot();
  const templates = join(root, "templates");
  const named = request.directory ?? request.flags.name;
  if (named !== undefined) targetDirectory(cwd, named);
  const ask = request.yes === true ? undefined : request.ask;
  const template = loadTemplate(templates, await chosenTemplate(request.flags, templates, ask));
  refuse(dockerfileProblem(request.dockerfile, template));
  const flags = { ...request.flags, template: template.name };
  const sources = { directory: request.directory, flags, questions: template.questions };
  if (request.yes !== true && ask === undefined) refuseUnanswered(sources);
  if (named === undefined && ask === undefined) {
    throw new CliError("'directory' is missing: name the folder to generate; \"orders\" works");
  }

  const dockerfile = hasApplication(template) ? await findDockerfile(request, ask) : undefined;
  const answers = await collectAnswers({ ...sources, dockerfile: dockerfile?.facts, ask });
  refuse(applicationProblem(answers, template, dockerfile?.given));
  const target = targetDirectory(cwd, named ?? answers.name);
  const source = packageSource(root, target.path, request.package);
  const own = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as PackageManifest;
  const rendered = plan({
    answers,
    template,
    own,
    source,
    ...(dockerfile && { dockerfileName: basename(dockerfile.path) }),
  });
  const copied = dockerfile && copiedApplication(dockerfile, target.path);
  await writeScaffold(target, { rendered, copied: copied?.files ?? [] }, request.proceed);
  return {
    name: answers.name,
    directory: target.given,
    template: template.name,
    files: [...rendered.keys(), ...(copied?.files ?? []).map(({ path }) => path)].sort(),
    package: { spec: source.spec, kind: source.kind },
    warnings: copied
      ? [...copied.warnings, ...pathNote(answers)]
      : unusedDockerfile(cwd, hasApplication(template)),
    next: nextSteps(target.given, isLocked(source) ? "npm ci" : "npm install"),
  };
}

function refuse(problem: string | undefined): void {
  if (problem !== undefined) throw new CliError(problem);
}

/** The Dockerfile of the flag, or the one in the current folder if the user says so. */
async function findDockerfile(
  { cwd, dockerfile }: ScaffoldRequest,
  ask: Ask | undefined,
): Promise<DockerfileSource | undefined> {
  if (dockerfile !== undefined) return dockerfileSource(cwd, dockerfile);
  if (ask === undefined || !existsSync(join(cwd, "Dockerfile"))) return undefined;
  const answer = await ask({
    message: "Use the Dockerfile in this folder, yes or no?",
    initial: "yes",
    problem: (text) => (/^(?:yes|no)$/.test(text) ? undefined : "must be yes or no"),
  });
  return answer === "yes" ? dockerfileSource(cwd, "./Dockerfile") : undefined;
}

function unusedDockerfile(cwd: string, hasImage: boolean): string[] {
  if (!hasImage || !existsSync(join(cwd, "Dockerfile"))) return [];
  return ["the Dockerfile in this folder is not used; --dockerfile ./Dockerfile uses it"];
}

/** An application that was there before knows nothing of the path that its requests will have. */
function pathNote({ path }: Answers): string[] {
  if (path === undefined || path === "/*") return [];
  return [
    `requests come with their whole path (${path}); give --path if the application answers on others`,
  ];
}

function nextSteps(directory: string, install: string): string[] {
  return [
    `cd ${directory} && ${install} && npm test`,
    "npm run preview",
    "npm run up -- --stack dev",
  ];
}
