import type { Checks } from "../argument/checks.js";
import type { TaskContainer } from "./taskContainer.js";
import { decideLogRouter, routerContainer } from "./taskLogRouter.js";
import { COLLECTOR, COLLECTOR_COMMAND, COLLECTOR_DEFAULTS } from "./rules/openTelemetry.js";
import { sidecarProblem } from "./rules/sidecar.js";
import type { Problem } from "../rules/problem.js";
import type { LogRouterArgs } from "./args/logRouterArgs.js";
import type { OpenTelemetryArgs } from "./args/openTelemetryArgs.js";
import type { TaskDefinitionArgs } from "./args/taskDefinitionArgs.js";

/** The task's containers: those of the arguments, then those that other arguments add. */
export function taskContainers(args: TaskDefinitionArgs): TaskContainer[] {
  const { containers, logRouter, openTelemetry } = args;
  return [
    ...containers,
    ...(logRouter ? [routerContainer(logRouter)] : []),
    ...(openTelemetry ? [collectorContainer(openTelemetry)] : []),
  ];
}

/** Where the arguments stand that add containers, by the containers' places in the task. */
export function addedAt({ containers, logRouter, openTelemetry }: TaskDefinitionArgs) {
  const added = [...(logRouter ? ["logRouter"] : []), ...(openTelemetry ? ["openTelemetry"] : [])];
  return new Map(added.map((argument, i) => [`containers[${containers.length + i}]`, argument]));
}

/** A problem of one of the task's containers, at the argument that adds it. */
export function ofAdded(
  added: ReadonlyMap<string, string>,
  problem: Problem | undefined,
): Problem | undefined {
  const [container = ""] = /^containers\[\d+\]/.exec(problem?.path ?? "") ?? [];
  const argument = added.get(container);
  if (!problem || argument === undefined) return problem;
  return { ...problem, path: argument + problem.path.slice(container.length) };
}

function collectorContainer(collector: OpenTelemetryArgs): TaskContainer {
  const { configuration } = collector;
  return {
    name: COLLECTOR,
    isSidecar: true,
    essential: false,
    restartPolicy: {},
    image: collector.image ?? COLLECTOR_DEFAULTS.image,
    ...(collector.user !== undefined && { user: collector.user }),
    ...(collector.readonlyRootFilesystem !== undefined && {
      readonlyRootFilesystem: collector.readonlyRootFilesystem,
    }),
    ...(collector.cpu !== undefined && { cpu: collector.cpu }),
    memory: collector.memory ?? COLLECTOR_DEFAULTS.memory,
    memoryReservation: collector.memoryReservation ?? COLLECTOR_DEFAULTS.memoryReservation,
    ...(configuration === undefined
      ? { command: [...COLLECTOR_COMMAND] }
      : { environment: { AOT_CONFIG_CONTENT: configuration } }),
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
      logRouter: logRouter && { name: logRouter.name, ...limits(logRouter) },
      openTelemetry: openTelemetry && limits(openTelemetry),
      names: containers.map(({ name }) => name),
    },
    (known) => sidecarProblem(known, known.names),
  );
  decideLogRouter(checks, args);
}

function limits({ cpu, memory, memoryReservation }: LogRouterArgs | OpenTelemetryArgs) {
  return { cpu, memory, memoryReservation };
}
