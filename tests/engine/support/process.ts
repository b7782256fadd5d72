import { type ChildProcess, spawn } from "node:child_process";

/** What a command wrote and how it ended. */
export interface Finished {
  /** Exit code; -1 when a signal ended it. */
  code: number;
  stdout: string;
  stderr: string;
}

/** Where and how a command runs. */
export interface ProcessOptions {
  directory: string;
  /** The whole environment of the command. */
  environment: NodeJS.ProcessEnv;
  /** Makes the command the leader of a process group, as a shell does for the one in front of a terminal. */
  processGroup?: boolean;
}

/** A command that runs. */
export interface Running {
  pid: number;
  /** What it wrote so far. */
  written(): { stdout: string; stderr: string };
  /** Waits until its output has the text; rejects when it ends before, or after five minutes. */
  sees(text: string | RegExp): Promise<void>;
  /** Sends a signal to the process or, if it leads one, to all of its process group, as a terminal does. */
  signal(name: NodeJS.Signals): void;
  finished: Promise<Finished>;
}

const PATIENCE_MILLISECONDS = 300_000;

/** Starts a command without a terminal. */
export function start(
  command: string,
  parameters: readonly string[],
  { directory, environment, processGroup = false }: ProcessOptions,
): Running {
  const child = spawn(command, parameters, {
    cwd: directory,
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
    detached: processGroup,
  });
  const written = { stdout: "", stderr: "" };
  const waiting = new Set<() => void>();
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      written[name] += text;
      waiting.forEach((look) => {
        look();
      });
    });
  }
  const finished = endOf(child).then((code) => ({ code, ...written }));
  const pid = child.pid ?? -1;
  return {
    pid,
    written: () => ({ ...written }),
    sees: (text) => seen(text, written, waiting, finished),
    signal: (name) => {
      process.kill(processGroup ? -pid : pid, name);
    },
    finished,
  };
}

/** Runs a command to its end; the exit code is the caller's to judge. */
export async function run(
  command: string,
  parameters: readonly string[],
  options: ProcessOptions,
): Promise<Finished> {
  return start(command, parameters, options).finished;
}

function endOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      resolve(code ?? -1);
    });
  });
}

function seen(
  text: string | RegExp,
  written: { stdout: string; stderr: string },
  waiting: Set<() => void>,
  finished: Promise<unknown>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const all = (): string => written.stdout + written.stderr;
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      waiting.delete(look);
      settle();
    };
    const look = (): void => {
      if (typeof text === "string" ? all().includes(text) : text.test(all())) {
        end(resolve);
      }
    };
    const giveUp = (why: string): void => {
      end(() => {
        reject(new Error(`${why} without writing ${String(text)}; it wrote:\n${all()}`));
      });
    };
    const timer = setTimeout(giveUp, PATIENCE_MILLISECONDS, "the command ran five minutes");
    waiting.add(look);
    look();
    finished.then(
      () => {
        giveUp("the command ended");
      },
      (error: unknown) => {
        giveUp(String(error));
      },
    );
  });
}
