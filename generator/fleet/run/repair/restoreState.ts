import { readFile } from "node:fs/promises";
import type { FailedCreation } from "../../../automation/failedCreation.js";
import type { KeptState } from "../keptState.js";
import { type PlacedStack, stackPlace } from "./fileBackend.js";
import { rebuiltState } from "./rebuiltState.js";
import type { ExportedState } from "./stackCommand.js";
import { checkpointIn, copyBeside, hasEndedSince, stateFile } from "./stateFile.js";

/** What a run knows of a stack whose state may be cut off. */
export interface RestoreFacts {
  keptState?: KeptState | undefined;
  failedCreations?: readonly FailedCreation[] | undefined;
}

/**
 * Puts a state together again that was cut off as a full disk does it, in a backend of files, from its copy before the update
 * and what the journal has of the update.
 *
 * @param put Makes a state the stack's, under its lock.
 * @returns What a person has to do first, where what the update made is not known for sure; then nothing was changed.
 */
export async function restoreState(
  stack: PlacedStack,
  { keptState, failedCreations = [] }: RestoreFacts,
  put: (state: ExportedState) => Promise<void>,
): Promise<string | undefined> {
  // Without a copy of ours the CLI says that it cannot read the state, and what to do.
  if (keptState === undefined) return undefined;
  const place = await stackPlace(stack);
  const file = place && (await stateFile(place));
  if (place === undefined || file === undefined) return undefined;
  if (checkpointIn(await readFile(file)) !== undefined) return undefined;
  const problem = (what: string): string => whatToDo(what, file, keptState);
  if (!keptState.allTold) {
    return problem("how far the update came is not known, since it was ended from outside.");
  }
  if (await hasEndedSince(place, Date.parse(keptState.at))) {
    return problem("another update of the stack has ended since the copy was made.");
  }
  const before = checkpointIn(await readFile(keptState.file).catch(() => Buffer.of()));
  if (before === undefined || before === "unknown") return problem("the copy is not whole either.");
  const deployment = before.checkpoint.latest ?? {};
  const rebuilt = rebuiltState(deployment, keptState.made, failedCreations);
  if ("unknown" in rebuilt) {
    const list = rebuilt.unknown.map((urn) => `  ${urn}`).join("\n");
    return problem(`no journal has all of these, which it made or may have made:\n${list}`);
  }
  const { version, features } = before;
  const form = { version, ...(features && { features }) };
  await copyBeside(file, new Date());
  await put({ ...form, deployment: rebuilt.deployment });
  return undefined;
}

function whatToDo(what: string, file: string, kept: KeptState): string {
  const made = kept.made.filter(({ id }) => id !== "").map(({ urn, id }) => `  ${urn} (${id})`);
  return [
    `the state ${file} was cut off, as a full disk does it, and ${what}`,
    `Copy ${kept.file} over it, which is the state before that update; look in AWS for what the update made, and delete ` +
      "that there or import it ('pulumi import'); then run 'slipway fleet resume'.",
    ...(made.length > 0 ? ["It is known to have made:", ...made] : []),
  ].join("\n");
}
