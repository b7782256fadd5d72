import { availableParallelism } from "node:os";

import { CliError, EXIT_CANCELLED } from "../../cliError.js";
import { withCost } from "../../cost/withCost.js";
import type { PreviewOptions } from "../../offline/previewOffline.js";
import { timeLimitProblem } from "../../offline/timeLimit.js";
import type { PreviewResult } from "../../offline/previewResult.js";
import { EventRun } from "../eventRun.js";
import type { FleetStack } from "../manifest/fleetStack.js";
import type { FleetOptions } from "../manifest/listFleet.js";
import { list } from "../manifest/listFleet.js";
import { pulumiCommand } from "../../automation/pulumiCommand.js";
import { readFleet } from "../manifest/readFleet.js";
import { openRemoteFleet } from "../remote/remoteFleet.js";
import { remotePreviewer } from "../remote/remotePreviewer.js";
import { previewInProcess } from "../run/stackProcess.js";
import type { EnginePreviewer } from "./enginePreview.js";
import type { EngineChanges, FleetReport, StackReport } from "./fleetReport.js";
import { failedStack, fleetReport, previewedStack } from "./fleetReport.js";
import type { LaneJob } from "./previewLanes.js";
import { previewInLanes } from "./previewLanes.js";
import { previewAllOnEngine } from "./previewAllOnEngine.js";
import { garbageCollector } from "./warm/garbage.js";

/** What {@link preview} is asked for. */
export interface FleetPreviewOptions
  extends FleetOptions,
    Pick<PreviewOptions, "policyConfiguration" | "policyPacks" | "timeoutSeconds"> {
  /**
   * How many programs run at a time.
   *
   * @default - one for each core
   */
  jobs?: number | undefined;
  /**
   * Previews all stacks by Pulumi's engine, which compares with what is deployed, and not only those that ask for it in the
   * fleet's file. It needs the Pulumi CLI, the backend and credentials.
   *
   * @default false
   */
  engine?: boolean | undefined;
  /**
   * Has all stacks previewed by Pulumi Deployments, as the fleet's `remote` says. It needs a token of Pulumi Cloud.
   *
   * @default false
   */
  remote?: boolean | undefined;
  /** Environment variables for the Pulumi CLI and the programs that it runs, besides those of this process. */
  environmentVariables?: Record<string, string> | undefined;
  /** What previews a stack by the engine. @default - a process of its own */
  previewer?: EnginePreviewer | undefined;
  /**
   * Is given each line that a program prints, with the id of its stack.
   *
   * @default - they are dropped
   */
  onOutput?: ((id: string, line: string) => void) | undefined;
}

/** What is told while a fleet is previewed. */
export type FleetPreviewEvent =
  /** Each stack, before any is begun. */
  | { kind: "queued"; stack: FleetStack; wave: number }
  | { kind: "started"; id: string }
  /** With the whole preview, which the report does not keep. */
  | { kind: "previewed"; id: string; preview: PreviewResult; report: StackReport }
  | { kind: "failed"; id: string; report: StackReport; error: unknown }
  /** At the end. */
  | { kind: "summary"; report: FleetReport };

/** The preview of a fleet: its events can be iterated, and its report awaited. */
export type FleetPreview = EventRun<FleetPreviewEvent, FleetReport>;

/** A process that only previews fleets needs a quarter of this; what else a caller's process does is not held up. */
const SMALL_PROCESS_MIB = 100;

/** Lines of a program that are told with its failure. */
const MOST_LINES = 20;

/**
 * Previews the stacks of a fleet offline: without cloud, account and engine, as `slipway preview --offline` does each; and by
 * the engine those that ask for it. A program that fails is in the report, and does not end the others.
 *
 * Programs run one after the other in one process for each job, with modules and Pulumi's state of their own. A program
 * that fails in it, ends it or leaves something in it runs once more in a process of its own.
 *
 * @throws {CliError} if the fleet's file is wrong, a selection is unknown, it is cancelled, or the engine is asked for and there is no
 * Pulumi CLI.
 */
export function preview(options: FleetPreviewOptions): FleetPreview {
  return new EventRun((leaving, tell) => {
    const { signal: given } = options;
    const signal = given === undefined ? leaving : AbortSignal.any([given, leaving]);
    return previewAll({ ...options, signal }, tell);
  });
}

