import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { CliError } from "../../cliError.js";
import type { Project } from "../../project/findProject.js";
import { placeOfKey, readYamlMap } from "../../project/findProject.js";
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
  const folder = join(project.directory, project.stackConfigDir ?? "");
  const stacks = stacksIn(folder);
  const stack = parseStackName(requested ?? obviousStack(stacks, folder), project.name);
  const { organization = USUAL_ORGANIZATION, name } = stack;
  const file = join(folder, `Pulumi.${name}.yaml`);
  if (existsSync(file)) {
    const content = readYamlMap(file);
    if (content.environment === undefined) return { organization, name, content };
    return { organization, name, content, environmentPlace: placeOfKey(file, "environment") };
  }
  if (stacks.length === 0) return { organization, name, content: {} };
  throw new CliError(
    `'--stack' must be one of ${stacks.join(", ")}, got ${name}: ${folder} has no Pulumi.${name}.yaml`,
  );
}

/** Names of the stacks that a project has a file of. */
export function stackNames(project: Project): string[] {
  return stacksIn(join(project.directory, project.stackConfigDir ?? ""));
}

function stacksIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => /^Pulumi\.(.+)\.ya?ml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
}

function obviousStack(stacks: string[], folder: string): string {
  const [only = USUAL_STACK, ...others] = stacks;
  if (others.length === 0) return only;
  if (stacks.includes(USUAL_STACK)) return USUAL_STACK;
  throw new CliError(
    `'--stack' must say which of ${stacks.join(", ")} is meant, as ${folder} has no Pulumi.${USUAL_STACK}.yaml`,
  );
}
