import { sayWhatProgramMayUse } from "../terminal/ambientKeys.js";
import { listenToInterrupts } from "../terminal/interrupts.js";
import { tellOfProgram } from "../terminal/session.js";
import { readPolicyConfiguration } from "./readPolicyConfiguration.js";
import type { PolicyPackFlags } from "./readPolicyPacks.js";
import { readPolicyPacks } from "./readPolicyPacks.js";
import type { PreviewOptions } from "../offline/previewOffline.js";
import { CliError } from "../cliError.js";
import { printResult } from "../terminal/printResult.js";
import { readMockValues } from "../offline/mockValues.js";
import { previewOffline } from "../offline/previewOffline.js";
import type { PreviewResult } from "../offline/previewResult.js";
import { isMandatory } from "../../policies/rule.js";

/** Flags of `slipway preview`. */
export interface PreviewFlags extends PolicyPackFlags {
  offline?: true;
  stack?: string;
  json?: true;
  policyConfig?: string;
  /** A file with values for placeholders. */
  mock?: string;
  /** A file that says how much the resources are used. */
  usage?: string;
  /** A file that the picture of the stack is written to. */
  picture?: string;
  /** Seconds, above 0. */
  timeoutSeconds?: number;
}

/** Exit code where a mandatory policy is violated. */
const EXIT_VIOLATED = 2;

/**
 * Runs `slipway preview`.
 *
 * @throws {CliError} if the preview fails, or a mandatory policy is violated.
 */
export async function runPreview(directory: string, flags: PreviewFlags): Promise<void> {
  const { stack, policyConfig, mock, timeoutSeconds, usage, picture } = flags;
  if (picture !== undefined) await refusePicture(picture, flags.offline === true);
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  const policyPacks = readPolicyPacks(flags, flags.offline === true);
  if (mock !== undefined && !flags.offline) {
    throw new CliError("'--mock' must go with '--offline': an engine's preview makes no values up");
  }
  const mocks = mock === undefined ? undefined : readMockValues(mock);
  const interrupts = listenToInterrupts();
  const { signal } = interrupts;
  try {
    if (flags.offline) sayWhatProgramMayUse("offline");
    const rules = { policyConfiguration, policyPacks };
    const withIds = picture !== undefined;
    const options = { directory, stack, ...rules, mocks, timeoutSeconds, signal, withIds };
    const running = flags.offline
      ? previewOffline({ ...options, onOutput: tellOfProgram })
      : previewOnEngine(options);
    // What prints the result is loaded while the program runs.
    const loading = Promise.all([
      import("../terminal/printPreview.js"),
      import("../terminal/escapedText.js"),
      import("../cost/withCost.js"),
      import("../../forecast/foretellDeployments.js"),
    ]);
    const shown = await running;
    const found = picture === undefined ? shown : await drawn(picture, shown);
    const [{ printPreview, terminalPaint }, { jsonText }, { withCost }, forecast] = await loading;
    const deployments = forecast.foretellDeployments(found.resources);
    const result = { ...withCost(found, directory, usage), deployments };
    const text = flags.json
      ? jsonText(result, 2)
      : printPreview(result, flags.offline ? "offline" : "preview", terminalPaint());
    printResult(text);
    await failOnViolations(result);
  } finally {
    interrupts.dispose();
  }
}

/** @throws {CliError} if no picture can be written to a file. */
async function refusePicture(file: string, isOffline: boolean): Promise<void> {
  const { pictureProblem } = await import("./pictureProblem.js");
  const problem = pictureProblem(file, isOffline);
  if (problem !== undefined) throw new CliError(problem);
}

/** Writes a preview's picture, and gives the preview as it is printed. */
async function drawn(file: string, found: PreviewResult): Promise<PreviewResult> {
  const [{ writePicture }, { withoutResourceIds }] = await Promise.all([
    import("./pictureFile.js"),
    import("../offline/resourceIds.js"),
  ]);
  await writePicture(file, found);
  return { ...found, resources: withoutResourceIds(found.resources) };
}

async function previewOnEngine(options: PreviewOptions): Promise<PreviewResult> {
  const { directory, stack, policyConfiguration, policyPacks, signal } = options;
  if (stack === undefined) {
    throw new CliError("'--stack' must name the stack to preview, such as '--stack dev'");
  }
  const { previewStack } = await import("../automation/index.js");
  return previewStack({
    directory,
    stack,
    ...(policyConfiguration && { policyConfiguration }),
    policyPacks,
    signal,
  });
}

async function failOnViolations({ policies }: PreviewResult): Promise<void> {
  const { counted } = await import("../terminal/policyLines.js");
  const count = policies.violations.filter(isMandatory).length;
  if (count === 0) return;
  throw new CliError(`${counted(count, "violation")} of a mandatory policy`, EXIT_VIOLATED);
}
