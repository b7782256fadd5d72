import { join } from "node:path";

import type { PolicyConfiguration } from "../../policies/pack.js";
import { PolicyConfigurationError, projectConfiguration } from "../../policies/pack.js";
import { CliError } from "../cliError.js";
import { findProjectDirectory } from "../project/findProject.js";
import type { ChildRequest, ChildResponse } from "./childMessage.js";
import { endedItself, timedOut } from "./childMessage.js";
import { answerOfChild } from "./childRun.js";
import { jsonProblem } from "./jsonProblem.js";
import type { MockValues } from "./mockValues.js";
import { checkMockValues } from "./mockValues.js";
import type { PreviewResult } from "./previewResult.js";
import type { PolicyPackRequest } from "./packs/policyPackRequest.js";
import { checkPolicyPacks } from "./packs/policyPackRequest.js";
import { withPacks } from "./packs/runPacks.js";
import { timeLimitProblem } from "./timeLimit.js";

/** What {@link previewOffline} is asked for. */
export interface PreviewOptions {
  /** Folder of the Pulumi project, or one that holds it as `infra`. */
  directory: string;
  /**
   * Name of the stack, such as `dev` or `acme/orders/dev`.
   *
   * @default - the only stack there is, or `dev`
   */
  stack?: string | undefined;
  /**
   * Levels, parameters and exemptions of the policies, as in the file that `pulumi preview --policy-pack-config` takes.
   *
   * @default - as the project's `slipway.policies.yaml` says, or else as the policies are
   */
  policyConfiguration?: PolicyConfiguration | undefined;
  /**
   * Policy packs of others, which judge what the program registers beside Slipway's own policies.
   *
   * @default - none
   */
  policyPacks?: readonly PolicyPackRequest[] | undefined;
  /**
   * Values in place of those that the preview makes up: configuration, outputs of other stacks, what functions answer,
   * outputs of resources.
   *
   * @default - the preview makes values up
   */
  mocks?: MockValues | undefined;
  /**
   * Seconds after which a program that has not ended is stopped, at most 2147483. A program ends when Node has nothing
   * left to do, as in an update.
   *
   * @default 120
   */
  timeoutSeconds?: number | undefined;
  /**
   * Drops what the program prints; what it warns of is in the result.
   *
   * @default false
   */
  silent?: boolean | undefined;
  /**
   * Is given each line that the program prints, as it is but for what is longer than 4096 characters.
   *
   * @default - they go to standard error
   */
  onOutput?: ((line: string) => void) | undefined;
  /**
   * Gives each resource the id and the ARN that the preview made up for it, by which others name it.
   *
   * @default false
   */
  withIds?: boolean | undefined;
  /**
   * Gives each violation the properties to set in the program.
   *
   * @default false
   */
  withFixes?: boolean | undefined;
  /** Stops the program. */
  signal?: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 120;

/**
 * Runs a project's own program without cloud, account or engine, and applies the policies to what it would create. The
 * program runs as it is, in a process of its own and without a sandbox; what it prints goes to standard error. Whatever it
 * started is ended with it.
 *
 * @throws {CliError} if the project, the stack or the configuration is wrong, or the program fails or does not end.
 */
export async function previewOffline(options: PreviewOptions): Promise<PreviewResult> {
  return previewBy(options, answerOfOwnProcess);
}

/**
 * The same by a process of the caller's.
 *
 * @param ask Has a program run, and gives what the process answers.
 */
export async function previewBy(
  options: PreviewOptions,
  ask: (request: ChildRequest, options: PreviewOptions) => Promise<ChildResponse>,
): Promise<PreviewResult> {
  const { stack, mocks, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options;
  const limitProblem = timeLimitProblem(timeoutSeconds);
  if (limitProblem !== undefined) throw new CliError(`'timeoutSeconds' ${limitProblem}`);
  const problem = jsonProblem(options.policyConfiguration ?? null, "policyConfiguration");
  if (problem !== undefined) throw new CliError(problem);
  if (mocks !== undefined) checkMockValues(mocks, "mocks");
  const projectDirectory = findProjectDirectory(options.directory);
  const policyConfiguration = options.policyConfiguration ?? ownConfiguration(projectDirectory);
  const deadline = Date.now() + timeoutSeconds * 1000;
  const packs = checkPolicyPacks(options.policyPacks);
  const request: ChildRequest = {
    ...{ projectDirectory, stack, policyConfiguration, mocks, timeoutSeconds, deadline },
    withRecord: packs.length > 0,
    withIds: options.withIds,
    withFixes: options.withFixes,
  };
  const response = await ask(request, options);
  if ("result" in response) {
    const { result, record } = response;
    return record === undefined
      ? result
      : withPacks(result, record, packs, { ...options, deadline });
  }
  if ("fault" in response)
    throw Object.assign(new Error("the preview failed"), { stack: response.fault });
  const { message, stack: place, hint } = response.error;
  throw new CliError([message, place, hint].filter((line) => line !== undefined).join("\n"));
}

/** What a process answers that runs one program and ends. */
export function answerOfOwnProcess(
  request: ChildRequest,
  options: PreviewOptions,
): Promise<ChildResponse> {
  return answerOfChild<ChildResponse>(join(__dirname, "child.js"), request, {
    ...options,
    cwd: request.projectDirectory,
    endedItself,
    timedOut,
  });
}

/** What the project's `slipway.policies.yaml` says. */
function ownConfiguration(projectDirectory: string): PolicyConfiguration | undefined {
  try {
    return projectConfiguration(projectDirectory);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}
