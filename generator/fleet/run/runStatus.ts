import { join, resolve } from "node:path";
import type { FleetResumeOptions } from "./fleetRun.js";
import { findRun, journalFile, journalFolder, journalLines } from "./journal.js";
import type { FleetRunResult } from "./runEvent.js";
import { runResult } from "./runResult.js";
import { type RunState, runState, withoutWriter } from "./runState.js";
import { lockHolder } from "./writerLock.js";

/**
 * How a run is, from its journal alone.
 *
 * @param options `file`: the fleet's file; `run`: the run's name, the last one when it is left out.
 * @throws {CliError} if there is no such run.
 */
export function status(options: Pick<FleetResumeOptions, "file" | "run">): FleetRunResult {
  const file = resolve(options.file);
  const run = findRun(file, options.run);
  const state = runState(journalLines(journalFile(file, run)));
  const isWritten = hasWriter(file, state);
  return runResult(isWritten ? state : withoutWriter(state), isWritten);
}

/** Whether the process that wrote last still runs the fleet. */
function hasWriter(file: string, { writer, exitCode }: RunState): boolean {
  if (!writer || exitCode !== undefined) return false;
  const holder = lockHolder(join(journalFolder(file), "writer"));
  return holder?.pid === writer.pid && holder.host === writer.host;
}
