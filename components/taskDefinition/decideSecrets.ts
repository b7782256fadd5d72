import type { Checks } from "../argument/checks.js";
import type { ContainerSecretArgs } from "./args/containerSecretArgs.js";
import { below } from "../rules/problem.js";
import { secretSourcesProblem, secretTextProblem } from "./rules/secretSource.js";

/**
 * Decides on where secrets are kept: that each has one place, at once; each text by itself, when it is known.
 *
 * @param path Path of the map below the component's arguments, such as `containers[0].secrets`.
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideSecrets(
  checks: Checks,
  path: string,
  secrets: Readonly<Record<string, ContainerSecretArgs>> = {},
): void {
  checks.fail(below(path, secretSourcesProblem(secrets)));
  for (const [name, { parameterName, parameterArn, secretArn, jsonKey }] of Object.entries(
    secrets,
  )) {
    checks.check({ parameterName, parameterArn, secretArn, jsonKey }, (known) =>
      below(`${path}.${name}`, secretTextProblem(name, known)),
    );
  }
}
