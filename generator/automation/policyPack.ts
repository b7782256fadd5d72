import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkConfiguration,
  type PolicyConfiguration,
  PolicyConfigurationError,
} from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { removeLeftover } from "../project/removeLeftover.js";
import { packageRoot } from "../project/packageRoot.js";

/** The options of the Automation API that name policy packs. */
export interface PolicyPackOptions {
  policyPacks: string[];
  policyPackConfigs?: string[];
}

/**
 * Checks a configuration before anything runs.
 *
 * @throws {CliError} if it names an unknown policy or parameter, or a value of the wrong kind.
 */
export function assertPolicyConfiguration(configuration: PolicyConfiguration | undefined): void {
  try {
    checkConfiguration(configuration);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

/** Calls back with Slipway's policy pack and, in a file that exists meanwhile, its configuration. */
export async function withPolicyPack<T>(
  configuration: PolicyConfiguration | undefined,
  use: (options: PolicyPackOptions) => Promise<T>,
): Promise<T> {
  const policyPacks = [join(packageRoot(), "policies")];
  if (configuration === undefined) {
    return use({ policyPacks });
  }
  const folder = await mkdtemp(join(tmpdir(), "slipway-policies-"));
  try {
    const file = join(folder, "configuration.json");
    await writeFile(file, JSON.stringify(configuration));
    return await use({ policyPacks, policyPackConfigs: [file] });
  } finally {
    await removeLeftover(folder);
  }
}
