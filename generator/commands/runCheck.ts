import type { CheckResult } from "../check/checkResult.js";
import { isFailing } from "../check/checkResult.js";
import { checkSources } from "../check/checkSources.js";
import { githubReport } from "../check/report/githubReport.js";
import { junitReport } from "../check/report/junitReport.js";
import { markdownReport } from "../check/report/markdownReport.js";
import { sarifReport } from "../check/report/sarifReport.js";
import { CliError } from "../cliError.js";
import { readMockValues } from "../offline/mockValues.js";
import { packageVersion } from "../project/packageRoot.js";
import { sayWhatProgramMayUse } from "../terminal/ambientKeys.js";
import { jsonText } from "../terminal/escapedText.js";
import { listenToInterrupts } from "../terminal/interrupts.js";
import { counted } from "../terminal/policyLines.js";
import { printCheck } from "../terminal/printCheck.js";
import { terminalPaint } from "../terminal/printPreview.js";
import { printResult } from "../terminal/printResult.js";
import type { CheckFormat } from "./checkFormats.js";
import { tellOfProgram } from "../terminal/session.js";
import type { PolicyPackFlags } from "./readPolicyPacks.js";
import { readPolicyPacks } from "./readPolicyPacks.js";
import { readPolicyConfiguration } from "./readPolicyConfiguration.js";

/** Flags of `slipway check`. */
export interface CheckFlags extends PolicyPackFlags {
  stack?: string;
  allStacks?: true;
  template?: string[];
  state?: string[];
  format: CheckFormat;
  baseline?: string;
  prune?: true;
  fixHint?: true;
  policyConfig?: string;
  /** A file with values for placeholders. */
  mock?: string;
  /** Seconds, above 0. */
  timeoutSeconds?: number;
}

/** Formats that have a place for what to set. */
const WITH_FIXES: readonly CheckFormat[] = ["text", "json", "markdown"];

/** Exit code where a mandatory policy is violated. */
const EXIT_VIOLATED = 2;

/**
 * Runs `slipway check`.
 *
 * @throws {CliError} if something cannot be checked, or a mandatory policy is violated that no baseline accepts.
 */
export async function runCheck(directory: string, flags: CheckFlags): Promise<void> {
  const result = await resultOf(directory, flags);
  const text = reportOf(result, flags.format);
  if (text !== "") printResult(text);
  sayWhatIsAccepted(result, flags.format);
  const failing = result.violations.filter(isFailing).length;
  if (failing === 0) return;
  throw new CliError(`${counted(failing, "violation")} of a mandatory policy`, EXIT_VIOLATED);
}

async function resultOf(directory: string, flags: CheckFlags): Promise<CheckResult> {
  const interrupts = listenToInterrupts();
  try {
    return await check(directory, flags, interrupts.signal);
  } finally {
    interrupts.dispose();
  }
}

function check(directory: string, flags: CheckFlags, signal: AbortSignal): Promise<CheckResult> {
  const { stack, allStacks, template, state, baseline, prune, policyConfig, mock } = flags;
  if (prune && baseline === undefined) {
    throw new CliError("'--prune' must go with '--baseline', such as '--baseline accepted.json'");
  }
  if (flags.fixHint && !WITH_FIXES.includes(flags.format)) {
    throw new CliError(
      `'--fix-hint' must go with '--format' ${WITH_FIXES.join(", ")}, got ${flags.format}`,
    );
  }
  const isOfFiles = template !== undefined || state !== undefined;
  if (isOfFiles && (mock !== undefined || flags.timeoutSeconds !== undefined)) {
    throw new CliError(
      "'--mock' and '--timeout-seconds' must go without '--template' and '--state', which run no program",
    );
  }
  const policyPacks = readPolicyPacks(flags, true);
  if (isOfFiles && policyPacks !== undefined) {
    throw new CliError(
      "'--policy-pack' must go without '--template' and '--state': packs of others judge what a program registers; " +
        "'pulumi policy analyze' takes states",
    );
  }
  if (state !== undefined && template === undefined && stack !== undefined) {
    throw new CliError("'--stack' must go without '--state': a state says which stack it is of");
  }
  if (!isOfFiles) sayWhatProgramMayUse("offline");
  return checkSources({
    directory,
    stack,
    allStacks,
    templates: template,
    states: state,
    baseline,
    createBaseline: !isCi(),
    prune,
    withFixes: flags.fixHint,
    policyConfiguration:
      policyConfig === undefined ? undefined : readPolicyConfiguration(policyConfig),
    policyPacks,
    mocks: mock === undefined ? undefined : readMockValues(mock),
    timeoutSeconds: flags.timeoutSeconds,
    onOutput: tellOfProgram,
    signal,
  });
}

/** As CI systems say it of themselves; people set `CI=false` to say no. */
function isCi(): boolean {
  return !["", "0", "false"].includes((process.env.CI ?? "").toLowerCase());
}

/** The text says it itself; other formats have no place for it that people look at. */
function sayWhatIsAccepted({ baseline }: CheckResult, format: CheckFormat): void {
  if (format === "text" || baseline?.isNew !== true) return;
  const findings = counted(baseline.accepted, "finding");
  process.stderr.write(`note: wrote ${baseline.file}, which accepts ${findings} of today\n`);
}

function reportOf(result: CheckResult, format: CheckFormat): string {
  switch (format) {
    case "text":
      return printCheck(result, terminalPaint());
    case "json":
      return jsonText(result, 2);
    case "sarif":
      return jsonText(sarifReport(result, packageVersion()), 2);
    case "junit":
      return junitReport(result);
    case "markdown":
      return markdownReport(result);
    case "github":
      return githubReport(result);
  }
}
