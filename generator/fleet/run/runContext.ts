import { setMaxListeners } from "node:events";
import type { PolicyConfiguration } from "../../../policies/pack.js";
import type { PolicyPackRequest } from "../../offline/packs/policyPackRequest.js";
import { rmSync } from "node:fs";
import type { FailedCreation } from "../../automation/failedCreation.js";
import type { MadeResource } from "../../automation/madeResource.js";
import type { FleetRollout, FleetStack } from "../manifest/fleetStack.js";
import type { StackDeployment } from "../remote/stackDeployment.js";
import type { Clock } from "./clock.js";
import type { Journal } from "./journal.js";
import type { KeptEvent } from "./keptEvent.js";
import { isMade, keptAfter, type KeptState } from "./keptState.js";
import type {
  CreationRecord,
  DeploymentRecord,
  FailureReason,
  FleetOperation,
  KeptRecord,
  StackRecord,
  StackState,
} from "./journalRecord.js";
import { rateDelay, type Buckets } from "./rateLimits.js";
import { apiCalls } from "./apiFamily.js";
import { retryBudget } from "./retryPause.js";
import type { Approval, FleetEvent, ReviewedWave } from "./runEvent.js";
import type { StackRunner } from "./stackRunner.js";
import type { PlannedOperation } from "../../automation/plannedOperations.js";

/** What a run is made of. */
export interface RunOptions {
  operation: FleetOperation;
  /** All stacks of the run, by id. */
  stacks: ReadonlyMap<string, FleetStack>;
  /** What each stack waits for, by id; the other way round when stacks are destroyed. */
  needs: ReadonlyMap<string, readonly string[]>;
  waves: readonly (readonly string[])[];
  rollout: FleetRollout;
  /** How many stacks are worked on at the same time. */
  jobs: number;
  /** Where the stacks are at the start; all are queued when it is left out. */
  states?: ReadonlyMap<string, StackState> | undefined;
  /** What works on stacks in Pulumi Deployments, or did last, by id. */
  deployments?: ReadonlyMap<string, StackDeployment> | undefined;
  /** Creations that have failed in earlier processes, and may have made something, by id. */
  failedCreations?: ReadonlyMap<string, readonly FailedCreation[]> | undefined;
  /** States of stacks that were not whole after an update of earlier processes, by id. */
  keptStates?: ReadonlyMap<string, KeptState> | undefined;
  /** The folder for copies of states; none are made where there is none. */
  keepStatesIn?: string | undefined;
  /** When the run began. */
  startedAt: string;
  policyConfiguration?: PolicyConfiguration | undefined;
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /** Makes stacks that there are none of. */
  createStacks?: boolean | undefined;
  environmentVariables?: Record<string, string> | undefined;
  approve?: ((wave: ReviewedWave) => Promise<Approval>) | undefined;
  signal?: AbortSignal | undefined;
  killSignal?: AbortSignal | undefined;
  /** How long somebody else's update is waited for. */
  conflictMilliseconds: number;
}

/** What a run works with; tests bring their own. */
export interface RunParts {
  journal: Journal;
  runner: StackRunner;
  clock: Clock;
  /** From 0 to 1. */
  random: () => number;
  /** SHA-256 of what a stack is made of. */
  inputHash: (stack: FleetStack) => Promise<string>;
  emit: (event: FleetEvent) => void;
}

/** Stacks that failed for these were not changed: that says nothing of the change itself. */
const UNCHANGED: readonly FailureReason[] = ["policy", "gate", "declined", "conflict"];

/** A run while it goes on: what its stacks share. */
export class RunContext {
  /** Aborted when the run is cancelled or cannot go on. */
  public readonly signal: AbortSignal;
  /** Why no more stacks are begun; nothing while the run goes on. */
  public stopped: string | undefined;
  /** Whether a person has said yes to all waves. */
  public approved: boolean;
  /** Retries that are left. */
  public retriesLeft: number;
  private readonly states: Map<string, StackState>;
  private readonly deployments: Map<string, StackDeployment>;
  private readonly failedCreations: Map<string, readonly FailedCreation[]>;
  private readonly keptStates: Map<string, KeptState>;
  private readonly broken = new AbortController();
  private buckets: Buckets = new Map();
  private failures = 0;

  constructor(
    public readonly options: RunOptions,
    public readonly parts: RunParts,
  ) {
    const { signal, waves, approve, states } = options;
    const ids = waves.flat();
    this.states = new Map(ids.map((id) => [id, states?.get(id) ?? "queued"]));
    this.deployments = new Map(options.deployments);
    this.failedCreations = new Map(options.failedCreations);
    this.keptStates = new Map(options.keptStates);
    this.retriesLeft = retryBudget(ids.length);
    this.approved = approve === undefined;
    this.signal = AbortSignal.any([this.broken.signal, ...(signal ? [signal] : [])]);
    // Each stack that is worked on listens: as many as there are jobs is no leak.
    setMaxListeners(0, this.signal, ...(options.killSignal ? [options.killSignal] : []));
  }

  /** Whether no more stacks are begun. */
  public isOver(): boolean {
    return this.signal.aborted || this.stopped !== undefined;
  }

  /** Ends the work on all stacks: the journal cannot be written, or there is a fault. */
  public break(): void {
    this.broken.abort();
  }

  public stateOf(id: string): StackState {
    return this.states.get(id) ?? "queued";
  }

