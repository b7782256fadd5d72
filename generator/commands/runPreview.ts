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
  const { stack, policyConfig, mock, timeoutSeconds, usage } = flags;
  const policyConfiguration =
    policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig);
  const policyPacks = readPolicyPacks(flags, flags.offline === true);
  if (mock !== undefined && !flags.offline) {
    throw new CliError("'--mock' must go with '--offline': an engine's preview makes no values up");
  }
  const mocks = mock === undefined ? undefined : readMockValues(mock);
  const interrupts = listenToInterrupts({ onFirst: nothing, onRepeat: nothing });
  const { signal } = interrupts;
  try {
    if (flags.offline) sayWhatProgramMayUse("offline");
    const rules = { policyConfiguration, policyPacks };
    const options = { directory, stack, ...rules, mocks, timeoutSeconds, signal };
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
    const found = await running;
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

/** A preview changes nothing, so that there is nothing to say when it is cancelled but that it was. */
function nothing(): void {
  return;
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
  const { counted, isMandatory } = await import("../terminal/policyLines.js");
  const count = policies.violations.filter(isMandatory).length;
  if (count === 0) return;
  throw new CliError(`${counted(count, "violation")} of a mandatory policy`, EXIT_VIOLATED);
}
