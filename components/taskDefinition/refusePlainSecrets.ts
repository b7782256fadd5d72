import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { Problem } from "../rules/problem.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import { plainRouterSecretProblem, plainSecretProblem } from "./rules/secretSource.js";

/** A value that AWS shows, and what is said where it is a secret. */
export interface ShownValue {
  value: unknown;
  problem: Problem;
}

/**
 * Refuses Pulumi secrets where AWS would show them as plain text. Whether an output is a secret is known a little later than
 * the arguments are, in a preview too, even where its value is not.
 *
 * @returns What the resource that shows them waits for: a secret then stops it.
 */
export function refuseShownSecrets(
  checks: Checks,
  values: readonly ShownValue[],
): pulumi.Output<unknown> {
  const decisions = values
    .filter(({ value }) => holdsOutput(value))
    .map(({ value, problem }) =>
      pulumi.output(pulumi.isSecret(pulumi.output(value))).apply((isSecret) => {
        if (isSecret) checks.fail(problem);
      }),
    );
  return pulumi.all(decisions);
}

/** Refuses Pulumi secrets where a task definition would show them as plain text. */
export function refusePlainSecrets(
  checks: Checks,
  containers: readonly ContainerArgs[],
  logRouter?: LogRouterArgs,
): pulumi.Output<unknown> {
  const ofContainers = containers.flatMap((container, i) =>
    plainValues(container).map(({ argument, variable, value }) => ({
      value,
      problem: plainSecretProblem({ i, container: container.name, argument, variable }),
    })),
  );
  const ofRouter = Object.entries(logRouter?.options ?? {}).map(([option, value]) => ({
    value,
    problem: plainRouterSecretProblem(option),
  }));
  return refuseShownSecrets(checks, [...ofContainers, ...ofRouter]);
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
