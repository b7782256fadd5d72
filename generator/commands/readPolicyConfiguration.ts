import type { PolicyConfiguration } from "../../policies/pack.js";
import { PolicyConfigurationError, readConfigurationFile } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";

/**
 * The policies' configuration in a file, for `--policy-config`: YAML or JSON, in the form of `slipway.policies.yaml`.
 *
 * @throws {CliError} if there is no such file, or it says what no policy understands.
 */
export function readPolicyConfiguration(file: string): PolicyConfiguration {
  try {
    readInputFile(file);
  } catch (error) {
    const why = error instanceof CliError ? `: ${error.message}` : ", which cannot be read";
    throw new CliError(`'--policy-config' must name a file, got '${file}'${why}`);
  }
  try {
    return readConfigurationFile(file);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}
