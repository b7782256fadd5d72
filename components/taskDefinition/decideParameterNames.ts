import type { Checks } from "../argument/checks.js";
import type { ContainerSecretArgs } from "./args/containerSecretArgs.js";
import { parameterNameProblem } from "./rules/secretSource.js";
import { below } from "../rules/problem.js";

/**
 * Decides on the names of the parameters that secrets come from, each by itself, so that one that is an output holds no
 * other back.
 *
 * @param path Path of the secrets.
 * @throws {ArgumentError} if Systems Manager has no parameter of a name.
 */
export function decideParameterNames(
  checks: Checks,
  secrets: Readonly<Record<string, ContainerSecretArgs>> = {},
  path: string,
): void {
  for (const [secret, { parameterName }] of Object.entries(secrets)) {
    if (parameterName === undefined) continue;
    checks.check(parameterName, (known) =>
      below(`${path}.${secret}`, parameterNameProblem(secret, known)),
    );
  }
}
