import type { FleetStack } from "./fleetStack.js";
import { fleetWaves } from "./fleetWaves.js";
import type { ReadFleetOptions } from "./readFleet.js";
import { readFleet } from "./readFleet.js";
import type { StackSelection } from "./selectStacks.js";
import { turnedStacks } from "./turnedStacks.js";
import { selectStacks } from "./selectStacks.js";

/** Which stacks of which fleet are meant. */
export interface FleetOptions extends StackSelection, ReadFleetOptions {
  /** The fleet's file, `fleet.yaml`. */
  file: string;
}

/** A fleet's stacks that are meant, in the order in which a change goes out. This is what `slipway fleet list --json` prints. */
export interface FleetList {
  /** Name of the fleet. */
  name: string;
  /** Counted from 1 in all that is said of them. */
  waves: FleetStack[][];
}

/**
 * The stacks of a fleet that are meant, in waves.
 *
 * @param operation In whose order: what others depend on is destroyed last.
 * @throws {CliError} if the file is wrong, or a tag, an environment, a name or a ref is unknown.
 */
export async function list(
  options: FleetOptions,
  operation: "up" | "destroy" = "up",
): Promise<FleetList> {
  const fleet = await readFleet(options.file, options);
  const chosen = await selectStacks(fleet, options);
  const stacks = operation === "destroy" ? turnedStacks(chosen) : chosen;
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const waves = fleetWaves(stacks, fleet.rollout);
  return {
    name: fleet.name,
    waves: waves.map((ids) => ids.flatMap((id) => byId.get(id) ?? [])),
  };
}
