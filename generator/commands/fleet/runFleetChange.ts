import { CliError } from "../../cliError.js";
import {
  destroy,
  type FleetOptions,
  type FleetRun,
  type FleetRunOptions,
  type FleetRunResult,
  resume,
  up,
} from "../../fleet/index.js";
import { sayWhatProgramMayUse } from "../../terminal/ambientKeys.js";
import { confirmation } from "../../terminal/confirmation.js";
import { jsonText } from "../../terminal/escapedText.js";
import {
  approvalLines,
  approvalQuestion,
  eventLine,
  runLines,
} from "../../terminal/fleetRunLines.js";
import { type InterruptListener, listenToInterrupts } from "../../terminal/interrupts.js";
import { printResult } from "../../terminal/printResult.js";
import { tell } from "../../terminal/session.js";
import { readPolicyConfiguration } from "../readPolicyConfiguration.js";
import { type PolicyPackFlags, readPolicyPacks } from "../readPolicyPacks.js";
import { type SelectionFlags, selectionOf } from "./fleetSelection.js";

/** What all commands have that change stacks. */
interface ChangeFlags extends PolicyPackFlags {
  jobs?: number;
  json?: true;
  yes?: true;
  policyConfig?: string;
}

/** Flags of `slipway fleet up` and `slipway fleet destroy`. */
export interface FleetUpFlags extends ChangeFlags, SelectionFlags {}

/** Flags of `slipway fleet resume`. */
export interface FleetResumeFlags extends ChangeFlags {
  file: string;
  cache?: string;
  run?: string;
}

/**
 * Runs `slipway fleet up`.
 *
 * @throws {CliError} if not all stacks are done at the end.
 */
export async function runFleetUp(flags: FleetUpFlags): Promise<void> {
  await follow(flags, selectionOf(flags), up);
}

/**
 * Runs `slipway fleet destroy`.
 *
 * @throws {CliError} if not all stacks are done at the end.
 */
export async function runFleetDestroy(flags: FleetUpFlags): Promise<void> {
  await follow(flags, selectionOf(flags), destroy);
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
  const { jobs, yes = false, json = false, policyConfig } = flags;
  const confirm = confirmation(yes);
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  const policyPacks = readPolicyPacks(flags, false);
  sayWhatProgramMayUse("offlineAndByEngine");
  const interrupts = listenToInterrupts(ON_SIGNALS);
  try {
    const { signal, killSignal } = interrupts;
    const run = begin({
      ...fleet,
      ...{ jobs, signal, killSignal, policyConfiguration, policyPacks },
      approve:
        confirm &&
        (async (wave) => {
          approvalLines(wave).forEach(tell);
          return (await confirm(approvalQuestion(wave))) ? "run" : "none";
        }),
    });
    for await (const event of run) {
      const line = eventLine(event);
      if (line !== undefined) tell(line);
    }
    const result = await run;
    printResult(json ? jsonText(result, 2) : runLines(result).join("\n"));
    if (result.exitCode !== 0) throw new CliError(unfinishedLine(result), result.exitCode);
  } finally {
    interrupts.dispose();
  }
}

const ON_SIGNALS: InterruptListener = {
  onFirst: () => {
    tell("cancelling: no more stacks are begun, and the engines end what they do");
  },
  onRepeat: () => {
    tell(
      "already cancelling: killing Pulumi now would leave resources in AWS that no state knows of; " +
        "a third Ctrl-C does it all the same",
    );
  },
  onInsist: () => {
    tell("killing Pulumi: 'slipway fleet resume' repairs what is left");
  },
};

function unfinishedLine({ run, stacks }: FleetRunResult): string {
  const done = stacks.filter(({ state }) => state === "done").length;
  return (
    `${done} of ${stacks.length} stacks are done; 'slipway fleet resume --run ${run}' takes up the ` +
    "rest"
  );
}
