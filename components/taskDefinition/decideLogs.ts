import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { outlineContainer } from "./outlineContainer.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { logConfigurationProblem, logDeliveryProblem } from "./rules/logConfiguration.js";
import { decideLogKeys } from "./decideLogKeys.js";
import { decideSecrets } from "./decideSecrets.js";
import { platformOf } from "./decidePlatform.js";
import { below, firstItemProblem } from "../rules/problem.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

/**
 * Decides on where the containers' own logs go. Drivers and the names of options are plain, so that what they break is found
 * even where a value is an output.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideLogs(checks: Checks, args: TaskDefinitionArgs): void {
  const { containers, logRouter } = args;
  const platform = {
    ...platformOf(args),
    hasLogRouter: logRouter !== undefined,
    hasConfigFile: logRouter?.configFile !== undefined,
  };
  for (const [i, { logConfiguration }] of containers.entries()) {
    const path = `containers[${i}].logConfiguration.secretOptions`;
    decideSecrets(checks, path, logConfiguration?.secretOptions);
  }
  checks.fail(
    firstItemProblem("containers", containers, (container) =>
      logConfigurationProblem(outlineContainer(container, CONTAINER_OUTLINES.log), platform),
    ),
  );
  for (const [i, container] of containers.entries()) decideTexts(checks, container, i);
}

/** Texts of a log's options and secrets, each by itself. */
function decideTexts(checks: Checks, { name, logConfiguration }: ContainerArgs, i: number): void {
  const { logDriver, options = {} } = logConfiguration ?? {};
  decideLogKeys(checks, `containers[${i}].logConfiguration.options`, options);
  const { mode, "max-buffer-size": maxBufferSize } = options;
  checks.check({ mode, maxBufferSize }, (known) =>
    below(`containers[${i}]`, logDeliveryProblem({ name, logDriver, ...known })),
  );
}
