import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkConfiguration,
  engineConfiguration,
  type PolicyConfiguration,
  PolicyConfigurationError,
  projectConfiguration,
} from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { findProjectDirectory } from "../project/findProject.js";
import { removeLeftover } from "../project/removeLeftover.js";
import { packageRoot } from "../project/packageRoot.js";
import type { StackOptions } from "./stackOptions.js";

/** The options of the Automation API that name policy packs. */
export interface PolicyPackOptions {
  policyPacks: string[];
  policyPackConfigs?: string[];
}

/**
 * The configuration that was given, checked, or else the one that the project keeps in `slipway.policies.yaml`.
 *
 * @throws {CliError} if it names an unknown policy or parameter, or a value of the wrong kind.
 */
export function policyConfigurationOf({
  directory,
  policyConfiguration,
}: Pick<StackOptions, "directory" | "policyConfiguration">): PolicyConfiguration | undefined {
  try {
    if (policyConfiguration === undefined) {
      return projectConfiguration(findProjectDirectory(directory));
    }
    checkConfiguration(policyConfiguration);
    return policyConfiguration;
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

/** Calls back with Slipway's policy pack and, in a file that exists meanwhile, what its configuration says for a stack. */
export async function withPolicyPack<T>(
  configuration: PolicyConfiguration | undefined,
  stack: string,
  use: (options: PolicyPackOptions) => Promise<T>,
): Promise<T> {
  const policyPacks = [join(packageRoot(), "policies")];
  if (configuration === undefined) {
    return use({ policyPacks });
  }
  const folder = await mkdtemp(join(tmpdir(), "slipway-policies-"));
  try {
    const file = join(folder, "configuration.json");
    await writeFile(file, JSON.stringify(engineConfiguration(configuration, stack)));
    return await use({ policyPacks, policyPackConfigs: [file] });
  } finally {
    await removeLeftover(folder);
  }
}
