import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import type { ContainerArgs } from "./containerArgs.js";
import type { FirelensConfiguration } from "./ecs/logRouter.js";
import {
  firelensConfiguration,
  LOG_ROUTER,
  LOG_ROUTER_DEFAULTS,
  logRouterProblem,
  option,
} from "./ecs/logRouter.js";
import { COLLECTOR, COLLECTOR_COMMAND, COLLECTOR_DEFAULTS } from "./ecs/openTelemetry.js";
import { secretSourceProblem } from "./ecs/secretSource.js";
import { sidecarProblem } from "./ecs/sidecar.js";
import type { LogRouterArgs } from "./logRouterArgs.js";
import type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
import type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";
import type { Problem } from "./problem.js";

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
  checks.whenKnown(
    {
      logRouter: logRouter && limits(logRouter),
      openTelemetry: openTelemetry && limits(openTelemetry),
      names: containers.map(({ name }) => name),
    },
    (known) => sidecarProblem(known, known.names),
    () => undefined,
  );
  if (!logRouter) return;
  checks.fail(secretOptionsProblem(logRouter) ?? pluginProblem(logRouter));
  const { options, configFile } = logRouter;
  checks.whenKnown(
    { options, configFile, secretOptions: Object.keys(logRouter.secretOptions ?? {}) },
    logRouterProblem,
    () => undefined,
  );
}

function limits({ cpu, memory, memoryReservation }: LogRouterArgs | OpenTelemetryArgs) {
  return { cpu, memory, memoryReservation };
}

/** Whether the task role has a policy at all hangs on the plugin, so that it must be known. */
function pluginProblem({ options = {} }: LogRouterArgs): Problem | undefined {
  const plugin = option(options, "name");
  if (plugin === undefined || typeof plugin === "string") return undefined;
  const reason = `'Name' of 'logRouter.options' must be plain text, got an output; "cloudwatch_logs" works`;
  return { path: "logRouter.options.Name", reason };
}

function secretOptionsProblem({ secretOptions = {} }: LogRouterArgs): Problem | undefined {
  for (const [name, source] of Object.entries(secretOptions)) {
    const reason = secretSourceProblem(name, source);
    if (reason !== undefined) return { path: `logRouter.secretOptions.${name}`, reason };
  }
  return undefined;
}
