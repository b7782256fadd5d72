import type { Answers } from "./answers.js";

/** What can be added to the repository of a service. */
export const SERVICE_KINDS = ["worker", "scheduled-job", "backend-service", "web-service"] as const;

/** All that an added service is asked for; the rest the repository has answered. */
export const ADDED_ANSWERS: readonly (keyof Answers)[] = [
  "name",
  "description",
  "language",
  "port",
  "healthCheckPath",
  "path",
  "protocol",
  "urlRewrite",
  "schedule",
  "timeZone",
  "architecture",
  "cpu",
  "memory",
];

/** What an added service of a template is asked for. */
export function addedQuestions(questions: readonly (keyof Answers)[]): (keyof Answers)[] {
  return questions.filter((key) => ADDED_ANSWERS.includes(key));
}

/** What is the first service's alone: an added one is by path, and in no review environment. */
const OF_THE_FIRST: readonly (keyof Answers)[] = ["host", "zoneId", "reviewEnvironments"];

/** What all services of a repository have in common: the answers of the first one. */
export function sharedQuestions(questions: readonly (keyof Answers)[]): (keyof Answers)[] {
  return questions.filter((key) => !OF_THE_FIRST.includes(key) && !ADDED_ANSWERS.includes(key));
}
