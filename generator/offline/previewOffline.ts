import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Readable } from "node:stream";

import type { PolicyConfiguration } from "../../policies/pack.js";
import { PolicyConfigurationError, projectConfiguration } from "../../policies/pack.js";
import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { findProjectDirectory } from "../project/findProject.js";
import type { ChildRequest, ChildResponse } from "./childMessage.js";
import { endedItself, RESULT_FD } from "./childMessage.js";
import type { PreviewResult } from "./previewResult.js";

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
   * Seconds after which a program that has not ended is stopped.
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
  /** Stops the program. */
  signal?: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT_SECONDS = 120;

const STANDARD_ERROR = 2;

/**
 * Runs a project's own program without cloud, account or engine, and applies the policies to what it would create. The
 * program runs in a process of its own; what it prints goes to standard error.
 *
 * @throws {CliError} if the project, the stack or the configuration is wrong, or the program fails or does not end.
 */
export async function previewOffline(options: PreviewOptions): Promise<PreviewResult> {
  const { stack } = options;
  const projectDirectory = findProjectDirectory(options.directory);
  const policyConfiguration = options.policyConfiguration ?? ownConfiguration(projectDirectory);
  const response = await runChild({ projectDirectory, stack, policyConfiguration }, options);
  if ("result" in response) return response.result;
  if ("fault" in response)
    throw Object.assign(new Error("the preview failed"), { stack: response.fault });
  const { message, stack: place } = response.error;
  throw new CliError(place === undefined ? message : `${message}\n${place}`);
}

/** What the project's `slipway.policies.yaml` says. */
function ownConfiguration(projectDirectory: string): PolicyConfiguration | undefined {
  try {
    return projectConfiguration(projectDirectory);
  } catch (error) {
    throw error instanceof PolicyConfigurationError ? new CliError(error.message) : error;
  }
}

function runChild(request: ChildRequest, options: PreviewOptions): Promise<ChildResponse> {
  // The program's output goes to standard error: standard output is for the preview, which may be JSON.
  const printed = options.silent === true ? "ignore" : STANDARD_ERROR;
  const child = spawn(process.execPath, [join(__dirname, "child.js")], {
    cwd: request.projectDirectory,
    stdio: ["pipe", printed, printed, "pipe"],
  });
  // A child that is gone before it read its request says so by its exit.
  child.stdin?.on("error", () => undefined);
  child.stdin?.end(JSON.stringify(request));

  return new Promise((resolve, reject) => {
    const { timeoutSeconds = DEFAULT_TIMEOUT_SECONDS, signal } = options;
    const stop = (error: CliError): void => {
      child.kill("SIGKILL");
      reject(error);
    };
    const deadline = setTimeout(() => {
      stop(new CliError(timeoutMessage(timeoutSeconds)));
    }, timeoutSeconds * 1000);
    const cancel = (): void => {
      stop(cancelled());
    };
    signal?.addEventListener("abort", cancel);
    if (signal?.aborted === true) cancel();
    responseOf(child)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(deadline);
        signal?.removeEventListener("abort", cancel);
      });
  });
}

/** The child's answer: a line of JSON. It ends itself after that. */
function responseOf(child: ChildProcess): Promise<ChildResponse> {
  const pipe = child.stdio[RESULT_FD] as Readable;
  return new Promise((resolve, reject) => {
    let text = "";
    pipe.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      if (chunk.endsWith("\n")) resolve(JSON.parse(text) as ChildResponse);
    });
    child.once("error", reject);
    child.once("close", (code, signal) => {
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

function timeoutMessage(seconds: number): string {
  return `the program has not ended after ${seconds} s; '--timeout-seconds' gives it more time`;
}
