import { CliError } from "../cliError.js";

/**
 * What Pulumi takes as the name of a project, an organization and a stack.
 *
 * @see https://www.pulumi.com/docs/iac/concepts/projects/project-file/
 * @see https://www.pulumi.com/docs/iac/concepts/stacks/#create-stack
 */
const NAME = /^[A-Za-z0-9_.-]{1,100}$/;

/** The rule of {@link isPulumiName} in words. */
export const PULUMI_NAME_RULE = "1 to 100 letters, digits, hyphens, underscores and periods";

/** A stack's name, in its parts. */
export interface StackName {
  /** Nothing where the name has none. */
  organization: string | undefined;
  name: string;
}

/** Whether Pulumi takes a text as the name of a project or a stack. */
export function isPulumiName(name: string): boolean {
  return NAME.test(name);
}

/**
 * The parts of a stack's name: `dev`, `acme/dev` or `acme/orders/dev`.
 *
 * @param project Name of the project, which a name that has one must name.
 * @throws {CliError} if Pulumi would refuse it.
 */
export function parseStackName(given: string, project: string): StackName {
  const parts = given.split("/");
  if (parts.length > 3 || !parts.every(isPulumiName)) {
    throw new CliError(
      `'--stack' must be <stack>, <organization>/<stack> or <organization>/<project>/<stack>, each of ${PULUMI_NAME_RULE}, got ${JSON.stringify(given.slice(0, 120))}; dev works`,
    );
  }
  if (parts.length === 3 && parts[1] !== project) {
    throw new CliError(
      `'--stack' must be of the project ${project}, got ${JSON.stringify(given)}; ${parts[2] ?? ""} works`,
    );
  }
  return {
    organization: parts.length > 1 ? parts[0] : undefined,
    name: parts.at(-1) ?? given,
  };
}
