import { CliError } from "../cliError.js";
import { escapedLines, escapedText, jsonText } from "../terminal/escapedText.js";
import { untilInterrupted } from "../terminal/untilInterrupted.js";
import { printResult } from "../terminal/printResult.js";
import { terminalColors } from "../terminal/terminalColors.js";
import type { Drift } from "../doctor/drift.js";
import {
  examineStack,
  type ServiceExamination,
  type StackExamination,
} from "../doctor/examineStack.js";

/** Flags of `slipway doctor`. */
export interface DoctorFlags {
  stack: string;
  json?: true;
}

/**
 * Runs `slipway doctor`.
 *
 * @throws {CliError} if a service is not well, or could not be looked at.
 */
export async function runDoctor(directory: string, { stack, json }: DoctorFlags): Promise<void> {
  const examination = await untilInterrupted((signal) =>
    examineStack({ directory, stack, signal }),
  );
  const report = json ? jsonText(examination, 2) : reportOf(examination);
  printResult(report);
  const names = (of: (service: ServiceExamination) => boolean) =>
    examination.services
      .filter(of)
      .map(({ name }) => `'${name}'`)
      .join(", ");
  if (examination.status === "findings") {
    const ill = names(({ verdict, drift }) => verdict === "failed" || drift.some(isReal));
    throw new CliError(`not as it should be in '${stack}': ${ill}`, 2);
  }
  if (examination.status === "unknown") {
    throw new CliError(
      `could not be examined in '${stack}': ${names(({ verdict }) => verdict === "unknown")}`,
    );
  }
}

/** What a person reads: a paragraph for each service, and its differences from the state. */
export function reportOf({ stack, services }: StackExamination): string {
  if (services.length === 0) return `stack '${stack}' has no ECS service`;
  return services
    .flatMap(({ verdict, text, name, drift }) => [
      `${mark(verdict)} ${escapedText(name)} (${verdict})`,
      `  ${escapedLines(text)}`,
      ...drift.map((each) => `  ${escapedText(driftText(each))}`),
    ])
    .join("\n");
}

function mark(verdict: ServiceExamination["verdict"]): string {
  const colors = terminalColors();
  const marks = {
    healthy: colors.green("✔"),
    deploying: colors.cyan("…"),
    failed: colors.red("✖"),
    unknown: colors.yellow("?"),
  };
  return marks[verdict];
}

function driftText(drift: Drift): string {
  const { field, state, live, owner } = drift;
  const difference = `${field} is ${live}, and ${state} in the state`;
  return isReal(drift)
    ? `drift: ${difference}; the next 'slipway up' or 'pulumi refresh' settles it`
    : `delegated: ${difference}; it is the ${owner}'s`;
}

function isReal({ delegated }: Drift): boolean {
  return !delegated;
}
