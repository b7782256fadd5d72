import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { join, relative, resolve } from "node:path";
import type { PolicyConfiguration } from "../../../policies/pack.js";
import { pulumiCommand } from "../../automation/pulumiCommand.js";
import { CliError } from "../../cliError.js";
import type { PolicyPackRequest } from "../../offline/packs/policyPackRequest.js";
import { packageVersion } from "../../project/packageRoot.js";
import { removeIfEmpty } from "../../project/removeLeftover.js";
import { EventRun } from "../eventRun.js";
import type { Fleet, FleetStack } from "../manifest/fleetStack.js";
import { fleetWaves } from "../manifest/fleetWaves.js";
import { readFleet } from "../manifest/readFleet.js";
import type { FleetOptions } from "../manifest/listFleet.js";
import { turnedStacks } from "../manifest/turnedStacks.js";
import { selectStacks } from "../manifest/selectStacks.js";
import { openRemoteFleet, refuseRemotely } from "../remote/remoteFleet.js";
import { remoteRunner } from "../remote/remoteRunner.js";
import type { StackDeployment } from "../remote/stackDeployment.js";
import { leftAfter } from "../matrix/joinJournals.js";
import { systemClock } from "./clock.js";
import { executeRun } from "./executeRun.js";
import {
  findRun,
  journalFile,
  journalFolder,
  journalLines,
  keptStatesFolder,
  openJournal,
  runName,
} from "./journal.js";
import type { FleetOperation, RunRecord, StackState } from "./journalRecord.js";
import { poolSize, thisMachine } from "./poolSize.js";
import type { RunOptions, RunParts } from "./runContext.js";
import type { Approval, FleetEvent, FleetRunResult, ReviewedWave } from "./runEvent.js";
import { runResult } from "./runResult.js";
import { runState, type StackStatus, withoutWriter } from "./runState.js";
import { stackInputHash } from "./stackInputs.js";
import { runInProcess } from "./stackProcess.js";
import type { StackRunner } from "./stackRunner.js";
import { takeWriterLock } from "./writerLock.js";

/** How a fleet is run. Aborting its signal begins no more stacks, and cancels those in flight once. */
export interface FleetRunOptions extends Pick<FleetOptions, "file" | "cache" | "signal"> {
  /**
   * How many stacks are worked on at the same time.
   *
   * @default - as many as memory and cores have room for
   */
  jobs?: number | undefined;
  /**
   * Is asked between the previews of a wave and its changes.
   *
   * @default - the changes follow, where they are within the rollout's limits
   */
  approve?: ((wave: ReviewedWave) => Promise<Approval>) | undefined;
  /** Levels, parameters and exemptions of the policies. @default - as each project has them */
  policyConfiguration?: PolicyConfiguration | undefined;
  /** Policy packs of others, besides Slipway's own. @default - none */
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /**
   * Makes stacks that Pulumi's backend has not, before their first update. Pulumi Deployments takes none that is not there.
   *
   * @default false
   */
  createStacks?: boolean | undefined;
  /** Environment variables for the Pulumi CLI and the programs, besides those of this process. */
  environmentVariables?: Record<string, string> | undefined;
  /** Aborting it ends everything at once: resources may be left that no state knows of. */
  killSignal?: AbortSignal | undefined;
  /** How long a stack waits for another update of it. @default 300 */
  conflictSeconds?: number | undefined;
  /** What works on a stack. @default - a process of its own, or Pulumi Deployments */
  runner?: StackRunner | undefined;
}

/** How a run is begun, and with which stacks. */
export interface FleetStartOptions extends FleetRunOptions, FleetOptions {
  /**
   * Hands the stacks to Pulumi Deployments, as the fleet's `remote` says, in place of working on them here. It needs a token of
   * Pulumi Cloud, and no Pulumi CLI. A run that is taken up goes on where it was.
   *
   * @default false
   */
  remote?: boolean | undefined;
  /**
   * Journals of other runs of the fleet, such as those of a matrix's jobs: files, or folders of them. What they say is done
   * and has not changed since is left; what comes after a stack that they say is not done is refused. Of updates alone.
   *
   * @default - none
   */
  journals?: readonly string[] | undefined;
}

