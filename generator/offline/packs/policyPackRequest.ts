import { CliError } from "../../cliError.js";
import { jsonProblem } from "../jsonProblem.js";

/** A policy pack of others, in Pulumi's own form: `new PolicyPack(name, { policies })`. */
export interface PolicyPackRequest {
  /** Folder with `PulumiPolicy.yaml`. */
  folder: string;
  /**
   * Levels and parameters by the name of each policy, or by `all`, as in the file that Pulumi's `--policy-pack-config` takes.
   *
   * @default - as the pack says itself
   */
  config?: Record<string, unknown> | undefined;
}

/**
 * The packs that are asked for.
 *
 * @throws {CliError} if one names no folder, or its configuration is no plain JSON.
 */
export function checkPolicyPacks(packs: unknown = []): readonly PolicyPackRequest[] {
  if (!Array.isArray(packs)) {
    throw new CliError(
      "'policyPacks' must be a list such as [{ folder: './policy' }], got " + typeof packs,
    );
  }
  return packs.map((pack: Partial<PolicyPackRequest> | undefined, i) => {
    const { folder, config } = pack ?? {};
    if (typeof folder !== "string" || folder === "") {
      throw new CliError(
        `'policyPacks[${i}].folder' must be the folder of a policy pack, got ${folder === undefined ? "nothing" : JSON.stringify(folder)}; './policy' works`,
      );
    }
    const problem = jsonProblem(config ?? null, `policyPacks[${i}].config`);
    if (problem !== undefined) throw new CliError(problem);
    return { folder, config };
  });
}
