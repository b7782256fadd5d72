import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, mkdtempSync, openSync, readSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CliError, EXIT_CANCELLED } from "../cliError.js";
import { groupOf, killGroup } from "../offline/processGroup.js";
import { CommandFailure, type CommandOutput } from "./commandFailure.js";
import { Interruption } from "./engineCancellation.js";
import type { RunObserver } from "./runObserver.js";
import { endSession, updateMark } from "./sessionProcesses.js";

/** Makes Pulumi fail where it would ask. */
const PLAIN = "--non-interactive";

/** Commands that change nothing, and may be ended at any time. */
const READS = /^(?:version|whoami|preview|config --show-secrets|stack (?:select|export|ls)) ?/;

/** What the Automation API asks after an update, and nobody reads: the engine's events have said it. */
const UNREAD: ReadonlyMap<string, string> = new Map([
  ["stack output", "{}"],
  ["stack history", "[]"],
]);

/** How long what changes something may go on after a request to cancel, where the engine is not told. */
const END_MILLISECONDS = 5000;

/** How long a state may be read for after a request to cancel, to say what is left undone. */
const AFTER_CANCEL_MILLISECONDS = 15_000;

/** How one run of the Pulumi CLI goes. */
export interface CommandRun {
  cwd: string;
  environment: Record<string, string>;
  /** Of an operation of the engine; its reason says how to kill it. */
  signal: AbortSignal | undefined;
  /** Who may cancel everything else. */
  observer: Pick<RunObserver, "signal" | "killSignal">;
}

/**
 * Runs the Pulumi CLI once, in a process group of its own.
 *
 * @throws {CommandFailure} if it does not end with exit code 0.
 * @throws {CliError} if it was ended because the user wants it.
 */
export async function runCommand(args: string[], run: CommandRun): Promise<CommandOutput> {
  const unread = UNREAD.get(args.slice(0, 2).join(" "));
  if (unread !== undefined) return { stdout: unread, stderr: "", code: 0 };
  const files: number[] = [];
  try {
    const [stdout, stderr] = [unnamedFile(files), unnamedFile(files)];
    const child = spawn("pulumi", args.includes(PLAIN) ? args : [...args, PLAIN], {
      cwd: run.cwd,
      detached: true,
      env: {
        ...process.env,
        ...run.environment,
        PULUMI_AUTOMATION_API: "true",
        ...markOf(args, run),
      },
      stdio: ["ignore", stdout, stderr],
    });
    const code = await exitCode(child, args, run);
    const output = { stdout: contentOf(stdout), stderr: contentOf(stderr), code };
    if (code !== 0) throw new CommandFailure(output);
    return output;
  } finally {
    files.forEach(closeSync);
  }
}

/** By which what an update leaves is found when both this process and the engine are killed. */
function markOf(args: readonly string[], { cwd, signal }: CommandRun): Record<string, string> {
  const stack = args[args.indexOf("--stack") + 1];
  return signal && args.includes("--stack") && stack !== undefined ? updateMark(cwd, stack) : {};
}

/** A file without a name: nobody else can open it, and it is gone with the last process that has it open. */
function unnamedFile(files: number[]): number {
  const directory = mkdtempSync(join(tmpdir(), "slipway-"));
  try {
    const file = openSync(join(directory, "output"), "w+", 0o600);
    files.push(file);
    return file;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Everything in an open file, from its start; `readFileSync` would go on where the child stopped writing. */
function contentOf(file: number): string {
  const content = Buffer.alloc(fstatSync(file).size);
  readSync(file, content, 0, content.length, 0);
  return content.toString("utf8");
}

async function exitCode(child: ChildProcess, args: string[], run: CommandRun): Promise<number> {
  const reads = READS.test(args.join(" ")) || args.includes("--preview-only");
  // What only reads need not go on when this process is killed; an update must.
  const group = reads ? groupOf(child) : undefined;
  const ended = new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      // An engine that was killed could not end what it had started.
      if (code === null && child.pid !== undefined) endSession(child.pid);
      resolve(code ?? -1);
    });
  });
  const endAll = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  const stop = run.signal
    ? stopEngine(child, run.signal, endAll)
    : stopOther(run.observer, reads, endAll);
  try {
    const code = await ended;
    if (stop.cancelled()) {
      throw new CliError(
        `cancelled while Pulumi worked on '${args.slice(0, 2).join(" ")}'`,
        EXIT_CANCELLED,
      );
    }
    return code;
  } finally {
    stop.dispose();
    group?.end();
    // Whatever an engine leaves that was told to end.
    if (run.signal?.aborted === true) endAll();
  }
}

/** Something that may end a run. */
interface Stop {
  /** Whether the user ended it, and it says so by itself. */
  cancelled: () => boolean;
  dispose: () => void;
}

/** An operation of the engine gets one SIGINT; its group is killed when the interruption says so. */
function stopEngine(child: ChildProcess, signal: AbortSignal, endAll: () => void): Stop {
  let kill: AbortSignal | undefined;
  const interrupt = (): void => {
    child.kill("SIGINT");
    const reason: unknown = signal.reason;
    if (!(reason instanceof Interruption)) return;
    kill = reason.kill;
    if (kill.aborted) endAll();
    else kill.addEventListener("abort", endAll, { once: true });
  };
  if (signal.aborted) interrupt();
  else signal.addEventListener("abort", interrupt, { once: true });
  return {
    cancelled: () => false,
    dispose: () => {
      signal.removeEventListener("abort", interrupt);
      kill?.removeEventListener("abort", endAll);
    },
  };
}

/** Everything else has no signals of its own: it is ended at once, or after a while where it changes something. */
function stopOther(
  { signal, killSignal }: CommandRun["observer"],
  reads: boolean,
  endAll: () => void,
): Stop {
  let isCancelled = false;
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    isCancelled = true;
    endAll();
  };
  const endSoon = (): void => {
    if (reads) end();
    else timer = setTimeout(end, END_MILLISECONDS);
  };
  // What is asked after a request to cancel says how it ended.
  if (signal?.aborted === true) timer = setTimeout(end, AFTER_CANCEL_MILLISECONDS);
  else signal?.addEventListener("abort", endSoon, { once: true });
  if (killSignal?.aborted === true) end();
  else killSignal?.addEventListener("abort", end, { once: true });
  return {
    cancelled: () => isCancelled,
    dispose: () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", endSoon);
      killSignal?.removeEventListener("abort", end);
    },
  };
}