/** How a run is taken up again. */
export interface FleetResumeOptions extends FleetRunOptions {
  /** Its name. @default - the last */
  run?: string | undefined;
}

/** A run: its events can be iterated, and its result awaited. Who leaves the loop early cancels it. */
export type FleetRun = EventRun<FleetEvent, FleetRunResult>;

/**
 * Brings stacks up to date: preview with the policies, gate, update; wave by wave.
 *
 * @throws {CliError} if the fleet's file is wrong, there is no Pulumi CLI or one that is too old, another process runs the
 * fleet, or the journal cannot be written.
 */
export function up(options: FleetStartOptions): FleetRun {
  return running(options, (all, emit) => start("up", all, emit));
}

/**
 * Deletes all resources of stacks, those that others depend on last.
 *
 * @throws {CliError} for the same reasons as `up`.
 */
export function destroy(options: FleetStartOptions): FleetRun {
  return running(options, (all, emit) => start("destroy", all, emit));
}

/**
 * Takes up a run that was cancelled, killed or that failed: what is done and unchanged is left, what was interrupted is
 * repaired, and the rest is begun.
 *
 * @throws {CliError} for the same reasons as `up`, and if there is no such run.
 */
export function resume(options: FleetResumeOptions): FleetRun {
  return running(options, takeUp);
}

const CONFLICT_SECONDS = 300;

type Emit = (event: FleetEvent) => void;

function running<O extends FleetRunOptions>(
  options: O,
  work: (options: O, emit: Emit) => Promise<FleetRunResult>,
): FleetRun {
  return new EventRun((leaving, tell) => {
    const { signal: given } = options;
    const signal = given === undefined ? leaving : AbortSignal.any([given, leaving]);
    return work({ ...options, signal }, tell);
  });
}

async function start(
  operation: FleetOperation,
  options: FleetStartOptions,
  emit: Emit,
): Promise<FleetRunResult> {
  const file = resolve(options.file);
  const fleet = await readFleet(file, options);
  const chosen = await selectStacks(fleet, options);
  const { journals = [] } = options;
  const left = operation === "up" ? await leftAfter(journals, fleet.name, chosen) : chosen;
  const stacks = operation === "destroy" ? turnedStacks(chosen) : left;
  const waves = fleetWaves(stacks, fleet.rollout);
  const now = new Date();
  const header: RunRecord = {
    ...{ kind: "run", version: 1, run: runName(now, Math.random()), operation, fleet: fleet.name },
    file: relative(join(journalFolder(file), "..", ".."), file),
    fleetHash: createHash("sha256").update(readFileSync(file)).digest("hex"),
    slipway: packageVersion(),
    node: process.version,
    ...(options.remote === true && { remote: true }),
    waves,
    at: now.toISOString(),
  };
  return write({ fleet, header, isNew: true, stacks }, options, emit);
}

async function takeUp(options: FleetResumeOptions, emit: Emit): Promise<FleetRunResult> {
  const file = resolve(options.file);
  const run = findRun(file, options.run);
  const fleet = await readFleet(file, options);
  const { header } = runState(journalLines(journalFile(file, run)));
  const ids = new Set(header.waves.flat());
  const chosen = fleet.stacks.filter(({ id }) => ids.has(id));
  const gone = [...ids].find((id) => !chosen.some((stack) => stack.id === id));
  if (gone !== undefined) {
    throw new CliError(
      `run '${run}' has the stack ${gone}, which ${file} has no more; ` +
        "'slipway fleet up' begins a new run",
    );
  }
  const stacks = header.operation === "destroy" ? turnedStacks(chosen) : chosen;
  return write({ fleet, header, isNew: false, stacks }, options, emit);
}

interface Written {
  fleet: Fleet;
  header: RunRecord;
  isNew: boolean;
  /** With what each waits for, in the order of this operation. */
  stacks: readonly FleetStack[];
}

