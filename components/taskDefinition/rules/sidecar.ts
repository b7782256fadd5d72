import { LOG_ROUTER, LOG_ROUTER_DEFAULTS } from "./logRouter.js";
import { COLLECTOR, COLLECTOR_DEFAULTS } from "./openTelemetry.js";
import type { ContainerNeeds } from "./taskSize.js";
import { wholeNumberRule } from "../../rules/numberProblem.js";
import type { Problem } from "../../rules/problem.js";
import { firstProblem } from "../../rules/problem.js";

/** Limits of a container that a task definition adds by itself: CPU units, and memory in MiB. */
export interface SidecarLimits {
  /** Name, where it may be another than the usual one. */
  name?: string | undefined;
  cpu?: number | undefined;
  memory?: number | undefined;
  memoryReservation?: number | undefined;
}

/** The arguments that add a container. */
export interface Sidecars {
  logRouter?: SidecarLimits | undefined;
  openTelemetry?: SidecarLimits | undefined;
}

/** What the added containers ask for, in the order in which they follow the program's own. */
export function sidecarNeeds({ logRouter, openTelemetry }: Sidecars): ContainerNeeds[] {
  return [
    ...(logRouter ? [needs(logRouter.name ?? LOG_ROUTER, logRouter, LOG_ROUTER_DEFAULTS)] : []),
    ...(openTelemetry ? [needs(COLLECTOR, openTelemetry, COLLECTOR_DEFAULTS)] : []),
  ];
}

function needs(name: string, limits: SidecarLimits, defaults: SidecarLimits): ContainerNeeds {
  const memory = limits.memory ?? defaults.memory;
  return {
    name,
    cpu: limits.cpu,
    memory,
    memoryReservation: limits.memoryReservation ?? defaults.memoryReservation,
  };
}

/** The first rule that an added container breaks: its name must be free, and its limits in order. */
export function sidecarProblem(
  sidecars: Sidecars,
  containerNames: readonly string[],
): Problem | undefined {
  const { logRouter, openTelemetry } = sidecars;
  return (
    firstProblem(sidecarNeeds({ logRouter }), (one) =>
      oneProblem("logRouter", one, containerNames),
    ) ??
    firstProblem(sidecarNeeds({ openTelemetry }), (one) =>
      oneProblem("openTelemetry", one, containerNames),
    )
  );
}

function oneProblem(
  argument: string,
  { name, memory = 0, memoryReservation = 0 }: ContainerNeeds,
  containerNames: readonly string[],
): Problem | undefined {
  const i = containerNames.indexOf(name);
  if (i >= 0) {
    const reason = `'name' of a container may not be "${name}" beside '${argument}', which adds a container of that name; "${name}-2" works`;
    return { path: `containers[${i}].name`, reason };
  }
  const rule = wholeNumberRule(memory, 6);
  if (rule !== undefined) {
    const reason = `'${argument}.memory' must be ${rule} MiB, got ${memory}; 128 works`;
    return { path: `${argument}.memory`, reason };
  }
  if (memoryReservation <= memory) return undefined;
  const reason = `'${argument}.memoryReservation' must not be above its 'memory' of ${memory} MiB, got ${memoryReservation}; ${Math.floor(memory / 2)} works`;
  return { path: `${argument}.memoryReservation`, reason };
}