  /** Whether a change of the stack was begun by an earlier process, and nobody has seen its end. */
  public needsRepair(id: string): boolean {
    const state = this.options.states?.get(id);
    return state === "interrupted" || state === "failed";
  }

  /** Leaves a stack for another time: a cancelled run is resumed, and a run that was stopped says why. */
  public leave(id: string, reason = this.stopped): void {
    if (this.needsRepair(id)) this.transition(id, "interrupted");
    else if (this.signal.aborted || reason === undefined) this.transition(id, "queued");
    else this.transition(id, "skipped", { message: reason });
  }

  /** Stacks that a change of this run is made to at this moment. */
  public inFlight(): string[] {
    return [...this.states].flatMap(([id, state]) => (state === "applying" ? [id] : []));
  }

  /** Brings a stack to a state: on the disk first, and then to whoever listens. */
  public transition(
    id: string,
    state: StackState,
    more: Omit<StackRecord, "kind" | "id" | "state" | "at"> = {},
  ): void {
    const at = this.now();
    const record: StackRecord = { kind: "stack", id, state, at, ...more };
    this.parts.journal.append(record);
    this.states.set(id, state);
    this.parts.emit(record);
    if (state === "done") {
      this.failedCreations.delete(id);
      this.setKept(id, undefined);
    }
    if (state === "failed") this.countFailure(id, more.reason);
  }

  /** What works on a stack in Pulumi Deployments, or did last. */
  public deploymentOf(id: string): StackDeployment | undefined {
    return this.deployments.get(id);
  }

  /** Tells of a deployment: on the disk first, as all. */
  public deployed(id: string, deployment: StackDeployment): void {
    const at = this.now();
    const record: DeploymentRecord = { kind: "deployment", id, deployment, at };
    this.parts.journal.append(record);
    this.deployments.set(id, deployment);
    this.parts.emit(record);
  }

  /** Creations of a stack that have failed since it was done last. */
  public failedCreationsOf(id: string): readonly FailedCreation[] {
    return this.failedCreations.get(id) ?? [];
  }

  /** Creations of all other stacks that have failed since those were done last. */
  public failedCreationsBeside(id: string): FailedCreation[] {
    return [...this.failedCreations].flatMap(([other, creations]) =>
      other === id ? [] : creations,
    );
  }

  /** The state of a stack before its last update, where it was not whole after that one. */
  public keptStateOf(id: string): KeptState | undefined {
    return this.keptStates.get(id);
  }

  /** Notes a creation that has failed or, of a state that may be cut off, has succeeded: on the disk first, as all. */
  public noteCreation(id: string, creation: FailedCreation | MadeResource): void {
    const at = this.now();
    const record: CreationRecord = { kind: "creation", id, creation, at };
    this.parts.journal.append(record);
    if (!isMade(creation)) this.failedCreations.set(id, [...this.failedCreationsOf(id), creation]);
    this.setKept(id, keptAfter(this.keptStateOf(id), record));
  }

  /** Notes what becomes of the copy of a state: on the disk first, as all. */
  public noteKept(id: string, event: KeptEvent): void {
    const at = this.now();
    const record: KeptRecord = { kind: "kept", id, event, at };
    this.parts.journal.append(record);
    this.setKept(id, keptAfter(this.keptStateOf(id), record));
  }

  private now(): string {
    return new Date(this.parts.clock.now()).toISOString();
  }

  /** Takes a copy away when there is another one, or none is needed. */
  private setKept(id: string, kept: KeptState | undefined): void {
    const before = this.keptStateOf(id);
    if (before && before.file !== kept?.file) rmSync(before.file, { force: true });
    if (kept) this.keptStates.set(id, kept);
    else this.keptStates.delete(id);
  }

  /** Why a stack cannot be begun, since what it needs is not done; nothing when it can. */
  public missingNeed(id: string): string | undefined {
    const needs = this.options.needs.get(id) ?? [];
    const missing = needs.find((each) => this.states.has(each) && this.stateOf(each) !== "done");
    return missing === undefined
      ? undefined
      : `it comes after ${missing}, which is ${this.stateOf(missing)}`;
  }

  /** Begins no more stacks when a canary is not done, or more have failed than the rollout allows. */
  private countFailure(id: string, reason: FailureReason | undefined): void {
    if (this.stopped !== undefined) return;
    const { maxFailures, canary } = this.options.rollout;
    if (reason !== undefined && !UNCHANGED.includes(reason)) this.failures += 1;
    if (canary.includes(id)) this.stop(`the canary ${id} has failed`);
    else if (this.failures > maxFailures) {
      this.stop(`${this.failures} failed, and the rollout's maxFailures is ${maxFailures}`);
    }
  }

  /** Begins no more stacks. */
  public stop(message: string): void {
    this.stopped = message;
    this.parts.emit({ kind: "stopped", message });
  }

  /** Waits until the calls of a change find tokens in AWS's buckets. */
  public async waitForRates(id: string, operations: readonly PlannedOperation[]): Promise<void> {
    const { clock, emit } = this.parts;
    const place = this.options.stacks.get(id) ?? {};
    const { delayMilliseconds, buckets } = rateDelay(
      this.buckets,
      place,
      apiCalls(operations),
      clock.now(),
    );
    this.buckets = buckets;
    if (delayMilliseconds === 0) return;
    const message = "AWS takes no more calls of this account and region at once";
    emit({ kind: "pause", id, why: "rate", milliseconds: delayMilliseconds, message });
    await clock.sleep(delayMilliseconds, this.signal);
  }
}