/** Has the fleet for itself, and writes the run's journal while it goes on. */
async function write(
  { fleet, header, isNew, stacks }: Written,
  options: FleetRunOptions,
  emit: Emit,
): Promise<FleetRunResult> {
  const { file } = fleet;
  const jobs = poolSize(thisMachine(), options.jobs);
  const { runner, inputHash } = await workers({ fleet, header, stacks }, options);
  const lock = takeWriterLock(join(journalFolder(file), "writer"));
  const path = journalFile(file, header.run);
  const journal = openJournal(path, lock);
  const at = (): string => new Date().toISOString();
  try {
    if (isNew) journal.append(header);
    const found = isNew ? undefined : await foundStacks(path, stacks, inputHash);
    journal.append({ kind: "writer", host: hostname(), pid: process.pid, at: at() });
    const { run, operation, waves } = header;
    emit({ kind: "run", run, operation, stacks: stacks.length, waves: waves.length, jobs });
    const parts = {
      ...{ journal, emit, clock: systemClock, random: Math.random, inputHash, runner },
    };
    await executeRun(runOptions({ fleet, header, isNew, stacks }, options, jobs, found), parts);
    const result = runResult(runState(journalLines(path)));
    journal.append({ kind: "end", exitCode: result.exitCode, at: at() });
    return result;
  } finally {
    journal.close();
    await removeIfEmpty(keptStatesFolder(file, header.run));
    lock.release();
  }
}

function runOptions(
  { fleet, header, stacks }: Written,
  options: FleetRunOptions,
  jobs: number,
  found: FoundStacks | undefined,
): RunOptions {
  const { approve, signal, killSignal, conflictSeconds = CONFLICT_SECONDS } = options;
  const { policyConfiguration, policyPacks, createStacks, environmentVariables } = options;
  return {
    ...{ jobs, approve, signal, killSignal, ...found },
    ...{ policyConfiguration, policyPacks, createStacks, environmentVariables },
    operation: header.operation,
    stacks: new Map(stacks.map((stack) => [stack.id, stack])),
    needs: new Map(stacks.map(({ id, dependsOn }) => [id, dependsOn])),
    waves: header.waves,
    rollout: fleet.rollout,
    startedAt: header.at,
    keepStatesIn: keptStatesFolder(fleet.file, header.run),
    conflictMilliseconds: conflictSeconds * 1000,
  };
}

/** What a run's earlier processes have left. */
type FoundStacks = Pick<RunOptions, "states" | "deployments" | "failedCreations" | "keptStates">;

/** Where the stacks of a run are that nobody writes: what is done and has changed since is to be done again. */
async function foundStacks(
  path: string,
  stacks: readonly FleetStack[],
  inputHash: RunParts["inputHash"],
): Promise<FoundStacks> {
  const state = withoutWriter(runState(journalLines(path)));
  const byId = new Map(stacks.map((stack) => [stack.id, stack]));
  const states = new Map<string, StackState>();
  const deployments = new Map<string, StackDeployment>();
  for (const status of state.stacks) {
    if (status.deployment) deployments.set(status.id, status.deployment);
    const stack = byId.get(status.id);
    const isOld =
      stack !== undefined &&
      isRedone(state.header.operation, status) &&
      (await inputHash(stack)) !== status.inputHash;
    states.set(status.id, isOld ? "queued" : status.state);
  }
  const { failedCreations, keptStates } = state;
  return { states, deployments, failedCreations, keptStates };
}

/** Whether another program makes other work of what is done: what is gone does not come back with one. */
function isRedone(operation: FleetOperation, { state }: StackStatus): boolean {
  return state === "done" && operation !== "destroy";
}

/** What works on the stacks, and how it is known what they are made of. What every stack would fail for is known here. */
async function workers(
  { fleet, header, stacks }: Pick<Written, "fleet" | "header" | "stacks">,
  options: FleetRunOptions,
): Promise<Pick<RunParts, "runner" | "inputHash">> {
  if (header.remote !== true) {
    if (options.runner === undefined) await pulumiCommand(options);
    return { runner: options.runner ?? runInProcess, inputHash: stackInputHash };
  }
  if (header.operation === "up") refuseRemotely(fleet, options);
  const remote = await openRemoteFleet(fleet, stacks, options);
  return {
    runner: options.runner ?? remoteRunner(remote),
    inputHash: ({ id }) => Promise.resolve(remote.requests.get(id)?.inputHash ?? ""),
  };
}
