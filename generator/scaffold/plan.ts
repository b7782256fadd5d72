import { createRequire } from "node:module";
import { join } from "node:path/posix";

import { addedRecord } from "./addedRecord.js";
import type * as AddedServiceModule from "./addedService.js";
import type { AddedService } from "./addedService.js";
import type { Answers } from "./answers.js";
import { isBuiltFile } from "./builtParts.js";
import type * as DependabotFileModule from "./dependabotFile.js";
import {
  homeFolder,
  type Layout,
  OWN_LAYOUT,
  placedPath,
  PROGRAM_FOLDER,
  targetPath,
} from "./layout.js";
import { type Template, templateFiles } from "./loadTemplate.js";
import { BASE_FILE, MANIFEST_FILE, type Manifest, manifestText, baseText } from "./manifest.js";
import type { OwnAnswers } from "./ownQuestions.js";
import { packageLock, type PackageManifest } from "./packageLock.js";
import type { PackageSource } from "./packageSource.js";
import { parseRendered } from "./parseRendered.js";
import { renderTemplate, type TemplateContext, templateContext } from "./renderTemplate.js";
import { templateData } from "./templateData.js";
import { vendoredPath } from "./vendoredPackage.js";

/** The file of the stack that added ones are like. */
export const LIKE_FILE = "infra/Pulumi.staging.yaml";

/** The file of a stack. */
export function stackFile(stack: string): string {
  return `${PROGRAM_FOLDER}/Pulumi.${stack}.yaml`;
}

/** All that decides what a repository looks like. */
export interface PlanInput {
  answers: Answers;
  template: Template;
  /** `package.json` of this package. */
  own: PackageManifest;
  source: PackageSource;
  /** Where the repository has what. Default: that of one that is generated as a whole. */
  layout?: Layout;
  /** Files that the repository has of its own, and gets none of. */
  leftOut?: readonly string[];
  /** Answers to the questions of the template's own. */
  ownAnswers?: OwnAnswers;
  /** Folder of a template of a company's own, seen from the repository. */
  templateFolder?: string;
  /** Services that were added to the first one, in their order. */
  added?: readonly AddedService[];
  /** Stacks that were added to those of the template, in their order. */
  environments?: readonly string[];
}

/**
 * The files of a repository: text by path, in order of path. Nothing of it is read or written here. What is made of a file
 * that this package was not built with is parsed as what it is; what becomes of the others, the package's tests have parsed.
 *
 * @throws {Error} if the template is wrong.
 */
export function plan(input: PlanInput): Map<string, string> {
  const { answers, template, own, source, layout = OWN_LAYOUT, leftOut = [] } = input;
  const stored = templateFiles(template, answers);
  const context = contextOf(input);
  const files = new Map<string, string>();
  const unseen: string[] = [];
  for (const [path, text] of stored.files) {
    const placed = placedPath(targetPath(path), layout);
    if (placed === undefined || leftOut.includes(placed)) continue;
    files.set(placed, rendered(path, text, context));
    if (!isBuiltFile(text)) unseen.push(placed);
    if (placed !== LIKE_FILE) continue;
    for (const stack of input.environments ?? []) {
      files.set(stackFile(stack), rendered(path, text, contextOf(input, stack)));
    }
  }
  for (const service of input.added ?? []) unseen.push(...addTo(files, service, input));
  const home = join(homeFolder(layout), "package");
  const repository = repositoryManifest(files.get(`${home}.json`) ?? "{}", stored.dependencies);
  files.set(`${home}.json`, `${JSON.stringify(repository, null, 2)}\n`);
  files.set(`${home}-lock.json`, packageLock(stored.lock, repository, own, source));
  for (const path of unseen) parseRendered(path, files.get(path) ?? "");
  const texts = new Map(files);
  files.set(MANIFEST_FILE, manifestText(origin(input), texts));
  files.set(BASE_FILE, baseText(texts));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files of a repository with the package that it brings along, which is no text. */
export function withTarball(
  files: ReadonlyMap<string, string>,
  source: PackageSource,
  layout: Layout,
): ReadonlyMap<string, string | Buffer> {
  const path = vendoredPath(source, layout);
  if (path === undefined || source.tarball === undefined) return files;
  return new Map<string, string | Buffer>([...files, [path, source.tarball]]);
}

/** What templates know; for the file of an added stack that is like staging, of that stack. */
function contextOf(input: PlanInput, like?: string): TemplateContext {
  const { answers, source, layout = OWN_LAYOUT, environments = [] } = input;
  return templateContext({
    ...templateData(answers, source.spec, layout, {
      environments,
      ...(like !== undefined && { like }),
    }),
    own: input.ownAnswers ?? {},
  });
}

function rendered(path: string, text: string, context: TemplateContext): string {
  return path.endsWith(".hbs") ? renderTemplate(text, context) : text;
}

/** Adds what a service adds, and gives the paths of files that are other ones by it. */
function addTo(
  files: Map<string, string>,
  service: AddedService,
  { layout = OWN_LAYOUT, source }: PlanInput,
): string[] {
  // It parses, and so needs what hardly any repository needs that is generated.
  const load = createRequire(__filename);
  const { addedFiles, EDITED_FILES, editedText } = load(
    "./addedService.js",
  ) as typeof AddedServiceModule;
  const { DEPENDABOT_FILE, withRenewals } = load(
    "./dependabotFile.js",
  ) as typeof DependabotFileModule;
  for (const [path, text] of addedFiles(service, layout, source.spec)) files.set(path, text);
  const edited = EDITED_FILES.filter((path) => files.has(path));
  for (const path of edited) files.set(path, editedText(path, files.get(path) ?? "", service));
  const renewed = files.get(DEPENDABOT_FILE);
  if (renewed === undefined) return edited;
  files.set(DEPENDABOT_FILE, withRenewals(renewed, service) ?? renewed);
  return [...edited, DEPENDABOT_FILE];
}

/** `package.json` with the packages of the chosen parts, which the application needs when it runs. */
export function repositoryManifest(
  text: string,
  dependencies: Readonly<Record<string, string>>,
): PackageManifest {
  const { devDependencies, ...manifest } = JSON.parse(text) as PackageManifest;
  if (Object.keys(dependencies).length === 0) return { ...manifest, devDependencies };
  return { ...manifest, dependencies, devDependencies };
}

/** What the manifest says beside the files. */
function origin({
  answers,
  own,
  layout = OWN_LAYOUT,
  leftOut = [],
  ownAnswers,
  templateFolder,
  added = [],
  environments = [],
  source,
}: PlanInput): Omit<Manifest, "files"> {
  const { template, ...rest } = answers;
  const path = vendoredPath(source, layout);
  const { integrity } = source;
  return {
    slipway: own.version,
    template,
    ...(templateFolder !== undefined && { templateFolder }),
    answers: { ...rest, ...ownAnswers },
    ...(layout.inPlace && { inPlace: true, context: layout.context }),
    ...(layout.dockerfile !== OWN_LAYOUT.dockerfile && { dockerfile: layout.dockerfile }),
    ...(leftOut.length > 0 && { leftOut: [...leftOut] }),
    ...(environments.length > 0 && { environments: [...environments] }),
    ...(added.length > 0 && { added: added.map(addedRecord) }),
    ...(path !== undefined && integrity !== undefined && { vendored: { path, integrity } }),
  };
}
