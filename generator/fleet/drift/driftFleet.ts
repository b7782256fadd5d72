import { resolve } from "node:path";
import { pulumiCommand } from "../../automation/pulumiCommand.js";
import { EventRun } from "../eventRun.js";
import { fleetWaves } from "../manifest/fleetWaves.js";
import type { FleetOptions } from "../manifest/listFleet.js";
import { readFleet } from "../manifest/readFleet.js";
import { selectStacks } from "../manifest/selectStacks.js";
import { systemClock } from "../run/clock.js";
import { poolSize, thisMachine } from "../run/poolSize.js";
import { lookInProcess } from "../run/stackProcess.js";
import type { FleetDriftEvent } from "./driftEvent.js";
import { type FleetDriftReport, fleetDriftReport } from "./driftReport.js";
import type { DriftRunner } from "./driftRunner.js";
import { type LookParts, lookAtAll } from "./lookAtAll.js";

/** What {@link drift} is asked for. Aborting its signal begins no more stacks, and cancels those in flight once. */
export interface FleetDriftOptions extends FleetOptions {
  /**
   * How many stacks are looked at at the same time.
   *
   * @default - as many as memory and cores have room for
   */
  jobs?: number | undefined;
  /** Environment variables for the Pulumi CLI, besides those of this process. */
  environmentVariables?: Record<string, string> | undefined;
  /** Aborting it ends everything at once. */
  killSignal?: AbortSignal | undefined;
  /** What looks at a stack. @default - a process of its own */
  runner?: DriftRunner | undefined;
}

/** A look at the stacks of a fleet: its events can be iterated, and its report awaited. Who leaves the loop early cancels it. */
export type FleetDrift = EventRun<FleetDriftEvent, FleetDriftReport>;

/**
 * Looks for what differs between stacks and the cloud, by Pulumi's preview of a refresh. It changes nothing, neither
 * resources nor states, and runs no program. Differences in what the autoscaler, ECS, CodeDeploy or a tool owns are told
 * from those in what is the program's. A stack that cannot be looked at is in the report, and does not end the others; so
 * are those that a request to cancel came before.
 *
 * @throws {CliError} if the fleet's file is wrong, or a selection is unknown.
 */
export function drift(options: FleetDriftOptions): FleetDrift {
  const { runner = lookInProcess } = options;
  return driftWith(options, { clock: systemClock, random: Math.random, runner });
}

/** The same with a clock, chance and a runner of one's own. */
export function driftWith(options: FleetDriftOptions, parts: Omit<LookParts, "tell">): FleetDrift {
  return new EventRun(async (leaving, tell) => {
    const { signal: given, environmentVariables, killSignal } = options;
    const signal = given === undefined ? leaving : AbortSignal.any([given, leaving]);
    const jobs = poolSize(thisMachine(), options.jobs);
    const fleet = await readFleet(resolve(options.file), { ...options, signal });
    const chosen = await selectStacks(fleet, { ...options, signal });
    const byId = new Map(chosen.map((stack) => [stack.id, stack]));
    const waves = fleetWaves(chosen, fleet.rollout);
    const stacks = waves.flat().flatMap((id) => byId.get(id) ?? []);
    // Without it every stack would fail for the same reason.
    if (parts.runner === lookInProcess) await pulumiCommand({ signal });
    tell({ kind: "begun", stacks: stacks.length, jobs });
    const { timeoutMinutes } = fleet.rollout;
    const looks = await lookAtAll(
      { stacks, jobs, timeoutMinutes, signal, killSignal, environmentVariables },
      { ...parts, tell },
    );
    const report = fleetDriftReport(fleet.name, looks);
    tell({ kind: "summary", report });
    return report;
  });
}
