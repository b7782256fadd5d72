import { addedQuestions } from "./addedQuestions.js";
import type { AddedService } from "./addedService.js";
import type { FileChange } from "./changeFolder.js";
import {
  type AddedRecord,
  BASE_FILE,
  baseText,
  type Manifest,
  MANIFEST_FILE,
  manifestText,
} from "./manifest.js";
import { currentText } from "./upgradeSteps.js";

/** What is recorded of an added service: its own answers, since the others are the repository's. */
export function addedRecord(service: AddedService): AddedRecord {
  const { module, template, answers, context, dockerfile, user } = service;
  const own = addedQuestions(template.questions).flatMap((key) => {
    const value = answers[key];
    // No language is a Dockerfile of the repository.
    const isOwn = key !== "name" && value !== undefined && value !== "none";
    return isOwn ? [[key, value] as const] : [];
  });
  return {
    name: module,
    template: template.name,
    answers: Object.fromEntries(own),
    context,
    dockerfile,
    user,
  };
}

/**
 * The records after something was added, as if the repository had been generated with it: `slipway upgrade` knows it from
 * then on.
 *
 * @param root Absolute path of the repository.
 * @param manifest As it is then, with the hashes of what was generated before.
 * @param base The texts that were generated before.
 * @param texts Those that are generated for what is added, or otherwise than before.
 */
export function recordChanges(
  root: string,
  { files, environments, added, vendored, ...manifest }: Manifest,
  base: ReadonlyMap<string, string>,
  texts: ReadonlyMap<string, string>,
): FileChange[] {
  // In the order in which a repository that is generated with both has them.
  const content = {
    ...manifest,
    ...(environments && { environments }),
    ...(added && { added }),
    ...(vendored && { vendored }),
  };
  const after = {
    [MANIFEST_FILE]: manifestText(content, texts, files),
    [BASE_FILE]: baseText(new Map([...base, ...texts])),
  };
  return Object.entries(after).map(([path, text]) => {
    return { path, before: currentText(root, path), after: text };
  });
}
