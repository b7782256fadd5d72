import { addedRecord } from "./addedRecord.js";
import { type AddedService, EDITED_FILES, editedText } from "./addedService.js";
import type { FileChange } from "./changeFolder.js";
import { type Manifest, readBase } from "./manifest.js";
import { DEPENDABOT_FILE, withRenewals } from "./dependabotFile.js";
import { parseRendered } from "./parseRendered.js";
import { recordChanges } from "./recordChanges.js";
import { currentText } from "./upgradeSteps.js";

/**
 * The line in the program and the settings in the project's file.
 *
 * @param program The texts of both.
 * @throws {CliError} if something of the name is in one of them already.
 */
export function programChanges(
  program: ReadonlyMap<string, string>,
  service: AddedService,
): FileChange[] {
  return EDITED_FILES.map((path) => {
    const before = program.get(path) ?? "";
    const after = editedText(path, before, service);
    parseRendered(path, after);
    return { path, before, after };
  });
}

/**
 * The entries in Dependabot's file, where that is the template's and can be read: one of the user's own stays as it is.
 *
 * @param root Absolute path of the repository.
 */
export function renewalChanges(
  root: string,
  { files }: Manifest,
  service: AddedService,
): FileChange[] {
  if (!Object.hasOwn(files, DEPENDABOT_FILE)) return [];
  const before = currentText(root, DEPENDABOT_FILE);
  const after = before === undefined ? undefined : withRenewals(before, service);
  if (after === undefined || after === before) return [];
  return [{ path: DEPENDABOT_FILE, before, after }];
}

/**
 * The records with the service.
 *
 * @param root Absolute path of the repository.
 * @param files What is generated for the service.
 */
export function serviceRecordChanges(
  root: string,
  manifest: Manifest,
  service: AddedService,
  files: ReadonlyMap<string, string>,
): FileChange[] {
  const base = readBase(root, manifest);
  const texts = new Map(files);
  for (const path of EDITED_FILES) {
    const text = base.get(path);
    if (text !== undefined) texts.set(path, editedText(path, text, service));
  }
  const renewed = base.get(DEPENDABOT_FILE);
  if (renewed !== undefined) texts.set(DEPENDABOT_FILE, withRenewals(renewed, service) ?? renewed);
  const added = [...(manifest.added ?? []), addedRecord(service)];
  return recordChanges(root, { ...manifest, added }, base, texts);
}
