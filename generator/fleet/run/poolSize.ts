import { availableParallelism } from "node:os";
import { CliError } from "../../cliError.js";

/** What one stack's processes take at the most while it is updated: ours, the CLI, language host, program, providers. */
export const STACK_MEBIBYTES = 800;

/** An update waits for AWS most of its time: a core has room for several. */
const STACKS_PER_CORE = 4;

const MEBIBYTE = 1024 * 1024;

/** What a machine has. */
export interface Machine {
  cores: number;
  /** Free for new processes. */
  memoryMebibytes: number;
}

/**
 * How many stacks are worked on at the same time: as many as were asked for, or else as memory and cores have room for.
 *
 * @throws {CliError} if what was asked for is no number of stacks.
 */
export function poolSize({ cores, memoryMebibytes }: Machine, jobs?: number): number {
  if (jobs !== undefined) {
    if (Number.isSafeInteger(jobs) && jobs >= 1) return jobs;
    throw new CliError(`'--jobs' must be a whole number from 1 on, got ${jobs}; 4 works`);
  }
  const byMemory = Math.floor(memoryMebibytes / STACK_MEBIBYTES);
  return Math.max(1, Math.min(cores * STACKS_PER_CORE, byMemory));
}

/** This machine. */
export function thisMachine(): Machine {
  const memoryMebibytes = Math.floor(process.availableMemory() / MEBIBYTE);
  return { cores: availableParallelism(), memoryMebibytes };
}
