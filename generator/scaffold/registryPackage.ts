import { execFile } from "node:child_process";
import { promisify } from "node:util";

import { CliError } from "../cliError.js";
import { quotedValue } from "./quotedValue.js";
import { NPM, reasonOf } from "./vendoredPackage.js";

const run = promisify(execFile);

/** As long as somebody waits for a registry that is slow. */
const LONGEST_MILLISECONDS = 30_000;

/** What a registry says of a version. */
export interface RegistryPackage {
  version: string;
  /** Hash of the package, where the registry tells it. */
  integrity?: string;
}

/** Asks for a version of this package, or the newest of a range. */
export type LookUpPackage = (spec: string) => Promise<RegistryPackage>;

/**
 * Asks the registry of the user's npm configuration for a version of this package.
 *
 * @param spec A version or a range, which the caller has checked.
 * @throws {CliError} if the registry has none, or cannot be asked.
 */
export const lookUpPackage: LookUpPackage = async (spec) => {
  // Windows' shell would read the caret of a range.
  const wanted = NPM.shell ? `"slipway@${spec}"` : `slipway@${spec}`;
  const words = ["view", wanted, "version", "dist.integrity", "--json"];
  const limits = ["--fetch-retries=0", `--fetch-timeout=${LONGEST_MILLISECONDS / 2}`];
  let stdout: string;
  try {
    const options = { timeout: LONGEST_MILLISECONDS, ...NPM };
    ({ stdout } = await run("npm", [...words, ...limits], options));
  } catch (error) {
    const { code = "", summary = "" } = failureOf((error as { stdout?: string }).stdout);
    if (code === "E404" || code === "ETARGET") throw notFound(spec);
    const reason = code === "" ? reasonOf(error) : `${code} ${summary.split("\n", 1)[0] ?? ""}`;
    throw new CliError(
      `'--package' must be a version that npm's registry has, got ${quotedValue(spec)}, and it could not be asked: ${reason.trim()}; check 'npm config get registry', or take --package vendor, which needs none`,
    );
  }
  const found = newest(stdout);
  if (found === undefined) throw notFound(spec);
  return found;
};

function notFound(spec: string): CliError {
  return new CliError(
    `'--package' must be a version that npm's registry has, got ${quotedValue(spec)}, which it has not; 'npm view slipway versions' lists them, and --package vendor brings the one that runs`,
  );
}

interface Viewed {
  version: string;
  "dist.integrity"?: string;
}

/** npm prints one version, or a list of them with the newest at the end; nothing where none matches. */
function newest(stdout: string): RegistryPackage | undefined {
  if (stdout.trim() === "") return undefined;
  const viewed = JSON.parse(stdout) as Viewed | Viewed[];
  const last = Array.isArray(viewed) ? viewed.at(-1) : viewed;
  if (last === undefined) return undefined;
  const integrity = last["dist.integrity"];
  return { version: last.version, ...(integrity !== undefined && { integrity }) };
}

/** With `--json`, npm says on standard output why it failed. */
function failureOf(stdout = ""): { code?: string; summary?: string } {
  try {
    return (JSON.parse(stdout) as { error?: { code?: string; summary?: string } }).error ?? {};
  } catch {
    return {};
  }
}
