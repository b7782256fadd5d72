import { runCommandLine } from "../../generator/commandLine.js";
import { replaced } from "./replaced.js";
import { previewWarmly } from "./warmPreview.js";

/** What a run of the command wrote, and its exit code. */
export interface CommandRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Where a command runs, and how. */
export interface Surroundings {
  /**
   * The folder that it runs in.
   *
   * @default - that of the tests
   */
  cwd?: string | undefined;
  /**
   * The whole environment. A process that stays has that of its start.
   *
   * @default - that of the tests
   */
  environment?: NodeJS.ProcessEnv | undefined;
  /**
   * Gives the command's program a process of its own, as its users have it: for programs that fail, which a process
   * that stays runs once more in any case.
   *
   * @default false
   */
  alone?: boolean | undefined;
}

/** Commands share this process's streams, folder and environment, so that they run one after the other. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a command as `slipway` does, without a terminal, in this process: that takes a tenth of what one of its own does,
 * and what it previews has one that stays. What belongs to its process, such as signals, lost output and how it ends, is
 * tested by `spawnSlipway`.
 */
export function commandInProcess(
  words: readonly string[],
  surroundings: Surroundings = {},
): Promise<CommandRun> {
  const run = last.then(() => runNow(words, surroundings));
  last = run.catch(() => undefined);
  return run;
}

async function runNow(
  words: readonly string[],
  { cwd, environment, alone = false }: Surroundings,
): Promise<CommandRun> {
  const written = { stdout: "", stderr: "" };
  const undo = [
    ...(alone ? [] : [previewWarmly()]),
    replaced(process.stdin, { isTTY: undefined }),
    ...(["stdout", "stderr"] as const).map((name) => captured(name, written)),
    ...(environment ? [surrounded(environment)] : []),
    replaced(process, { exitCode: undefined }),
  ];
  const folder = process.cwd();
  try {
    if (cwd !== undefined) process.chdir(cwd);
    const code = await runCommandLine(words);
    return { code: code === 0 ? Number(process.exitCode ?? 0) : code, ...written };
  } finally {
    process.chdir(folder);
    for (const one of undo) one();
  }
}

/** Has what a stream gets noted, as from a pipe. */
function captured(
  name: "stdout" | "stderr",
  written: Record<"stdout" | "stderr", string>,
): () => void {
  const write = (chunk: string | Uint8Array): boolean => {
    written[name] += typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
    return true;
  };
  return replaced(process[name], { write, isTTY: undefined });
}

/** Gives this process another environment. */
function surrounded(environment: NodeJS.ProcessEnv): () => void {
  const before = { ...process.env };
  const set = (all: NodeJS.ProcessEnv): void => {
    for (const name of Object.keys(process.env)) {
      if (all[name] === undefined) Reflect.deleteProperty(process.env, name);
    }
    Object.assign(process.env, all);
  };
  set(environment);
  return () => {
    set(before);
  };
}
