import { existsSync, readdirSync } from "node:fs";
import { basename, extname, join } from "node:path";

import { CliError } from "../../cliError.js";
import type { Project } from "../../project/findProject.js";
import { placeOfKey, PROJECT_ENDINGS, readYamlMap } from "../../project/findProject.js";
import { parseStackName } from "../../project/stackName.js";

/** The stack that a preview is of when several exist and none is named. */
const USUAL_STACK = "dev";

/** Organization of a stack that is named without one. */
const USUAL_ORGANIZATION = "organization";

/** A stack, with what its file holds. */
export interface StackFile {
  organization: string;
  name: string;
  /** Content of `Pulumi.<stack>.yaml`; empty without such a file. */
  content: Record<string, unknown>;
  /** Where the file has its key `environment`, such as `Pulumi.dev.yaml:3`. */
  environmentPlace?: string;
}

/**
 * The stack of a project by its name, or the obvious one without a name: the only one there is, or `dev`.
 *
 * @param requested `dev`, or `<organization>/<project>/dev`.
 * @throws {CliError} if Pulumi would refuse the name, if there are stack files but not this one, or if none is obvious.
 */
export function findStack(project: Project, requested?: string): StackFile {
  const folder = stackFolder(project);
  const stacks = stackNames(project);
  const fileOf = (stack: string): string => `Pulumi.${stack}${extname(project.file)}`;
  const obvious = (): string => obviousStack(stacks, folder, fileOf(USUAL_STACK));
  const stack = parseStackName(requested ?? obvious(), project.name);
  const { organization = USUAL_ORGANIZATION, name } = stack;
  const file = join(folder, fileOf(name));
  if (existsSync(file)) {
    const content = readYamlMap(file);
    if (content.environment === undefined) return { organization, name, content };
    return { organization, name, content, environmentPlace: placeOfKey(file, "environment") };
  }
  if (stacks.length === 0) return { organization, name, content: {} };
  throw new CliError(
    `'--stack' must be one of ${stacks.join(", ")}, got ${name}: ${folder} has no ${fileOf(name)}`,
  );
}

/**
 * Names of the stacks that a project has a file of, which ends as the project's own does: beside `Pulumi.yml` Pulumi reads
 * `Pulumi.dev.yml`.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/workspace/paths.go
 */
export function stackNames(project: Project): string[] {
  const folder = stackFolder(project);
  if (!existsSync(folder)) return [];
  const [before, after] = ["Pulumi.", extname(project.file)];
  return readdirSync(folder)
    .filter(
      (file) => file.startsWith(before) && file.endsWith(after) && existsSync(join(folder, file)),
    )
    .map((file) => file.slice(before.length, -after.length))
    .filter((stack) => stack !== "")
    .sort();
}

/** A file of the stack that Pulumi passes over, in words, since it ends in another way than the project's. */
export function unreadStackFile(project: Project, stack: string): string | undefined {
  const read = `Pulumi.${stack}${extname(project.file)}`;
  const unread = PROJECT_ENDINGS.map((ending) => `Pulumi.${stack}${ending}`).find(
    (file) => file !== read && existsSync(join(stackFolder(project), file)),
  );
  if (unread === undefined) return undefined;
  return `${unread}: Pulumi does not read it: beside ${basename(project.file)} the stack's file is ${read}`;
}

function stackFolder({ directory, stackConfigDir = "" }: Project): string {
  return join(directory, stackConfigDir);
}

function obviousStack(stacks: string[], folder: string, usualFile: string): string {
  const [only = USUAL_STACK, ...others] = stacks;
  if (others.length === 0) return only;
  if (stacks.includes(USUAL_STACK)) return USUAL_STACK;
  throw new CliError(
    `'--stack' must say which of ${stacks.join(", ")} is meant, as ${folder} has no ${usualFile}`,
  );
}
