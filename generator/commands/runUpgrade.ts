import { lookUpPackage } from "../scaffold/registryPackage.js";
import { upgrade, type UpgradeResult } from "../scaffold/upgradeRepository.js";
import { escapedText, jsonText } from "../terminal/escapedText.js";
import { changesJson, changesText } from "../terminal/printChanges.js";
import { printResult } from "../terminal/printResult.js";
import { StopSignals } from "../terminal/stopSignals.js";
import { terminalColors } from "../terminal/terminalColors.js";

/** Flags of `slipway upgrade` as commander gives them. */
export interface UpgradeFlags {
  readonly check?: boolean;
  readonly dryRun?: boolean;
  readonly template?: string;
  readonly package?: string;
  readonly json?: boolean;
}

const EXIT_NEWER = 2;
const EXIT_CONFLICTS = 3;

/**
 * Runs `slipway upgrade`: merges the newer template, and says what became of each file.
 *
 * @throws {CliError} if it is no generated repository, or a signal comes, such as Ctrl-C; nothing is written then.
 */
export async function runUpgrade(directory: string, options: UpgradeFlags): Promise<void> {
  const signals = new StopSignals();
  const isDry = options.check === true || options.dryRun === true;
  try {
    const result = await upgrade({
      directory,
      template: options.template,
      package: options.package,
      lookUp: lookUpPackage,
      dryRun: isDry,
      proceed: signals.proceed,
    });
    printResult(printed(result, options, isDry));
    process.exitCode = exitCodeOf(result, options.check === true);
  } finally {
    signals.dispose();
  }
}

function exitCodeOf({ files }: UpgradeResult, isCheck: boolean): number {
  if (files.some(({ outcome }) => outcome === "conflict")) return EXIT_CONFLICTS;
  return isCheck && files.length > 0 ? EXIT_NEWER : 0;
}

function printed(result: UpgradeResult, options: UpgradeFlags, isDry: boolean): string {
  const { changes, ...rest } = result;
  if (options.json === true) {
    return `${jsonText({ ...rest, ...(isDry && { changes: changesJson(changes) }) })}\n`;
  }
  return (options.dryRun === true ? changesText(changes) : "") + upgradeReport(result, isDry);
}

/** What a person reads after an upgrade, or instead of one. */
export function upgradeReport(
  { files, warnings, next, template, from, to }: UpgradeResult,
  isDry: boolean,
): string {
  const { green, yellow } = terminalColors();
  const versions = `${template} ${from} → ${to}`;
  const width = Math.max(0, ...files.map(({ outcome }) => outcome.length));
  const lines = [
    ...files.map(({ path, outcome }) => `${outcome.padEnd(width)}  ${escapedText(path)}`),
    ...warnings.map((warning) => `${yellow("!")} ${escapedText(warning)}`),
  ];
  if (files.length === 0) lines.push(`${green("✔")} ${versions}: nothing to change`);
  else if (isDry) lines.push(`nothing was written; slipway upgrade changes ${files.length} files`);
  else lines.push(`${green("✔")} ${versions}: ${files.length} files. Next: ${next.join(" · ")}`);
  return lines.map((line) => `${line}\n`).join("");
}
