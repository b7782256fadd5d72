import { lstatSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import type { AddRequest, AddResult } from "./addRequest.js";
import { recordChanges } from "./recordChanges.js";
import type { Ask } from "./ask.js";
import { changeFolder, type FileChange } from "./changeFolder.js";
import { inHome } from "./layout.js";
import {
  BASE_FILE,
  ENVIRONMENT,
  layoutOf,
  type Manifest,
  MANIFEST_FILE,
  MOST_ENVIRONMENTS,
  readBase,
} from "./manifest.js";
import { hasConflictMarks, mergeTexts } from "./mergeTexts.js";
import { openRepository } from "./openRepository.js";
import { isWellFormed } from "./parseRendered.js";
import { LIKE_FILE, plan, type PlanInput, stackFile } from "./plan.js";
import { quotedValue } from "./quotedValue.js";
import { recordedInput } from "./recordedInput.js";
import { withoutSecrets } from "./stackSecrets.js";
import { stacksWith } from "./templateData.js";
import { currentText } from "./upgradeSteps.js";

/** What a stack is added from. */
export type EnvironmentRequest = Pick<AddRequest, "directory" | "dryRun" | "ask" | "proceed"> & {
  /** Name of the stack. */
  stack?: string | undefined;
};

/** What an addition changes, and what is to be said of it. */
interface Changed {
  changes: FileChange[];
  notes: string[];
}

/** Words that a pipeline has a use for, or that YAML reads as no text. */
const TAKEN = "test comment preview deploy default no yes on off true false null".split(" ");

/**
 * Adds a stack to a generated repository: its settings, which are those of staging with addresses and a domain of its own, and
 * a place in all that lists the stacks, such as pipelines, before prod. What somebody has edited is merged, as git does.
 *
 * @throws {CliError} if it is no generated repository, or of another version, or the name is wrong; nothing is written then.
 */
export async function addEnvironment(request: EnvironmentRequest): Promise<AddResult> {
  const { root, manifest } = await openRepository(request.directory);
  const input = await recordedInput(root, manifest);
  const before = plan(input);
  assertCurrent(manifest, input, before);
  const stack = await stackName(root, manifest, request);
  const environments = [...(manifest.environments ?? []), stack];
  const after = plan({ ...input, environments });
  const base = readBase(root, manifest);
  const texts = recordedTexts(base, before, after);
  const own = stackChange(root, stack, before, after);
  const others = [...texts]
    .filter(([path]) => path !== stackFile(stack))
    .map(([path, text]) => listChange(root, path, base.get(path) ?? before.get(path) ?? "", text));
  const changes = [own, ...others].flatMap((each) => each.changes);
  changes.push(...recordChanges(root, { ...manifest, environments }, base, texts));
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    name: stack,
    added: "environment",
    directory: request.directory,
    files: changes.map(({ path }) => path).sort(),
    warnings: [...[own, ...others].flatMap(({ notes }) => notes), ...accessNotes(manifest, stack)],
    next: [
      inHome(layoutOf(manifest), "npm test"),
      `npm run preview -- --stack ${stack}`,
      `npm run up -- --stack ${stack}`,
    ],
    ...(request.dryRun === true && { changes }),
  };
}

/**
 * Refuses a repository whose texts are not those of the template as it is: what differs would be more than the stack.
 *
 * @throws {CliError} naming what to do.
 */
function assertCurrent(
  { slipway, template, environments = [] }: Manifest,
  { own }: PlanInput,
  files: ReadonlyMap<string, string>,
): void {
  if (slipway !== own.version) {
    throw new CliError(
      `'directory' must be a repository of the template as it is now, got one of slipway ${slipway} under ${own.version}; slipway upgrade brings it there`,
    );
  }
  if (!files.has(LIKE_FILE)) {
    throw new CliError(
      `'directory' must be a repository with ${LIKE_FILE}, which a further stack is like, got one of the template ${template}, which has none`,
    );
  }
  if (environments.length < MOST_ENVIRONMENTS) return;
  throw new CliError(
    `'directory' must have less than ${MOST_ENVIRONMENTS} stacks that were added, got ${environments.length}`,
  );
}

