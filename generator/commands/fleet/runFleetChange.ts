import { CliError } from "../../cliError.js";
import {
  destroy,
  type FleetOptions,
  type FleetRun,
  type FleetRunOptions,
  type FleetRunResult,
  matrix,
  resume,
  up,
} from "../../fleet/index.js";
import { gitlabPipeline } from "../../fleet/matrix/gitlabPipeline.js";
import { sayWhatProgramMayUse } from "../../terminal/ambientKeys.js";
import { confirmation } from "../../terminal/confirmation.js";
import { jsonText } from "../../terminal/escapedText.js";
import { approvalLines, approvalQuestion } from "../../terminal/fleetRunLines.js";
import { FleetRunTable } from "../../terminal/fleetRunTable.js";
import { type InterruptListener, listenToInterrupts } from "../../terminal/interrupts.js";
import { LiveLines } from "../../terminal/liveLines.js";
import { printResult } from "../../terminal/printResult.js";
import { untilInterrupted } from "../../terminal/untilInterrupted.js";
import { readPolicyConfiguration } from "../readPolicyConfiguration.js";
import { type PolicyPackFlags, readPolicyPacks } from "../readPolicyPacks.js";
import type { FleetFormat } from "./fleetFormats.js";
import { runDocument } from "./runDocument.js";
import { type SelectionFlags, selectionOf } from "./fleetSelection.js";

/** What all commands have that change stacks. */
interface ChangeFlags extends PolicyPackFlags {
  format: FleetFormat;
  jobs?: number;
  yes?: true;
  policyConfig?: string;
  remote?: true;
  create?: true;
}

/** Flags of `slipway fleet destroy`. */
export interface FleetDestroyFlags extends ChangeFlags, SelectionFlags {
  matrix?: "github" | "gitlab";
}

/** Flags of `slipway fleet up`. */
export interface FleetUpFlags extends FleetDestroyFlags {
  journal?: string[];
}

/** Flags of `slipway fleet resume`. */
export interface FleetResumeFlags extends ChangeFlags {
  file: string;
  cache?: string;
  run?: string;
}

/** The file of a repository with what its jobs on GitLab share. */
const GITLAB_FILE = "/.gitlab/slipway-fleet.yml";

/**
 * Runs `slipway fleet up`.
 *
 * @throws {CliError} if not all stacks are done at the end.
 */
export async function runFleetUp(flags: FleetUpFlags): Promise<void> {
  const { journal: journals, remote } = flags;
  if (await printedMatrix(flags, "up")) return;
  await follow(flags, selectionOf(flags), (options) => up({ ...options, journals, remote }));
}

/** Prints jobs in place of a run, where that is asked for. */
async function printedMatrix(
  flags: FleetDestroyFlags,
  operation: "up" | "destroy",
): Promise<boolean> {
  const { matrix: system, remote, format } = flags;
  if (system === undefined) return false;
  if (remote === true) {
    throw new CliError("'--matrix' and '--remote' are two ways of updating: leave one of them out");
  }
  if (format === "markdown" || format === "html") {
    throw new CliError(
      `'--format' with '--matrix' must be text or json, got ${format}; without '--format' it is what ${system} takes`,
    );
  }
  const found = await untilInterrupted((signal) =>
    matrix({ ...selectionOf(flags), operation, signal }),
  );
  const isJson = system === "github" || format === "json";
  printResult(isJson ? jsonText(found) : gitlabPipeline(found, GITLAB_FILE));
  return true;
}

/**
 * Runs `slipway fleet destroy`.
 *
 * @throws {CliError} if not all stacks are done at the end.
 */
export async function runFleetDestroy(flags: FleetDestroyFlags): Promise<void> {
  if (await printedMatrix(flags, "destroy")) return;
  const { remote } = flags;
  await follow(flags, selectionOf(flags), (options) => destroy({ ...options, remote }));
}

/**
 * Runs `slipway fleet resume`.
 *
 * @throws {CliError} if not all stacks are done at the end.
 */
export async function runFleetResume(flags: FleetResumeFlags): Promise<void> {
  const { file, cache, run } = flags;
  await follow(flags, { file, cache }, (options) => resume({ ...options, run }));
}

async function follow(
  flags: ChangeFlags,
  fleet: FleetOptions,
  begin: (options: FleetOptions & FleetRunOptions) => FleetRun,
): Promise<void> {
  const { format, jobs, yes = false, policyConfig, create: createStacks } = flags;
  const confirm = confirmation(yes);
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  const policyPacks = readPolicyPacks(flags, false);
  sayWhatProgramMayUse(flags.remote === true ? "offline" : "offlineAndByEngine");
  const table = new FleetRunTable(await LiveLines.on());
  const interrupts = listenToInterrupts(onSignals(table));
  try {
    const { signal, killSignal } = interrupts;
    const run = begin({
      ...fleet,
      ...{ jobs, signal, killSignal, policyConfiguration, policyPacks, createStacks },
      approve:
        confirm &&
        (async (wave) =>
          table.aside(async () => {
            for (const line of approvalLines(wave)) table.say(line);
            return (await confirm(approvalQuestion(wave))) ? "run" : "none";
          })),
    });
    for await (const event of run) table.tell(event);
    const result = await run;
    table.end();
    printResult(await runDocument(format, result));
    if (result.exitCode !== 0) throw new CliError(unfinishedLine(result), result.exitCode);
  } finally {
    table.end();
    interrupts.dispose();
  }
}

function onSignals(table: FleetRunTable): InterruptListener {
  return {
    onFirst: () => {
      table.say("cancelling: no more stacks are begun, and the engines end what they do");
    },
    onRepeat: () => {
      table.say(
        "already cancelling: killing Pulumi now would leave resources in AWS that no state knows of; " +
          "a third Ctrl-C does it all the same",
      );
    },
    onInsist: () => {
      table.say(
        "killing Pulumi, and cancelling what runs on Deployments: 'slipway fleet resume' repairs what is left",
      );
    },
  };
}

function unfinishedLine({ run, stacks }: FleetRunResult): string {
  const done = stacks.filter(({ state }) => state === "done").length;
  return (
    `${done} of ${stacks.length} stacks are done; 'slipway fleet resume --run ${run}' takes up the ` +
    "rest"
  );
}
