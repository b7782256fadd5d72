import { addedQuestions } from "./addedQuestions.js";
import type { AddedService } from "./addedService.js";
import type { AddedRecord } from "./manifest.js";

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