/** The name that was given, or the one that is asked for. */
async function stackName(
  root: string,
  { environments = [] }: Manifest,
  { stack, ask }: EnvironmentRequest,
): Promise<string> {
  const problem = (name: string): string | undefined => {
    if (!new RegExp(ENVIRONMENT.pattern).test(name)) {
      return "must be 2 to 20 lower-case letters and digits, starting with a letter";
    }
    if (TAKEN.includes(name)) return "must be no word that pipelines or YAML have a use for";
    const isThere = lstatSync(join(root, stackFile(name)), { throwIfNoEntry: false }) !== undefined;
    if (!isThere && !stacksWith(environments).includes(name)) return undefined;
    return "must be free, and there is a stack of this name already";
  };
  const given = stack ?? (await asked(ask, problem));
  const reason = problem(given);
  if (reason === undefined) return given;
  throw new CliError(
    `'--name' ${reason}, got ${quotedValue(given)}; ${given === "qa" ? "perf" : "qa"} works`,
  );
}

function asked(
  ask: Ask | undefined,
  problem: (name: string) => string | undefined,
): Promise<string> {
  if (ask !== undefined) return ask({ message: "What is it called?", initial: "qa", problem });
  throw new CliError("'--name' is missing: name the stack; slipway add environment qa works");
}

/** What the records get: the texts that the stack changes, which may have been made for another version of the package. */
function recordedTexts(
  base: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [path, theirs] of after) {
    const was = before.get(path) ?? "";
    if (was === theirs || path === MANIFEST_FILE || path === BASE_FILE) continue;
    const mine = base.get(path) ?? was;
    texts.set(path, mergedText(path, { mine, base: was, theirs }) ?? theirs);
  }
  return texts;
}

/** The settings of the stack: what somebody has made of those of staging, with what is the stack's own. */
function stackChange(
  root: string,
  stack: string,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Changed {
  const path = stackFile(stack);
  const theirs = after.get(path) ?? "";
  const base = before.get(LIKE_FILE) ?? "";
  const mine = currentText(root, LIKE_FILE) ?? base;
  const merged = mergedText(path, { mine, base, theirs });
  const { text, secrets } = withoutSecrets(merged ?? theirs);
  const notes = secrets.map(
    (key) => `${key} is a secret of staging, which another stack cannot read: set it for ${stack}`,
  );
  if (/^\s+\S+:platformStack:/m.test(text)) {
    notes.push(`${path} names the platform's stack of staging: 'platformStack' says another`);
  }
  if (merged === undefined) {
    notes.push(`${path} is the template's, since ${LIKE_FILE} was edited where the two differ`);
  }
  return { changes: [{ path, after: text }], notes };
}

/** A file that lists the stacks. */
function listChange(root: string, path: string, base: string, theirs: string): Changed {
  const mine = currentText(root, path);
  // Who has removed it has no use for it.
  if (mine === undefined) return { changes: [], notes: [] };
  const text = mergedText(path, { mine, base, theirs });
  if (text !== undefined) return { changes: [{ path, before: mine, after: text }], notes: [] };
  return {
    changes: [],
    notes: [
      `${path} stays as it is, since it was edited where stacks are listed: add the stack by hand`,
    ],
  };
}

/** The text with both changes; nothing where they do not fit. */
function mergedText(
  path: string,
  texts: Readonly<Record<"mine" | "base" | "theirs", string>>,
): string | undefined {
  if (texts.mine === texts.base) return texts.theirs;
  if (hasConflictMarks(texts.mine)) return undefined;
  const labels = { mine: "yours", base: "before", theirs: "with the stack" };
  const { text, conflicts } = mergeTexts(texts, labels);
  return conflicts === 0 && isWellFormed(path, text) ? text : undefined;
}

/** What a stack needs that is elsewhere. */
function accessNotes({ template, answers }: Manifest, stack: string): string[] {
  const isGithub = answers.delivery === "github";
  const environments = `GitHub's environments ${stack} and preview-${stack} are to be made, as docs/delivery.md says`;
  if (template === "platform") {
    return [
      `update the bootstrap program: the roles of pipelines are for the environments that it names, now ${stack} too`,
      ...(isGithub ? [environments] : []),
    ];
  }
  return [
    `the platform needs a stack ${stack} as well: slipway add environment ${stack} there${isGithub ? ", which lets the pipelines of the environment in" : ""}`,
    ...(isGithub ? [environments] : []),
  ];
}
