import { parse } from "yaml";

import { CliError } from "../cliError.js";
import { applicationFiles } from "./addedApplication.js";
import {
  type AddedData,
  type AddedName,
  resourceName,
  settingKey,
  SHARED_SETTINGS,
} from "./addedNames.js";
import { addedQuestions, sharedQuestions } from "./addedQuestions.js";
import type { Answers } from "./answers.js";
import { collectAnswers, refuseUnanswered } from "./collectAnswers.js";
import type { Ask } from "./ask.js";
import { type Layout, OWN_LAYOUT, placedPath, PROGRAM_FOLDER, targetPath } from "./layout.js";
import { type Template, templateFiles } from "./loadTemplate.js";
import type { Manifest } from "./manifest.js";
import { parseRendered } from "./parseRendered.js";
import {
  type DeclaredSetting,
  PROGRAM_FILE,
  PROJECT_FILE,
  withModule,
  withSettings,
} from "./programEdits.js";
import { flagOf } from "./questions.js";
import type { DockerfileFacts } from "./readDockerfile.js";
import { renderTemplate, templateContext } from "./renderTemplate.js";
import { templateData } from "./templateData.js";

/** A service that is added to the repository of another. */
export interface AddedService extends AddedData {
  /** With the tests of an added one. */
  template: Template;
  /** Its name is that of the resources. */
  answers: Answers;
  /** Folder that its image is built from. */
  context: string;
  dockerfile: string;
}

/** Where the answers of an added service come from, beside the manifest. */
interface AddedAnswers extends AddedName {
  template: Template;
  /** As text, by key. */
  given: Readonly<Partial<Record<keyof Answers, string>>>;
  facts?: DockerfileFacts | undefined;
  ask?: Ask | undefined;
  /** Whether the defaults answer what nobody has. */
  takeDefaults: boolean;
}

/**
 * The answers of an added service: its own, and those of the repository.
 *
 * @throws {CliError} if one is wrong, or missing where nobody can be asked.
 */
export async function addedAnswers(
  manifest: Pick<Manifest, "answers">,
  { template, given, facts, ask, takeDefaults, ...name }: AddedAnswers,
): Promise<Answers> {
  const { questions } = template;
  refuseUnasked(given, template);
  const shared = sharedQuestions(questions).flatMap((key) => {
    const value = Object.hasOwn(manifest.answers, key) ? manifest.answers[key] : undefined;
    return value === undefined ? [] : [[key, String(value)] as const];
  });
  const flags = {
    ...given,
    ...Object.fromEntries(shared),
    name: resourceName(name),
    template: template.name,
    // A Dockerfile of the repository is the application, unless one is to be generated.
    language: given.language ?? "none",
  };
  const sources = { flags, questions, dockerfile: facts, builtFor: builtFor(manifest.answers) };
  if (!takeDefaults && ask === undefined) refuseUnanswered(sources);
  return collectAnswers({ ...sources, ask });
}

/** The pipelines have machines of one architecture, which would have to emulate another one to build its image. */
function builtFor({ architecture }: Manifest["answers"]): Answers["architecture"] {
  return architecture === "arm64" ? "arm64" : "amd64";
}

/** Refuses what the template does not ask for, and what the repository has answered. */
function refuseUnasked(given: AddedAnswers["given"], { name, questions }: Template): void {
  const asked = addedQuestions(questions);
  const other = Object.keys(given).find((key) => !asked.some((each) => each === key));
  if (other === undefined) return;
  throw new CliError(
    `'${flagOf(other as keyof Answers)}' must be left out: a ${name} that is added is asked for ${asked.map(flagOf).join(", ")} alone`,
  );
}

/** The files of an added service: its module in the program, its tests, and its application where one is generated. */
export function addedFiles(
  service: AddedService,
  repository: Layout,
  packageSpec: string,
): Map<string, string> {
  const { template, answers, module } = service;
  const context = contextOf(service, repository, packageSpec);
  const files = applicationFiles(service, contextOf(service, OWN_LAYOUT, packageSpec));
  for (const [stored, text] of templateFiles(template, answers).files) {
    const path = ownPath(targetPath(stored), module);
    const placed = path === undefined ? undefined : placedPath(path, repository);
    if (placed === undefined) continue;
    files.set(placed, stored.endsWith(".hbs") ? renderTemplate(text, context) : text);
  }
  for (const [path, text] of files) parseRendered(path, text);
  return files;
}

function contextOf(service: AddedService, { inPlace }: Layout, packageSpec: string) {
  const { answers, context, dockerfile } = service;
  return templateContext(
    templateData(answers, packageSpec, { inPlace, context, dockerfile }, { added: service }),
  );
}

/** What of a template an added service has: all that is the program's once is there already. */
function ownPath(path: string, module: string): string | undefined {
  if (path === "tests/added.test.ts") return `tests/infra.${module}.test.ts`;
  const file = /^infra\/([a-z]+\.ts)$/i.exec(path)?.[1];
  return file === undefined || file === "boundary.ts"
    ? undefined
    : `${PROGRAM_FOLDER}/${module}/${file}`;
}

/** The paths of the files that an added service changes; all others stay as they are. */
export const EDITED_FILES = [PROGRAM_FILE, PROJECT_FILE] as const;

/**
 * One of {@link EDITED_FILES} as an added service needs it.
 *
 * @throws {CliError} if something of the name is in it already.
 */
export function editedText(
  path: (typeof EDITED_FILES)[number],
  text: string,
  service: AddedService,
): string {
  return path === PROGRAM_FILE
    ? withModule(text, service)
    : withSettings(text, settingsOf(service));
}

/** The settings that are the service's own, with what they are where no stack sets them. */
function settingsOf(service: AddedService): Record<string, DeclaredSetting> {
  const { template, answers, context, dockerfile } = service;
  const data = templateData(
    answers,
    "",
    { inPlace: false, context, dockerfile },
    { added: service },
  );
  const source = templateFiles(template, answers).files.get(`${PROJECT_FILE}.hbs`) ?? "";
  const { config } = parse(renderTemplate(source, templateContext(data))) as {
    config: Record<string, { type: string; description: string; default?: unknown }>;
  };
  // A stack that is like prod unless it says otherwise passes the policies of prod.
  const { prod } = data as { prod: Record<string, unknown> };
  const defaults: Record<string, unknown> = { ...prod, ...answers };
  const own = Object.entries(config).filter(([key]) => !SHARED_SETTINGS.includes(key));
  return Object.fromEntries(
    own.map(([key, { type, description, ...rest }]) => [
      settingKey(key, service),
      {
        type,
        description: `${service.module}: ${description}`,
        default: rest.default ?? defaults[key],
      },
    ]),
  );
}
