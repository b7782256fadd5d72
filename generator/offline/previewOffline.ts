import type { StdioOptions } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";

import type { PolicyConfiguration } from "../../policies/pack.js";
import { PolicyConfigurationError, projectConfiguration } from "../../policies/pack.js";
import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { findProjectDirectory } from "../project/findProject.js";
import type { ChildRequest, ChildResponse } from "./childMessage.js";
import { endedItself, RESULT_FD, timedOut } from "./childMessage.js";
import { jsonProblem } from "./jsonProblem.js";
import type { MockValues } from "./mockValues.js";
import { checkMockValues } from "./mockValues.js";
import { readLines } from "./outputLines.js";
import type { PreviewResult } from "./previewResult.js";
import type { ProcessGroup } from "./processGroup.js";
import { startGroup } from "./processGroup.js";
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
   * Drops what the program prints.
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
  /** Stops the program. */
  signal?: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 120;

/** How much later than the program's own process this one looks at the clock. */
const LATER_MS = 250;

/** How long a program's process may take to exit when it has answered. */
const EXIT_MS = 1000;

const STANDARD_ERROR = 2;

/**
 * Runs a project's own program without cloud, account or engine, and applies the policies to what it would create. The
 * program runs as it is, in a process of its own and without a sandbox; what it prints goes to standard error. Whatever it
 * started is ended with it.
 *
 * @throws {CliError} if the project, the stack or the configuration is wrong, or the program fails or does not end.
 */
export async function previewOffline(options: PreviewOptions): Promise<PreviewResult> {
  const { stack, mocks, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = options;
  const limitProblem = timeLimitProblem(timeoutSeconds);
  if (limitProblem !== undefined) throw new CliError(`'timeoutSeconds' ${limitProblem}`);
  const problem = jsonProblem(options.policyConfiguration ?? null, "policyConfiguration");
  if (problem !== undefined) throw new CliError(problem);
  if (mocks !== undefined) checkMockValues(mocks, "mocks");
  const projectDirectory = findProjectDirectory(options.directory);
  const policyConfiguration = options.policyConfiguration ?? ownConfiguration(projectDirectory);
  const deadline = Date.now() + timeoutSeconds * 1000;
  const request = { projectDirectory, stack, policyConfiguration, mocks, timeoutSeconds, deadline };
  const response = await runChild(request, options);
  if ("result" in response) return response.result;
  if ("fault" in response)
    throw Object.assign(new Error("the preview failed"), { stack: response.fault });
  const { message, stack: place, hint } = response.error;
  throw new CliError([message, place, hint].filter((line) => line !== undefined).join("\n"));
}

/** What the project's `slipway.policies.yaml` says. */
function ownConfiguration(projectDirectory: string): PolicyConfiguration | undefined {
  try {
    return projectConfiguration(projectDirectory);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

async function runChild(
  request: ChildRequest,
  { silent, onOutput, signal }: PreviewOptions,
): Promise<ChildResponse> {
  if (signal?.aborted === true) throw cancelled();
  // The program's output goes to standard error: standard output is for the preview, which may be JSON.
  const printed = silent === true ? "ignore" : onOutput ? "pipe" : STANDARD_ERROR;
  const stdio: StdioOptions = ["pipe", printed, printed, "pipe"];
  const group = startGroup(join(__dirname, "child.js"), request.projectDirectory, stdio);
  const pipe = group.leader.stdio[RESULT_FD] as Readable;
  const { stdout, stderr } = group.leader;
  const allRead = readLines([stdout, stderr], (line) => onOutput?.(line));
  try {
    // A child that is gone before it read its request says so by its exit.
    group.leader.stdin?.on("error", () => undefined);
    group.leader.stdin?.end(JSON.stringify(request));
    const response = await Promise.race([
      responseOf(group, pipe),
      interruption(request, signal, pipe),
    ]);
    // What the program does when its process exits, such as to delete temporary files, may come to its end.
    const { leader } = group;
    const isGone = leader.exitCode !== null || leader.signalCode !== null;
    if (!isGone)
      await Promise.race([once(leader, "exit"), wait(EXIT_MS, undefined, { ref: false })]);
    return response;
  } finally {
    group.end();
    pipe.destroy();
    await allRead();
  }
}

/** Rejects when the time is over, or the caller wants the program to end. Stops to watch when the pipe is closed. */
function interruption(
  { timeoutSeconds, deadline }: ChildRequest,
  signal: AbortSignal | undefined,
  pipe: Readable,
): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(
      () => {
        reject(new CliError(timedOut(timeoutSeconds)));
      },
      deadline + LATER_MS - Date.now(),
    );
    const cancel = (): void => {
      reject(cancelled());
    };
    signal?.addEventListener("abort", cancel);
    pipe.once("close", () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", cancel);
    });
  });
}

/** The child's answer: a line of JSON, and then the end of its process. */
function responseOf({ leader }: ProcessGroup, pipe: Readable): Promise<ChildResponse> {
  return new Promise((resolve, reject) => {
    let text = "";
    pipe.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (chunk.endsWith("\n")) resolve(JSON.parse(text) as ChildResponse);
    });
    leader.once("error", reject);
    leader.once("close", (code, signal) => {
      // Ctrl-C on a terminal reaches this process and the child, in any order.
      if (signal === "SIGINT") reject(cancelled());
      const how = signal ?? `exit code ${String(code)}`;
      reject(new CliError(endedItself(how)));
    });
  });
}

function cancelled(): CliError {
  return new CliError("the preview was cancelled", EXIT_CANCELLED);
}
