import { addedRecord } from "./addedRecord.js";
import { type AddedService, EDITED_FILES, editedText } from "./addedService.js";
import type { FileChange } from "./changeFolder.js";
import { type Manifest, readBase } from "./manifest.js";
import { parseRendered } from "./parseRendered.js";
import { recordChanges } from "./recordChanges.js";

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
  const added = [...(manifest.added ?? []), addedRecord(service)];
  return recordChanges(root, { ...manifest, added }, base, texts);
}
