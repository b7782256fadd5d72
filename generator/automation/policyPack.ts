import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import {
  checkConfiguration,
  engineConfiguration,
  type PolicyConfiguration,
  PolicyConfigurationError,
  projectConfiguration,
} from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { checkPolicyPacks } from "../offline/packs/policyPackRequest.js";
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

/**
 * Calls back with Slipway's policy pack and those of others and, in files that exist meanwhile, what their configurations
 * say for a stack.
 *
 * @throws {CliError} if a pack of others is named by no folder.
 */
export async function withPolicyPack<T>(
  configuration: PolicyConfiguration | undefined,
  { stack, policyPacks }: Pick<StackOptions, "stack" | "policyPacks">,
  use: (options: PolicyPackOptions) => Promise<T>,
): Promise<T> {
  const others = checkPolicyPacks(policyPacks);
  const folders = [join(packageRoot(), "policies"), ...others.map((pack) => resolve(pack.folder))];
  const configs = [
    configuration && engineConfiguration(configuration, stack),
    ...others.map(({ config }) => config),
  ];
  if (configs.every((config) => config === undefined)) {
    return use({ policyPacks: folders });
  }
  const folder = await mkdtemp(join(tmpdir(), "slipway-policies-"));
  try {
    // The engine wants as many files as there are packs.
    const files = configs.map((_, i) => join(folder, `pack${i}.configuration.json`));
    await Promise.all(files.map((file, i) => writeFile(file, JSON.stringify(configs[i] ?? {}))));
    return await use({ policyPacks: folders, policyPackConfigs: files });
  } finally {
    await removeLeftover(folder);
  }
}
