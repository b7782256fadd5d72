import { CliError } from "../cliError.js";
import { findPack } from "../offline/packs/findPack.js";
import type { PolicyPackRequest } from "../offline/packs/policyPackRequest.js";
import { isMap } from "../project/findProject.js";
import { parsedJson } from "../project/parsedJson.js";
import { readInputFile } from "../project/readInputFile.js";

/** Flags that name policy packs of others. */
export interface PolicyPackFlags {
  policyPack?: string[];
  policyPackConfig?: string[];
}

/**
 * The policy packs that `--policy-pack` names, each with the configuration that `--policy-pack-config` names in its place;
 * nothing where none is named.
 *
 * @param runsOffline Whether all of them must be packs that run without an engine.
 * @throws {CliError} if a folder holds no such pack, or a file no configuration of one.
 */
export function readPolicyPacks(
  { policyPack = [], policyPackConfig = [] }: PolicyPackFlags,
  runsOffline: boolean,
): PolicyPackRequest[] | undefined {
  if (policyPackConfig.length > 0 && policyPackConfig.length !== policyPack.length) {
    throw new CliError(
      `'--policy-pack-config' must stand once for each '--policy-pack', got ${policyPackConfig.length} for ${policyPack.length}; ` +
        "a file with {} leaves a pack as it is",
    );
  }
  if (policyPack.length === 0) return undefined;
  // What is wrong with a folder is said before the program runs.
  if (runsOffline) policyPack.forEach(findPack);
  return policyPack.map((folder, i) => {
    const file = policyPackConfig[i];
    return { folder, ...(file !== undefined && { config: readPackConfig(file) }) };
  });
}

function readPackConfig(file: string): Record<string, unknown> {
  const rule = `'--policy-pack-config' must name a file of JSON with levels or parameters by the name of each policy, got '${file}'`;
  let text: string;
  try {
    text = readInputFile(file);
  } catch (error) {
    throw new CliError(
      error instanceof CliError ? `${rule}: ${error.message}` : `${rule}, which cannot be read`,
    );
  }
  const content = parsedJson(text, rule);
  if (isMap(content)) return content;
  throw new CliError(`${rule}; {"all":"advisory"} works`);
}
