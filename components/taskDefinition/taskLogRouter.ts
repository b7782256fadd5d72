import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";
import { decideLogKeys } from "./decideLogKeys.js";
import { decideSecrets } from "./decideSecrets.js";
import { platformOf } from "./decidePlatform.js";
import { outlineContainer } from "./outlineContainer.js";
import { CONTAINER_OUTLINES } from "./rules/containerOutlines.js";
import { healthCheckProblem, healthCommandProblem } from "./rules/containerSettings.js";
import { hasOwnOutput, logConfigurationProblem } from "./rules/logConfiguration.js";
import {
  LOG_ROUTER,
  LOG_ROUTER_DEFAULTS,
  logRouterProblem,
  routerLogProblem,
  routerUseProblem,
} from "./rules/logRouter.js";
import { firelensConfiguration, initFiles, routerConfigProblem } from "./rules/logRouterConfig.js";
import type { TaskContainer } from "./taskContainer.js";
import { imageProblem } from "../image/rules/imageReference.js";
import { below } from "../rules/problem.js";

/** The container that a log router's arguments add. */
export function routerContainer(router: LogRouterArgs): TaskContainer {
  const { type, configFile, enableEcsLogMetadata } = router;
  return {
    name: router.name ?? LOG_ROUTER,
    isSidecar: true,
    image: router.image ?? LOG_ROUTER_DEFAULTS.image,
    ...(router.cpu !== undefined && { cpu: router.cpu }),
    memory: router.memory ?? LOG_ROUTER_DEFAULTS.memory,
    memoryReservation: router.memoryReservation ?? LOG_ROUTER_DEFAULTS.memoryReservation,
    // ECS wants its log routers to run as root, and writes that in where nothing is said.
    user: "0",
    ...given(router),
    firelensConfiguration: pulumi
      .output({ type, configFile, enableEcsLogMetadata })
      .apply(firelensConfiguration),
  };
}

/** What a router has as any container may, where it is given. */
function given(router: LogRouterArgs): Partial<ContainerArgs> {
  const { essential, environment, secrets, mountPoints, portMappings } = router;
  const { healthCheck, logConfiguration } = router;
  return {
    ...(essential !== undefined && { essential }),
    ...(environment && { environment }),
    ...(secrets && { secrets }),
    ...(mountPoints && { mountPoints }),
    ...(portMappings && { portMappings }),
    ...(healthCheck && { healthCheck }),
    ...(logConfiguration && { logConfiguration }),
  };
}

/**
 * Whether a log router has a configuration of its own. The default image has none beside what ECS writes from the options,
 * but any other may have one.
 */
export function hasConfig(router: LogRouterArgs | undefined): boolean {
  if (!router) return false;
  const { configFile, image, environment } = router;
  return configFile !== undefined || image !== undefined || initFiles(environment).length > 0;
}

/**
 * Decides on a task's log router.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideLogRouter(checks: Checks, args: TaskDefinitionArgs): void {
  const { containers, logRouter } = args;
  if (!logRouter) return;
  const { options, type, configFile, image } = logRouter;
  const { isFargate } = platformOf(args);
  decideRouterSecrets(checks, logRouter);
  decideLogKeys(checks, "logRouter.options", options);
  decideLogKeys(checks, "logRouter.logConfiguration.options", logRouter.logConfiguration?.options);
  const secretOptions = Object.keys(logRouter.secretOptions ?? {});
  checks.fail(
    routerConfigProblem({ type, isFargate }) ??
      routerUseProblem(containers.map(({ logConfiguration: own }) => own?.logDriver)) ??
      logRouterProblem({
        options,
        secretOptions,
        type,
        hasConfig: hasConfig(logRouter),
        isUsed: isUsed(containers),
        hasImage: image !== undefined,
      }),
  );
  checks.check(configFile, (known) => routerConfigProblem({ configFile: known, isFargate }));
  decideContainer(checks, logRouter, platformOf(args));
}

/** What the router has as any container may. */
function decideContainer(
  checks: Checks,
  router: LogRouterArgs,
  platform: { isFargate: boolean; isWindows: boolean },
): void {
  const container = routerContainer(router);
  const { name } = container;
  checks.check(router.image ?? LOG_ROUTER_DEFAULTS.image, (known) =>
    below("logRouter", imageProblem(name, known)),
  );
  checks.check(outlineContainer(container, CONTAINER_OUTLINES.settings), (known) =>
    below("logRouter", healthCheckProblem(known)),
  );
  checks.check(outlineContainer(container, CONTAINER_OUTLINES.healthCommand), (known) =>
    below("logRouter", healthCommandProblem(known)),
  );
  checks.fail(routerLogProblem(router.logConfiguration?.logDriver));
  const log = outlineContainer(container, CONTAINER_OUTLINES.log);
  checks.fail(
    below(
      "logRouter",
      logConfigurationProblem(log, { ...platform, hasLogRouter: false, hasConfig: false }),
    ),
  );
}

function decideRouterSecrets(checks: Checks, router: LogRouterArgs): void {
  const sources = {
    secretOptions: router.secretOptions,
    secrets: router.secrets,
    "logConfiguration.secretOptions": router.logConfiguration?.secretOptions,
  };
  for (const [argument, secrets] of Object.entries(sources)) {
    decideSecrets(checks, `logRouter.${argument}`, secrets);
  }
}

/** Whether a container writes to the log router's output, and not to one of its own. */
function isUsed(containers: readonly ContainerArgs[]): boolean {
  return containers.some(
    ({ logConfiguration: own }) =>
      own === undefined || (own.logDriver === "awsfirelens" && !hasOwnOutput(own)),
  );
}
