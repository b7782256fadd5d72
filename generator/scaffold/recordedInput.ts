import { join } from "node:path";

import { packageRoot } from "../project/packageRoot.js";
import { addedAnswers, type AddedService } from "./addedService.js";
import type { Answers } from "./answers.js";
import { collectAnswers } from "./collectAnswers.js";
import { loadAddition, loadTemplate, type Template } from "./loadTemplate.js";
import { layoutOf, type Manifest } from "./manifest.js";
import { collectOwnAnswers, type OwnAnswers, type OwnQuestion } from "./ownQuestions.js";
import { loadAnyTemplate } from "./ownTemplate.js";
import { ownManifest } from "./ownManifest.js";
import type { PlanInput } from "./plan.js";
import { type RecordedSourceOptions, recordedSource } from "./resolvedSource.js";

/**
 * All that decides what a generated repository looks like by the templates as they are now.
 *
 * @param root Absolute path of the repository.
 * @param given Folder of a company's own template, and what the repository depends on, where they are others than recorded.
 * @throws {CliError} if the template is gone, or an answer is none of it.
 */
export async function recordedInput(
  root: string,
  manifest: Manifest,
  given: { template?: string | undefined } & RecordedSourceOptions = {},
): Promise<PlanInput> {
  const { templateFolder, leftOut = [], environments = [] } = manifest;
  const layout = layoutOf(manifest);
  const template = recordedTemplate(root, manifest, given.template);
  return {
    answers: await recordedAnswers(manifest, template.questions),
    template,
    own: ownManifest(),
    source: await recordedSource(root, manifest, given),
    layout,
    leftOut,
    ownAnswers: await recordedOwnAnswers(manifest, template.ownQuestions),
    added: await recordedServices(manifest),
    environments,
    ...(templateFolder !== undefined && { templateFolder }),
  };
}

/** The template as it is now: the one that is named, a company's own where it was, or ours of the recorded name. */
function recordedTemplate(
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
