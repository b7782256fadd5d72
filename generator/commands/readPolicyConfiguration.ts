import type { PolicyConfiguration } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { readInputFile } from "../project/readInputFile.js";

/**
 * The policies' configuration in a file, for `--policy-config`.
 *
 * @throws {CliError} if there is no such file or it holds no JSON object.
 */
export function readPolicyConfiguration(file: string): PolicyConfiguration {
  let text: string;
  try {
    text = readInputFile(file);
  } catch (error) {
    const why = error instanceof CliError ? `: ${error.message}` : ", which cannot be read";
    throw new CliError(`'--policy-config' must name a file, got '${file}'${why}`);
  }
  const configuration = parsed(text);
  if (typeof configuration !== "object" || configuration === null || Array.isArray(configuration)) {
    throw new CliError(
      `'--policy-config' must name a file with a JSON object, such as {"all": "advisory"}, got '${file}'`,
    );
  }
  // What it says about each policy is checked against the policies themselves, by whoever runs them.
  return configuration as PolicyConfiguration;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
