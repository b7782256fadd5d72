import { parse, parseDocument } from "yaml";

import { applicationFiles } from "./addedApplication.js";
import type { Answers } from "./answers.js";
import { collectAnswers } from "./collectAnswers.js";
import { OWN_LAYOUT, PROGRAM_FOLDER } from "./layout.js";
import { hasApplication, languagesOf, type Template } from "./loadTemplate.js";
import type { PackageManifest } from "./packageLock.js";
import { plan } from "./plan.js";
import { templateContext } from "./renderTemplate.js";
import { templateData } from "./templateData.js";

/** What `pulumi new` replaces in every file that it copies. */
const PROJECT = "${PROJECT}";
const DESCRIPTION = "${DESCRIPTION}";

/** A name that our own schema takes, and that nothing else is called; what it stands for is put in its place at the end. */
const NAME = "zzprojectzz";

/** Folder of the application. */
const APPLICATION = "app";

/**
 * Who gets these from `pulumi new` has a project, and no repository of ours: what tells of `infra/`, of pipelines and of
 * upgrades stays out, and npm makes the lock file. No package holds a `.npmrc`, so that no template needs one.
 */
const LEFT_OUT =
  /^(?:README\.md|AGENTS\.md|package-lock\.json|(?:.*\/)?\.npmrc|\.slipway\..*|docs\/.*)$/;

/** A line of the project file that leads an editor to the schema. */
const SCHEMA_LINE = /^# yaml-language-server:.*\n/;

/**
 * The files of a template in Pulumi's own form, which `pulumi new <folder>` makes a project of: the program at the top, with
 * Pulumi.yaml, the application in `app/`.
 *
 * @param template A template of this package.
 * @param own `package.json` of this package.
 * @returns Texts by path.
 * @see https://www.pulumi.com/docs/iac/guides/building-extending/packages/new-templates/
 */
export async function pulumiTemplate(
  template: Template,
  own: PackageManifest,
): Promise<Map<string, string>> {
  const answers = await collectAnswers({
    flags: {
      name: NAME,
      template: template.name,
      description: template.title,
      ...noDelivery(template),
    },
    questions: template.questions,
  });
  const files = new Map<string, string>();
  for (const [path, text] of programFiles(template, answers, own)) files.set(path, text);
  for (const [path, text] of ownApplication(template, answers, own.version)) files.set(path, text);
  const [project, prod] = ["Pulumi.yaml", "Pulumi.prod.yaml"].map((path) => files.get(path) ?? "");
  files.set("Pulumi.yaml", projectFile(project ?? "", prod ?? "", answers, template.title));
  const kept = [...files].filter(([path]) => !LEFT_OUT.test(path));
  return new Map(kept.map(([path, text]) => [path, named(path, text, answers)]));
}

/** Whoever starts by `pulumi new` has pipelines of their own, or takes `slipway new`. */
function noDelivery({ questions }: Template): Partial<Record<keyof Answers, string>> {
  return questions.includes("delivery") ? { delivery: "none" } : {};
}

/** The program with its package, of which `pulumi new` knows no folder. */
function programFiles(
  template: Template,
  answers: Answers,
  own: PackageManifest,
): (readonly [string, string])[] {
  const context = `${PROGRAM_FOLDER}/${APPLICATION}`;
  const planned = plan({
    template,
    answers: hasApplication(template) ? { ...answers, language: "none" } : answers,
    own,
    source: { spec: own.version, kind: "registry" },
    layout: { inPlace: true, context, dockerfile: `${context}/Dockerfile` },
  });
  return [...planned].flatMap(([path, text]) => {
    if (!path.startsWith(`${PROGRAM_FOLDER}/`)) return [];
    const placed = path.slice(PROGRAM_FOLDER.length + 1);
    return [[placed, text.replaceAll(`../${context}`, APPLICATION)] as const];
  });
}

/** The application with its Dockerfile. */
function ownApplication(
  template: Template,
  answers: Answers,
  packageSpec: string,
): ReadonlyMap<string, string> {
  const [language] = languagesOf(template);
  if (language === undefined) return new Map();
  const whole = { ...answers, language };
  const context = templateContext(templateData(whole, packageSpec, OWN_LAYOUT));
  return applicationFiles({ module: APPLICATION, template, answers: whole }, context);
}

/** What is asked for. Whatever else there is to set has a default in the project's file. */
const REGION = { description: "The AWS Region to deploy to.", default: "us-east-1" };

/**
 * The project's file. A stack's file has settings by the project's name, which `pulumi new` ends a line with wherever it
 * stands in YAML: so what prod is set to is the default of every stack here, and passes the policies of prod.
 */
function projectFile(text: string, prod: string, { name, region }: Answers, title: string): string {
  const document = parseDocument(text.replace(SCHEMA_LINE, ""));
  const { config } = parse(prod) as { config: Record<string, unknown> };
  for (const [key, value] of Object.entries(config)) {
    const [project, setting = ""] = key.split(":");
    if (project === name)
      document.setIn(["config", setting, "default"], document.createNode(value));
  }
  document.set("description", DESCRIPTION);
  const asked = { "aws:region": { ...REGION, default: region } };
  document.set("template", document.createNode({ description: title, config: asked }));
  // What stands for a text is replaced by that text as YAML writes it, with quotes where it needs them.
  return document.toString({ lineWidth: 0 }).replace(`"${DESCRIPTION}"`, () => DESCRIPTION);
}

const STACK_FILE = /^Pulumi\.[a-z]+\.yaml$/;

function withoutApplication(text: string): object {
  return { ...(JSON.parse(text) as object), exclude: [APPLICATION, "dist", "node_modules"] };
}

/** A file without the name that we rendered it with. */
function named(path: string, text: string, { template, region }: Answers): string {
  if (STACK_FILE.test(path)) return `config:\n  aws:region: ${region}\n`;
  // The application is a package of its own, with packages that the program has not.
  if (path === "tsconfig.json") return JSON.stringify(withoutApplication(text), null, 2) + "\n";
  // A project in a folder of its own is called by a name that is whole.
  if (/^.+\/.*\.yaml$/.test(path)) return text.replaceAll(NAME, template);
  return text.replaceAll(NAME, PROJECT).replaceAll(" .npmrc ./", " ./");
}
