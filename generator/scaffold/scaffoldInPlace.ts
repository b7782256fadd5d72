import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { basename, join } from "node:path";

import { CliError } from "../cliError.js";
import { additions } from "./additions.js";
import { changeFolder, undoUnfinished } from "./changeFolder.js";
import { dockerfileNotes } from "./dockerfileNotes.js";
import { dockerIgnoreChange } from "./dockerIgnore.js";
import { homeFolder, type Layout, OWN_LAYOUT, PROGRAM_FOLDER } from "./layout.js";
import { isLocked } from "./packageLock.js";
import { MANIFEST_FILE } from "./manifest.js";
import { plan, withTarball } from "./plan.js";
import { nextSteps, pathNote, planInput, prepareScaffold } from "./prepareScaffold.js";
import {
  findRepositoryDockerfile,
  guessNotes,
  type RepositoryDockerfile,
} from "./repositoryDockerfile.js";
import { resolvedSource } from "./resolvedSource.js";
import type { ScaffoldRequest, ScaffoldResult } from "./scaffoldRequest.js";

/** Files of ours that a repository may have already: its own do the same. */
const OWN_DO_AS_WELL = [".github/dependabot.yml", "renovate.json", ".github/renovate.json"];

/**
 * Brings what is missing into the repository of the current folder. Nothing of the application is moved or copied, and no
 * file that is there is changed, but for a line in `.dockerignore` that keeps the program out of the image.
 *
 * @throws {CliError} if an answer or the Dockerfile is wrong, or something of ours is there already; nothing is written then.
 */
export async function scaffoldInPlace(request: ScaffoldRequest): Promise<ScaffoldResult> {
  const root = realpathSync(request.cwd);
  await undoUnfinished(root);
  assertNothingOfOurs(root);
  const prepared = await prepareScaffold(request, defaultName(root), (ask) =>
    findRepositoryDockerfile(root, request, ask),
  );
  const { template, answers, dockerfile } = prepared;
  const layout = layoutOf(dockerfile);
  const home = homeFolder(layout);
  const source = await resolvedSource(join(root, home), request.package, request.lookUp);
  const input = { ...planInput(prepared, root), source, layout };
  const whole = plan(input);
  const leftOut = OWN_DO_AS_WELL.filter((path) => whole.has(path) && existsSync(join(root, path)));
  const rendered = leftOut.length === 0 ? whole : plan({ ...input, leftOut });
  const { changes, warnings } = additions(root, withTarball(rendered, source, layout));
  if (dockerfile) changes.push(...dockerIgnoreChange(root, layout));
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    name: answers.name,
    directory: ".",
    template: template.name,
    files: changes.map(({ path }) => path).sort(),
    package: { spec: source.spec, kind: source.kind },
    warnings: [
      ...(dockerfile ? guessNotes(dockerfile) : []),
      ...(dockerfile ? dockerfileNotes({ ...dockerfile, flags: request.flags }, answers) : []),
      ...(dockerfile ? pathNote(answers) : []),
      ...leftOut.map(
        (path) => `${path} is there and stays as it is; it does not know ${PROGRAM_FOLDER} yet`,
      ),
      ...warnings,
    ],
    next: nextSteps(home, isLocked(source) ? "npm ci" : "npm install"),
    ...(request.dryRun === true && { changes }),
  };
}

/**
 * Refuses a repository that has a program already, in the place where ours goes.
 *
 * @throws {CliError} naming what is there, and what to do.
 */
function assertNothingOfOurs(root: string): void {
  if (existsSync(join(root, MANIFEST_FILE))) {
    throw new CliError(
      `'directory' must be a repository without ${MANIFEST_FILE}, got one that slipway has been brought into; slipway upgrade takes a newer template`,
    );
  }
  const program = join(root, PROGRAM_FOLDER);
  const stats = lstatSync(program, { throwIfNoEntry: false });
  if (stats === undefined || (stats.isDirectory() && readdirSync(program).length === 0)) return;
  throw new CliError(
    `'directory' must be a repository without ${PROGRAM_FOLDER}, where the Pulumi program goes, got one that has it; rename that folder, or generate into a folder of its own by slipway new <folder> --dockerfile <file>`,
  );
}

/** The folder's name, as far as it can be a service's. */
function defaultName(root: string): string {
  const words = basename(root)
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return (
    words
      .filter(Boolean)
      .join("-")
      .replace(/^[0-9-]+/, "") || "my-service"
  );
}

function layoutOf(dockerfile: RepositoryDockerfile | undefined): Layout {
  if (dockerfile === undefined) return { ...OWN_LAYOUT, inPlace: true };
  return { inPlace: true, context: dockerfile.context, dockerfile: dockerfile.given };
}
