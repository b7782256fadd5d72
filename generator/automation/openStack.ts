import type { Stack } from "@pulumi/pulumi/automation";
import { CliError } from "../cliError.js";
import { findProject } from "../project/findProject.js";
import { parseStackName } from "../project/stackName.js";
import { CommandFailure } from "./commandFailure.js";
import { pulumiCommand } from "./pulumiCommand.js";
import type { StackOptions } from "./stackOptions.js";

/**
 * Opens a stack of the project in a folder.
 *
 * @throws {CliError} if there is no project, no Pulumi CLI or no such stack, its name is none that Pulumi takes, or if the backend refuses.
 */
export async function openStack(options: StackOptions): Promise<Stack> {
  const { directory, stack, createStack = false, environmentVariables = {} } = options;
  const project = findProject(directory);
  parseStackName(stack, project.name);
  const command = await pulumiCommand(options);
  const automation = await import("@pulumi/pulumi/automation/index.js");
  const workspace = await automation.LocalWorkspace.create({
    workDir: project.directory,
    pulumiCommand: command,
    envVars: environmentVariables,
  });
  try {
    return await automation.Stack.select(stack, workspace);
  } catch (error) {
    const isMissing =
      error instanceof CommandFailure && /no stack named .* found/.test(error.output.stderr);
    if (!isMissing) {
      throw error;
    }
    if (!createStack) {
      throw new CliError(
        `there is no stack '${stack}' in ${project.directory}: ` +
          `'pulumi stack init ${stack} --cwd ${project.directory}' makes it, as '--create' of 'slipway up' and 'slipway fleet up' does; ` +
          "'pulumi stack ls' prints those that there are",
      );
    }
  }
  return automation.Stack.create(stack, workspace);
}
