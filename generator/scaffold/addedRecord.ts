import { addedQuestions } from "./addedQuestions.js";
import type { AddedService } from "./addedService.js";
import { textHash } from "./changeFolder.js";
import type { AddedRecord, Manifest } from "./manifest.js";

/** What is recorded of an added service: its own answers, since the others are the repository's. */
export function addedRecord(service: AddedService): AddedRecord {
  const { module, template, answers, context, dockerfile, user } = service;
  const own = addedQuestions(template.questions).flatMap((key) => {
    const value = answers[key];
    return key === "name" || value === undefined ? [] : [[key, value] as const];
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

/** The manifest after a service was added, with the hashes of what was generated for it. */
export function manifestWith(
  { files, added = [], ...manifest }: Manifest,
  service: AddedService,
  texts: ReadonlyMap<string, string>,
): string {
  const content = { ...manifest, added: [...added, addedRecord(service)] };
  return recordText(content, files, texts);
}

/** The manifest after a stack was added, with the hashes of what the template makes for it. */
export function manifestWithEnvironment(
  { files, added, environments = [], ...manifest }: Manifest,
  stack: string,
  texts: ReadonlyMap<string, string>,
): string {
  const content = { ...manifest, environments: [...environments, stack], ...(added && { added }) };
  return recordText(content, files, texts);
}

function recordText(
  content: Omit<Manifest, "files">,
  files: Readonly<Record<string, string>>,
  texts: ReadonlyMap<string, string>,
): string {
  const hashes = new Map(Object.entries(files));
  for (const [path, text] of texts) hashes.set(path, textHash(text));
  const inOrder = [...hashes].sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify({ ...content, files: Object.fromEntries(inOrder) }, null, 2)}\n`;
}
