import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { CliError } from "../../cliError.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import { type FleetOptions, list } from "../manifest/listFleet.js";
import { readFleet } from "../manifest/readFleet.js";
import { journalLines } from "../run/journal.js";
import type { FleetOperation, RunRecord } from "../run/journalRecord.js";
import type { FleetRunResult } from "../run/runEvent.js";
import { runResult } from "../run/runResult.js";
import { type RunState, runState, type StackStatus, withoutWriter } from "../run/runState.js";
import { stackInputHash } from "../run/stackInputs.js";

/** Which journals of which stacks are meant. */
export interface JournalOptions extends FleetOptions {
  /** Files, or folders in which files that end with `.jsonl` are, at any depth. */
  journals: readonly string[];
}

/** What several journals say of the stacks of a fleet. */
interface Joined {
  headers: RunRecord[];
  /** The last of each stack, by id. */
  stacks: Map<string, StackStatus>;
  cancelled: boolean;
}

/**
 * How a fleet is whose stacks were updated, or destroyed, by several runs, such as the jobs of a matrix: what the journals say last of each
 * stack. A stack that none of them has is queued.
 *
 * @throws {CliError} if a file is no journal of this fleet, they are of updates and of removals, or a selection is unknown.
 */
export async function joinedStatus(options: JournalOptions): Promise<FleetRunResult> {
  const fleet = await readFleet(options.file, options);
  const { headers, stacks, cancelled } = joinJournals(options.journals, fleet.name);
  const [first] = headers;
  if (first === undefined) {
    const paths = options.journals.map((path) => `'${path}'`).join(", ");
    throw new CliError(
      `'--journal' must name journals of 'slipway fleet up', got ${paths}, where no file ends with .jsonl; ` +
        "the .slipway/fleet folder beside fleet.yaml works",
    );
  }
  const { waves } = await list(options, first.operation);
  const all = waves.flatMap((wave, i) =>
    wave.map(({ id }): StackStatus => {
      const known = stacks.get(id) ?? { id, state: "queued", since: "" };
      return { ...known, wave: i + 1 };
    }),
  );
  const run = [...new Set(headers.map((header) => header.run))].sort().join(", ");
  const nothing = {
    failedCreations: new Map<string, never>(),
    keptStates: new Map<string, never>(),
  };
  const state: RunState = { header: { ...first, run }, stacks: all, ...nothing, cancelled };
  return runResult(state);
}

/**
 * The stacks that are left to do after other runs: those that are done with the same files are not.
 *
 * @throws {CliError} if a stack comes after one that a journal says is not done, or a file is no journal of this fleet.
 */
export async function leftAfter(
  journals: readonly string[],
  fleet: string,
  chosen: readonly FleetStack[],
): Promise<FleetStack[]> {
  const { stacks } = joinJournals(journals, fleet, "up");
  const ids = new Set(chosen.map(({ id }) => id));
  for (const { id, dependsOn } of chosen) {
    const missing = dependsOn.find((need) => {
      const known = stacks.get(need);
      return !ids.has(need) && known !== undefined && known.state !== "done";
    });
    if (missing === undefined) continue;
    throw new CliError(
      `${id} comes after ${missing}, which is ${stacks.get(missing)?.state ?? ""} by the journals: ` +
        "run its job again first",
    );
  }
  const left: FleetStack[] = [];
  for (const stack of chosen) {
    const known = stacks.get(stack.id);
    const isDone = known?.state === "done" && known.inputHash === (await stackInputHash(stack));
    if (!isDone) left.push(stack);
  }
  return left;
}

/** @param operation Of all of them; that of the first where it is left out. */
function joinJournals(paths: readonly string[], fleet: string, operation?: FleetOperation): Joined {
  const joined: Joined = { headers: [], stacks: new Map(), cancelled: false };
  for (const file of paths.flatMap(filesOf)) {
    const state = placed(file, () => withoutWriter(runState(journalLines(file))));
    const { header } = state;
    const wanted = operation ?? joined.headers[0]?.operation ?? header.operation;
    if (header.fleet !== fleet || header.operation !== wanted) {
      throw new CliError(
        `'--journal' must name journals of '${wanted}' of the fleet ${fleet}, got ${file}, which is of '${header.operation}' of ${header.fleet}`,
      );
    }
    joined.headers.push(header);
    joined.cancelled ||= state.cancelled;
    for (const stack of state.stacks) {
      const known = joined.stacks.get(stack.id);
      // A stack that was never begun has no time.
      if (known === undefined || stack.since > known.since) joined.stacks.set(stack.id, stack);
    }
  }
  return joined;
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) {
    throw new CliError(
      `'--journal' must name files or folders that are there, got '${path}'; ` +
        "the .slipway/fleet folder beside fleet.yaml works",
    );
  }
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".jsonl"))
    .sort()
    .map((name) => join(path, name));
}

/** What is wrong with a journal, with its path. */
function placed<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CliError) throw new CliError(`${file}: ${error.message}`);
    throw error;
  }
}
