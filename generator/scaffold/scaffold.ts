import { existsSync } from "node:fs";
import { basename, join } from "node:path";

import type { Answers } from "./answers.js";
import type { Ask } from "./ask.js";
import type { ContextFile } from "./buildContextFiles.js";
import { dockerfileNotes } from "./dockerfileNotes.js";
import {
  COPIED_FOLDER,
  copiedApplication,
  dockerfileSource,
  type DockerfileSource,
} from "./dockerfileSource.js";
import { OWN_LAYOUT } from "./layout.js";
import { hasApplication } from "./loadTemplate.js";
import { isLocked } from "./packageLock.js";
import { plan, withTarball } from "./plan.js";
import { nextSteps, pathNote, planInput, prepareScaffold } from "./prepareScaffold.js";
import { resolvedSource } from "./resolvedSource.js";
import type { ScaffoldRequest, ScaffoldResult } from "./scaffoldRequest.js";
import { targetDirectory } from "./targetDirectory.js";
import { VENDOR } from "./vendoredPackage.js";
import { writeScaffold } from "./writeScaffold.js";

/**
 * Generates a service's repository, or brings what it lacks into the one that is there: collects the answers, plans all
 * files, and writes them at once.
 *
 * @throws {CliError} if an answer, the folder or the Dockerfile is wrong; nothing is written then.
 */
export async function scaffold(request: ScaffoldRequest): Promise<ScaffoldResult> {
  const { cwd } = request;
  if (request.directory !== undefined && /^\.\/?$/.test(request.directory)) {
    const { scaffoldInPlace } = await import("./scaffoldInPlace.js");
    return scaffoldInPlace(request);
  }
  const named = request.directory ?? request.flags.name;
  const early = named === undefined ? undefined : targetDirectory(cwd, named).path;
  // Nobody answers questions and hears then that there is no such package; what is packed takes a while.
  const isAsked = request.package !== undefined && request.package !== VENDOR;
  const known =
    early !== undefined && isAsked
      ? await resolvedSource(early, request.package, request.lookUp)
      : undefined;
  const prepared = await prepareScaffold(request, request.directory, (ask) =>
    findDockerfile(request, ask),
  );
  const { template, answers, dockerfile } = prepared;
  const target = targetDirectory(cwd, named ?? answers.name);
  const source = known ?? (await resolvedSource(target.path, request.package, request.lookUp));
  const layout = dockerfile
    ? {
        inPlace: false,
        context: COPIED_FOLDER,
        dockerfile: `${COPIED_FOLDER}/${basename(dockerfile.path)}`,
      }
    : OWN_LAYOUT;
  const texts = plan({ ...planInput(prepared, target.path), source, layout });
  const rendered = withTarball(texts, source, layout);
  const copied = dockerfile && copyOf(dockerfile, target.path, request, answers);
  const files = { rendered, copied: copied?.files ?? [] };
  if (request.dryRun !== true) await writeScaffold(target, files, request.proceed);
  const paths = [...rendered.keys(), ...files.copied.map(({ path }) => path)].sort();
  return {
    name: answers.name,
    directory: target.given,
    template: template.name,
    files: paths,
    package: { spec: source.spec, kind: source.kind },
    warnings: copied?.notes ?? unusedDockerfile(cwd, hasApplication(template)),
    next: nextSteps(target.given, isLocked(source) ? "npm ci" : "npm install"),
    ...(request.dryRun === true && {
      changes: paths.map((path) => ({ path, after: rendered.get(path) ?? "" })),
    }),
  };
}

/** What is copied of an application that brings its Dockerfile, with all that is to be said of it. */
function copyOf(
  dockerfile: DockerfileSource,
  target: string,
  { flags }: ScaffoldRequest,
  answers: Answers,
): { files: ContextFile[]; notes: string[] } {
  const { files, warnings } = copiedApplication(dockerfile, target);
  const notes = dockerfileNotes({ ...dockerfile, flags }, answers);
  return { files, notes: [...notes, ...warnings, ...pathNote(answers)] };
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
