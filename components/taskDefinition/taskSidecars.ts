import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import type { ContainerArgs } from "./args/containerArgs.js";
import { hasOwnOutput } from "./rules/logConfiguration.js";
import type { FirelensConfiguration } from "./rules/logRouter.js";
import {
  firelensConfiguration,
  LOG_ROUTER,
  LOG_ROUTER_DEFAULTS,
  logRouterProblem,
} from "./rules/logRouter.js";
import { COLLECTOR, COLLECTOR_COMMAND, COLLECTOR_DEFAULTS } from "./rules/openTelemetry.js";
import { decideLogKeys } from "./decideLogKeys.js";
import { decideSecrets } from "./decideSecrets.js";
import { sidecarProblem } from "./rules/sidecar.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import type { OpenTelemetryArgs } from "./args/openTelemetryArgs.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

/** A container of a task: one of the arguments' own, or one that another argument adds. */
export interface TaskContainer extends ContainerArgs {
  /** Whether an argument added it: its log then goes to the log group, whatever the others' does. */
  isSidecar?: boolean;
  firelensConfiguration?: pulumi.Output<FirelensConfiguration>;
}

/** The task's containers: those of the arguments, then those that other arguments add. */
export function taskContainers(args: TaskDefinitionArgs): TaskContainer[] {
  const { containers, logRouter, openTelemetry } = args;
  return [
    ...containers,
    ...(logRouter ? [routerContainer(logRouter)] : []),
    ...(openTelemetry ? [collectorContainer(openTelemetry)] : []),
  ];
}

function collectorContainer(collector: OpenTelemetryArgs): TaskContainer {
  const { configuration } = collector;
  return {
    name: COLLECTOR,
    isSidecar: true,
    essential: false,
    restartPolicy: {},
    image: collector.image ?? COLLECTOR_DEFAULTS.image,
    ...(collector.cpu !== undefined && { cpu: collector.cpu }),
    memory: collector.memory ?? COLLECTOR_DEFAULTS.memory,
    memoryReservation: collector.memoryReservation ?? COLLECTOR_DEFAULTS.memoryReservation,
    ...(configuration === undefined
      ? { command: [...COLLECTOR_COMMAND] }
      : { environment: { AOT_CONFIG_CONTENT: configuration } }),
  };
}

function routerContainer(router: LogRouterArgs): TaskContainer {
  const { configFile, enableEcsLogMetadata } = router;
  return {
    name: LOG_ROUTER,
    isSidecar: true,
    image: router.image ?? LOG_ROUTER_DEFAULTS.image,
    ...(router.cpu !== undefined && { cpu: router.cpu }),
    memory: router.memory ?? LOG_ROUTER_DEFAULTS.memory,
    memoryReservation: router.memoryReservation ?? LOG_ROUTER_DEFAULTS.memoryReservation,
    // ECS wants its log routers to run as root, and writes that in where nothing is said.
    user: "0",
    firelensConfiguration: pulumi
      .output({ configFile, enableEcsLogMetadata })
      .apply(firelensConfiguration),
  };
}

/**
 * Decides on the arguments that add containers.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideSidecars(checks: Checks, args: TaskDefinitionArgs): void {
  const { containers, logRouter, openTelemetry } = args;
  checks.check(
    {
      logRouter: logRouter && limits(logRouter),
      openTelemetry: openTelemetry && limits(openTelemetry),
      names: containers.map(({ name }) => name),
    },
    (known) => sidecarProblem(known, known.names),
  );
  if (!logRouter) return;
  decideSecrets(checks, "logRouter.secretOptions", logRouter.secretOptions);
  decideLogKeys(checks, "logRouter.options", logRouter.options);
  const { options, configFile } = logRouter;
  const secretOptions = Object.keys(logRouter.secretOptions ?? {});
  checks.fail(logRouterProblem({ options, configFile, secretOptions, isUsed: isUsed(containers) }));
  checks.check(configFile, (known) =>
    logRouterProblem({ configFile: known, secretOptions: [], isUsed: false }),
  );
}

/** Whether a container writes to the log router's output, and not to one of its own. */
function isUsed(containers: readonly ContainerArgs[]): boolean {
  return containers.some(
    ({ logConfiguration: own }) =>
      own === undefined || (own.logDriver === "awsfirelens" && !hasOwnOutput(own)),
  );
}

function limits({ cpu, memory, memoryReservation }: LogRouterArgs | OpenTelemetryArgs) {
  return { cpu, memory, memoryReservation };
}