async function previewAll(
  options: FleetPreviewOptions & { signal: AbortSignal },
  tell: (event: FleetPreviewEvent) => void,
): Promise<FleetReport> {
  const { jobs = availableParallelism(), signal } = options;
  if (!Number.isInteger(jobs) || jobs < 1) {
    throw new CliError(`'jobs' must be a whole number of at least 1, got ${jobs}; 2 works`);
  }
  const problem = timeLimitProblem(options.timeoutSeconds ?? 1);
  if (problem !== undefined) throw new CliError(`'timeoutSeconds' ${problem}`);
  const { name, waves } = await list(options);
  const reports = new Map<string, StackReport>();
  for (const [i, stacks] of waves.entries()) {
    for (const stack of stacks) tell({ kind: "queued", stack, wave: i + 1 });
  }
  const stacks = waves.flat();
  const isByEngine = (stack: FleetStack): boolean =>
    options.engine === true || options.remote === true || stack.preview === "engine";
  const byEngine = stacks.filter(isByEngine);
  const previewer = byEngine.length === 0 ? undefined : await previewerOf(options, byEngine);
  const offline = stacks.filter((stack) => !isByEngine(stack));
  const collectGarbage = garbageCollector(SMALL_PROCESS_MIB);
  const tellOffline = (event: FleetPreviewEvent): void => {
    tell(event);
    if (event.kind === "previewed") collectGarbage();
  };
  await previewInLanes(
    offline.map((stack) => jobOf(stack, options, reports, tellOffline)),
    jobs,
  );
  await previewAllOnEngine(byEngine, { ...options, previewer }, (stack, end) => {
    if (end === "started") {
      tell({ kind: "started", id: stack.id });
    } else if ("preview" in end) {
      told(stack, withCost(end.preview, stack.directory), reports, tell, end.changes);
    } else {
      const report = failedStack(stack, end.failure);
      reports.set(stack.id, report);
      tell({ kind: "failed", id: stack.id, report, error: new CliError(end.failure) });
    }
  });
  if (signal.aborted) throw new CliError("the preview was cancelled", EXIT_CANCELLED);
  const lines = waves.map((stacks) => stacks.flatMap(({ id }) => reports.get(id) ?? []));
  const report = fleetReport(name, lines);
  tell({ kind: "summary", report });
  return report;
}

/** What previews stacks by the engine, where it is. What every stack would fail for is known here. */
async function previewerOf(
  options: FleetPreviewOptions,
  stacks: readonly FleetStack[],
): Promise<EnginePreviewer> {
  if (options.previewer) return options.previewer;
  if (options.remote === true) {
    const fleet = await readFleet(options.file, options);
    return remotePreviewer(await openRemoteFleet(fleet, stacks, options));
  }
  await pulumiCommand({ signal: options.signal });
  return previewInProcess;
}

function jobOf(
  stack: FleetStack,
  options: FleetPreviewOptions,
  reports: Map<string, StackReport>,
  tell: (event: FleetPreviewEvent) => void,
): LaneJob {
  const { id, directory } = stack;
  const { policyConfiguration, policyPacks, timeoutSeconds, signal, onOutput } = options;
  const printed: string[] = [];
  const keep = (line: string): void => {
    printed.push(line);
    if (printed.length > MOST_LINES) printed.shift();
    onOutput?.(id, line);
  };
  return {
    options: {
      ...{
        directory,
        stack: stack.stack,
        policyConfiguration,
        policyPacks,
        timeoutSeconds,
        signal,
      },
      onOutput: keep,
    },
    started: () => {
      tell({ kind: "started", id });
    },
    previewed: (found) => {
      told(stack, withCost(found, directory), reports, tell);
    },
    failed: (error) => {
      // What was not begun is not said to have failed.
      if (signal?.aborted === true) return;
      const report = failedStack(stack, [...printed, messageOf(error)].join("\n"));
      reports.set(id, report);
      tell({ kind: "failed", id, report, error });
    },
  };
}

function told(
  stack: FleetStack,
  preview: PreviewResult,
  reports: Map<string, StackReport>,
  tell: (event: FleetPreviewEvent) => void,
  engine?: EngineChanges,
): void {
  const { id } = stack;
  const report = previewedStack(stack, preview, engine);
  reports.set(id, report);
  tell({ kind: "previewed", id, preview, report });
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof CliError ? error.message : (error.stack ?? error.message);
}
