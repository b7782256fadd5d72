import type { FailedCreation } from "../../../../generator/automation/failedCreation.js";
import type { MadeResource } from "../../../../generator/automation/madeResource.js";
import type { FleetRollout, FleetStack } from "../../../../generator/fleet/manifest/fleetStack.js";
import type { Clock } from "../../../../generator/fleet/run/clock.js";
import type { Journal } from "../../../../generator/fleet/run/journal.js";
import type { JournalRecord, StackState } from "../../../../generator/fleet/run/journalRecord.js";
import type { KeptEvent } from "../../../../generator/fleet/run/keptEvent.js";
import { executeRun } from "../../../../generator/fleet/run/executeRun.js";
import type { RunOptions, RunParts } from "../../../../generator/fleet/run/runContext.js";
import type { FleetEvent } from "../../../../generator/fleet/run/runEvent.js";
import { runState, type StackStatus } from "../../../../generator/fleet/run/runState.js";
import type {
  StackEnd,
  StackRunner,
  StackTask,
  StackWatch,
} from "../../../../generator/fleet/run/stackRunner.js";
import { endWithout } from "../../../../generator/fleet/run/stackRunner.js";
import type { PlannedOperation } from "../../../../generator/automation/index.js";
import { VirtualClock } from "./virtualClock.js";

export const ROLLOUT: FleetRollout = {
  canary: [],
  waveSizes: [1000],
  maxFailures: 0,
  maxReplaces: 0,
  maxDeletes: 0,
  timeoutMinutes: 60,
};

export const STARTED_AT = "2026-01-02T03:04:05.000Z";

/** A stack of a fleet that needs nothing by itself. */
export function fleetStack(id: string, dependsOn: readonly string[] = []): FleetStack {
  const [directory = "", stack = ""] = id.split(":");
  return { id, directory, project: directory, stack, tags: {}, dependsOn };
}

/** One step of a preview. */
export function step(operation: string, type = "aws:iam/role:Role", name = "a"): PlannedOperation {
  return { urn: `urn:pulumi:s::p::${type}::${name}`, type, operation };
}

/** What one try of a stack does, from its preview to its end. */
export interface FakeTry {
  operations?: readonly PlannedOperation[];
  /** How it ends when its change may begin. */
  end?: Partial<StackEnd>;
  /** How it ends before there is a change to ask for. */
  instead?: Partial<StackEnd>;
  /** How long its change takes. */
  milliseconds?: number;
  /** The creation that fails in its change. */
  failedCreation?: FailedCreation;
  /** What it tells in its change of the stack's state. */
  kept?: readonly (KeptEvent | MadeResource)[];
  /** Its change goes on until it is cancelled. */
  hangs?: boolean;
}

/** A runner by script: what each try of each stack does, the last for all later ones. */
export class FakeStacks {
  /** What was begun, changed and cancelled, as in `applied a:s`. */
  public readonly log: string[] = [];
  public readonly tasks: StackTask[] = [];
  /** How many stacks were worked on at the same time at the most. */
  public most = 0;
  private running = 0;
  private readonly tries = new Map<string, number>();

  constructor(
    private readonly clock: Clock,
    private readonly scripts: Readonly<Record<string, readonly FakeTry[]>> = {},
  ) {}

  public readonly runner: StackRunner = async (task, watch) => {
    this.running += 1;
    this.most = Math.max(this.most, this.running);
    this.tasks.push(task);
    try {
      return await this.run(task, watch);
    } finally {
      this.running -= 1;
    }
  };

  private async run({ stack }: StackTask, watch: StackWatch): Promise<StackEnd> {
    const { id } = stack;
    const number = this.tries.get(id) ?? 0;
    this.tries.set(id, number + 1);
    const script = this.scripts[id] ?? [{}];
    const found = script[number] ?? script.at(-1) ?? {};
    const { operations, end, instead, milliseconds, hangs, failedCreation, kept = [] } = found;
    this.log.push(`previewed ${id}`);
    await this.clock.sleep(1000, watch.signal);
    const ended = (status: StackEnd["status"], more?: Partial<StackEnd>): StackEnd => ({
      ...endWithout(stack.stack, status, ""),
      errors: [],
      ...more,
    });
    const isCancelled = (): boolean => watch.signal.aborted;
    if (isCancelled()) return ended("cancelled");
    if (instead) return ended("failed", instead);
    const planned = { changes: { create: 1 }, operations: operations ?? [step("create")] };
    if (!(await watch.approve(planned))) {
      return ended(isCancelled() ? "cancelled" : "declined");
    }
    this.log.push(`applied ${id}`);
    for (const each of kept) {
      if ("what" in each) await watch.onKept?.(each);
      else watch.onMade?.(each);
    }
    if (failedCreation) watch.onFailedCreation?.(failedCreation);
    await this.clock.sleep(hangs === true ? 1e12 : (milliseconds ?? 5000), watch.signal);
    if (isCancelled()) {
      this.log.push(`cancelled ${id}`);
      return ended("cancelled", { inFlight: [{ urn: "u", operation: "create" }] });
    }
    return ended("updated", { changes: planned.changes, ...end });
  }
}

/** A run of fake stacks, with what came of it. */
export interface FakeRun {
  fake: FakeStacks;
  clock: Clock;
  events: FleetEvent[];
  records: JournalRecord[];
  stacks: StackStatus[];
  states: Record<string, StackState>;
}

/** What a run of fake stacks can have besides its stacks. */
export interface FakeRunOptions extends Partial<Omit<RunOptions, "rollout" | "stacks">> {
  rollout?: Partial<FleetRollout>;
  scripts?: Readonly<Record<string, readonly FakeTry[]>>;
  /** Is called with each record before it is written. */
  onAppend?: (record: JournalRecord) => void;
  clock?: Clock;
  runner?: StackRunner;
}

/** Runs fake stacks, in one wave unless others are given. */
export async function runFakes(
  stacks: readonly FleetStack[],
  options: FakeRunOptions = {},
): Promise<FakeRun> {
  const { scripts, onAppend, rollout, clock = new VirtualClock(), runner, ...rest } = options;
  const fake = new FakeStacks(clock, scripts);
  const waves = options.waves ?? [stacks.map(({ id }) => id)];
  const records: JournalRecord[] = [
    {
      ...{ kind: "run", version: 1, run: "r", operation: "up", fleet: "f", file: "fleet.yaml" },
      ...{ fleetHash: "", slipway: "", node: "", waves, at: STARTED_AT },
    },
  ];
  const events: FleetEvent[] = [];
  const journal: Journal = {
    append: (record) => {
      onAppend?.(record);
      records.push(record);
    },
    close: () => undefined,
  };
  const parts: RunParts = {
    ...{ journal, clock, random: () => 0.5, runner: runner ?? fake.runner },
    inputHash: ({ id }) => Promise.resolve(`hash of ${id}`),
    emit: (event) => events.push(event),
  };
  await executeRun(
    {
      ...{ operation: "up", jobs: 4, startedAt: STARTED_AT, conflictMilliseconds: 60_000, waves },
      stacks: new Map(stacks.map((stack) => [stack.id, stack])),
      needs: new Map(stacks.map(({ id, dependsOn }) => [id, dependsOn])),
      ...rest,
      rollout: { ...ROLLOUT, ...rollout },
    },
    parts,
  );
  const state = runState(records.map((record) => JSON.stringify(record)));
  const states = Object.fromEntries(state.stacks.map((stack) => [stack.id, stack.state]));
  return { fake, clock, events, records, stacks: state.stacks, states };
}
