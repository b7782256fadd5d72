import { existsSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../cliError.js";
import { packageRoot } from "../project/packageRoot.js";
import { additions } from "./additions.js";
import { programChanges, renewalChanges, serviceRecordChanges } from "./addedChanges.js";
import { addedModule } from "./addedModule.js";
import { releaseParameter, SHARED_SETTINGS } from "./addedNames.js";
import { addedSource } from "./addedSource.js";
import { addedAnswers, addedFiles, type AddedService, EDITED_FILES } from "./addedService.js";
import type { AddRequest, AddResult } from "./addRequest.js";
import type { Answers } from "./answers.js";
import { changeFolder } from "./changeFolder.js";
import { dockerIgnoreChange } from "./dockerIgnore.js";
import { inHome, PROGRAM_FOLDER } from "./layout.js";
import { loadAddition } from "./loadTemplate.js";
import { layoutOf, type Manifest } from "./manifest.js";
import { hasConflictMarks } from "./mergeTexts.js";
import { openRepository } from "./openRepository.js";
import { renewalNotes, requestNotes } from "./pipelineNotes.js";
import { pathNote } from "./prepareScaffold.js";
import { declaredSettings, PROJECT_FILE } from "./programEdits.js";
import { currentText } from "./upgradeSteps.js";

/**
 * Adds a service to the repository of another: a module of its own in the program, its settings and its tests, and with a
 * language an application. What is there stays as it is, but for a line in the program and the settings in the project's file.
 *
 * @throws {CliError} if it is no repository of a service, or an answer or the Dockerfile is wrong; nothing is written then.
 */
export async function addService(request: AddRequest): Promise<AddResult> {
  const { root, manifest } = await openRepository(request.directory);
  const program = programTexts(root, manifest);
  const template = loadAddition(join(packageRoot(), "templates"), request.kind);
  const ask = request.yes === true ? undefined : request.ask;
  const project = String(manifest.answers.name);
  const module = await addedModule(root, project, request, ask);
  const source = await addedSource({ root, module, template, ask }, request);
  const { context, dockerfile, user, facts } = source;
  const takeDefaults = request.yes === true;
  const sources = { module, project, template, given: request.flags, facts, ask, takeDefaults };
  const answers = await addedAnswers(manifest, sources);
  const service = { module, project, user, template, answers, context, dockerfile };
  const layout = layoutOf(manifest);
  const files = addedFiles(service, layout, "");
  const { changes, warnings } = additions(root, files);
  changes.push(
    ...programChanges(program, service),
    ...renewalChanges(root, manifest, service),
    ...dockerIgnoreChange(root, { ...layout, context, dockerfile }),
    ...serviceRecordChanges(root, manifest, service, files),
  );
  if (request.dryRun !== true) await changeFolder(root, changes, request.proceed);
  return {
    name: answers.name,
    added: request.kind,
    directory: request.directory,
    files: changes.map(({ path }) => path).sort(),
    warnings: [
      ...source.notes(answers),
      ...(answers.language === "none" ? pathNote(answers) : []),
      ...serviceNotes(root, service, manifest),
      ...warnings,
    ],
    next: [inHome(layout, "npm test"), "npm run preview", "npm run up -- --stack dev"],
    ...(request.dryRun === true && { changes }),
  };
}

/**
 * The texts that get a line or settings, as they are.
 *
 * @throws {CliError} if the repository is no service's, or one of an earlier version.
 */
function programTexts(root: string, manifest: Manifest): Map<string, string> {
  const texts = new Map<string, string>();
  for (const path of EDITED_FILES) {
    const text = currentText(root, path);
    if (text !== undefined) texts.set(path, text);
  }
  if (manifest.template === "platform" || texts.size < EDITED_FILES.length) {
    throw new CliError(
      `'directory' must be the repository of a service, with ${EDITED_FILES.join(" and ")}, got one of the template ${manifest.template}; slipway new makes one`,
    );
  }
  const unresolved = [...texts].find(([, text]) => hasConflictMarks(text))?.[0];
  if (unresolved !== undefined) {
    throw new CliError(`${unresolved} has conflicts that nobody has resolved; resolve them first`);
  }
  const declared = declaredSettings(texts.get(PROJECT_FILE) ?? "");
  const missing = SHARED_SETTINGS.filter((key) => !declared.includes(key));
  if (missing.length > 0 || !existsSync(join(root, PROGRAM_FOLDER, "boundary.ts"))) {
    const what = missing.length > 0 ? `the settings ${missing.join(", ")}` : "infra/boundary.ts";
    throw new CliError(
      `'directory' must be a repository of the template as it is now, got one without ${what}; slipway upgrade brings it there`,
    );
  }
  return texts;
}

/** What nobody sees in the files that were written. */
function serviceNotes(root: string, service: AddedService, manifest: Manifest): string[] {
  const { context, dockerfile, module, project, user } = service;
  const layout = layoutOf(manifest);
  const file = `${PROGRAM_FOLDER}/${module}/index.ts`;
  const notes = [
    `the container runs as ${user} and writes no files of its own: 'user' and 'readonlyRootFilesystem' in ${file} say otherwise`,
  ];
  const others = [{ name: project, dockerfile: layout.dockerfile }, ...(manifest.added ?? [])];
  const same = others.find((other) => other.dockerfile === dockerfile)?.name;
  if (same !== undefined) {
    notes.push(
      `${dockerfile} makes the image of ${same} too: give the container in ${file} the 'command' that it runs`,
    );
  }
  const ignoreFile = `${dockerfile}.dockerignore`;
  const isShared = context === layout.context && same === undefined && !layout.inPlace;
  if (isShared && !existsSync(join(root, ignoreFile))) {
    notes.push(
      `the .dockerignore of ${context} is that of the image of ${project}: ${ignoreFile} says what this one is made of`,
    );
  }
  const { delivery } = manifest.answers as Partial<Answers>;
  if (delivery === undefined || delivery === "none") return notes;
  notes.push(
    ...requestNotes(root, service, layout, delivery),
    ...renewalNotes(root, service, layout),
    `${releaseParameter("", service)} is read by previews of staging and prod: a platform from before slipway add lets them after slipway upgrade and an update of its bootstrap program`,
  );
  return notes;
}
