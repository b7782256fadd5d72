import { join } from "node:path";

import { packageRoot } from "../project/packageRoot.js";
import type { Answers } from "./answers.js";
import { addedAnswers, type AddedService } from "./addedService.js";
import { changeFolder, type FileChange } from "./changeFolder.js";
import { collectAnswers } from "./collectAnswers.js";
import { homeFolder } from "./layout.js";
import { loadAddition, loadTemplate, type Template } from "./loadTemplate.js";
import { BASE_FILE, layoutOf, type Manifest, MANIFEST_FILE } from "./manifest.js";
import { openRepository } from "./openRepository.js";
import { collectOwnAnswers, type OwnAnswers, type OwnQuestion } from "./ownQuestions.js";
import { loadAnyTemplate } from "./ownTemplate.js";
import { packageSource } from "./packageSource.js";
import { plan } from "./plan.js";
import { ownManifest } from "./prepareScaffold.js";
import { currentText, type UpgradedFile, upgradeSteps } from "./upgradeSteps.js";

/** What an upgrade is made from. */
export interface UpgradeRequest {
  /** Folder of the repository. */
  directory: string;
  /** Folder of the template of a company's own, below the current folder. Default: where it was. */
  template?: string | undefined;
  /** What the repository depends on for this package. Default: where this package came from. */
  package?: string | undefined;
  /** Whether nothing is written. */
  dryRun?: boolean | undefined;
  /** Ends the writing when it throws; called before each file. */
  proceed?: (() => void) | undefined;
}

/** What an upgrade did, or would do. */
export interface UpgradeResult {
  template: string;
  /** Version of this package that generated the repository. */
  from: string;
  /** Version of this package. */
  to: string;
  files: UpgradedFile[];
  warnings: string[];
  next: string[];
  /** What is written, in the manifest too. */
  changes: readonly FileChange[];
}

/**
 * Brings a generated repository to the template of this version: what nobody has edited is updated, what somebody has edited
 * is merged, and nothing that is the user's is lost.
 *
 * @throws {CliError} if it is no generated repository, or has conflicts that nobody has resolved; nothing is written then.
 */
export async function upgrade(request: UpgradeRequest): Promise<UpgradeResult> {
  const { root, manifest } = await openRepository(request.directory);
  const layout = layoutOf(manifest);
  const { templateFolder } = manifest;
  const template = upgradedTemplate(root, manifest, request.template);
  const answers = await recordedAnswers(manifest, template.questions);
  const ownAnswers = await recordedOwnAnswers(manifest, template.ownQuestions);
  const source = packageSource(packageRoot(), join(root, homeFolder(layout)), request.package);
  const own = ownManifest();
  const { leftOut = [] } = manifest;
  const rendered = plan({
    answers,
    template,
    own,
    source,
    layout,
    leftOut,
    ownAnswers,
    added: await recordedServices(manifest),
    ...(templateFolder !== undefined && { templateFolder }),
  });
  const steps = upgradeSteps(root, manifest, rendered, own.version);
  const files = steps.flatMap(({ path, outcome }) => (outcome ? [{ path, outcome }] : []));
  const changes = [
    ...steps.flatMap(({ change }) => (change ? [change] : [])),
    ...records(root, rendered),
  ];
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    template: manifest.template,
    from: manifest.slipway,
    to: own.version,
    files,
    warnings: warnings(files),
    next: nextSteps(files, homeFolder(layout)),
    changes,
  };
}

/** The template as it is now: the one that is named, a company's own where it was, or ours of the recorded name. */
function upgradedTemplate(
  root: string,
  { template, templateFolder }: Manifest,
  given: string | undefined,
): Template {
  const templates = join(packageRoot(), "templates");
  if (given !== undefined) return loadAnyTemplate(templates, given, process.cwd());
  if (templateFolder === undefined) return loadTemplate(templates, template);
  return loadAnyTemplate(templates, `./${templateFolder}`, root);
}

/** The answers of the manifest; what a newer template asks beside them has its default. */
async function recordedAnswers(
  { answers, template, dockerfile }: Manifest,
  questions: readonly (keyof Answers)[],
): Promise<Answers> {
  const asked = Object.entries(answers).filter(([key]) => questions.some((each) => each === key));
  const flags = Object.fromEntries(asked.map(([key, value]) => [key, String(value)]));
  // Who brought a Dockerfile was not asked for a language once.
  const brought = dockerfile !== undefined && questions.includes("language");
  const given = { ...(brought && { language: "none" }), ...flags, template };
  return collectAnswers({ flags: given, questions, ask: undefined });
}

/** The services that were added, each of the template as it is now. */
function recordedServices(manifest: Manifest): Promise<AddedService[]> {
  const templates = join(packageRoot(), "templates");
  const project = String(manifest.answers.name);
  const services = (manifest.added ?? []).map(async (record) => {
    const { name: module, context, dockerfile, user } = record;
    const template = loadAddition(templates, record.template);
    const asked = Object.entries(record.answers).filter(([key]) =>
      template.questions.some((each) => each === key),
    );
    const given = Object.fromEntries(asked.map(([key, value]) => [key, String(value)]));
    const sources = { module, project, template, given, takeDefaults: true };
    const answers = await addedAnswers(manifest, sources);
    return { module, project, user, template, answers, context, dockerfile };
  });
  return Promise.all(services);
}

/** The same for the questions of the template's own. */
function recordedOwnAnswers(
  { answers }: Manifest,
  questions: readonly OwnQuestion[],
): Promise<OwnAnswers> {
  const given = Object.entries(answers).filter(([key]) => questions.some((own) => own.key === key));
  const texts = Object.fromEntries(given.map(([key, value]) => [key, String(value)]));
  return collectOwnAnswers(questions, texts, undefined);
}

/** The manifest and the texts of the newer template, which the next upgrade starts from. */
function records(root: string, rendered: ReadonlyMap<string, string>): FileChange[] {
  return [MANIFEST_FILE, BASE_FILE].flatMap((path) => {
    const before = currentText(root, path);
    const after = rendered.get(path);
    return before === after || after === undefined ? [] : [{ path, before, after }];
  });
}

function warnings(files: readonly UpgradedFile[]): string[] {
  const conflicts = files.filter(({ outcome }) => outcome === "conflict").map(({ path }) => path);
  const kept = files.filter(({ outcome }) => outcome === "keep").map(({ path }) => path);
  const stays = kept.filter((path) => !path.endsWith("package-lock.json"));
  return [
    ...(conflicts.length > 0
      ? [`both versions are between marks, yours first, in ${conflicts.join(", ")}`]
      : []),
    ...(stays.length > 0
      ? [`the template no longer has what you have edited, which stays: ${stays.join(", ")}`]
      : []),
  ];
}

function nextSteps(files: readonly UpgradedFile[], home: string): string[] {
  const cd = home === "." ? "" : `cd ${home} && `;
  return files.length === 0 ? [] : ["git diff", `${cd}npm install && npm test`];
}
