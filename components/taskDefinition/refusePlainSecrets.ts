import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { plainSecretProblem } from "./rules/secretSource.js";

/**
 * Refuses Pulumi secrets where a task definition would show them as plain text. Whether an output is a secret is known
 * a little later than the arguments are, in a preview too, even where its value is not.
 *
 * @returns What the task definition waits for: a secret then stops it.
 */
export function refusePlainSecrets(
  checks: Checks,
  containers: readonly ContainerArgs[],
): pulumi.Output<unknown> {
  const decisions = containers.flatMap((container, i) =>
    plainValues(container)
      .filter(({ value }) => holdsOutput(value))
      .map(({ argument, variable, value }) =>
        pulumi.output(pulumi.isSecret(pulumi.output(value))).apply((isSecret) => {
          if (!isSecret) return;
          checks.fail(plainSecretProblem({ i, container: container.name, argument, variable }));
        }),
      ),
  );
  return pulumi.all(decisions);
}

/** A value that the task definition shows, by its argument and, in a map, its name. */
interface PlainValue {
  argument: string;
  variable?: string;
  value: unknown;
}

function plainValues(container: ContainerArgs): PlainValue[] {
  const { environment = {}, dockerLabels = {}, command, entryPoint, healthCheck } = container;
  const { options = {} } = container.logConfiguration ?? {};
  const named = (argument: string, values: object): PlainValue[] =>
    Object.entries(values).map(([variable, value]: [string, unknown]) => ({
      argument,
      variable,
      value,
    }));
  return [
    ...named("environment", environment),
    ...named("dockerLabels", dockerLabels),
    ...named("logConfiguration.options", options),
    { argument: "command", value: command },
    { argument: "entryPoint", value: entryPoint },
    { argument: "healthCheck.command", value: healthCheck?.command },
  ];
}

/** Nothing else can be a secret. */
function holdsOutput(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsOutput);
  return pulumi.Output.isInstance(value);
}
