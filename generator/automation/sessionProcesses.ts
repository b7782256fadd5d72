import { readdirSync, readFileSync } from "node:fs";

/** A process of this machine. */
export interface LiveProcess {
  pid: number;
  /** Id of the process that leads its session; what that one starts stays in it, in whatever group. */
  session: number;
}

/** Processes that live, where the system tells them in `/proc`; none elsewhere. */
export function liveProcesses(): LiveProcess[] {
  return processIds().flatMap((pid): LiveProcess[] => {
    const stat = textOf(`/proc/${pid}/stat`);
    // After the name, which may hold anything: state, parent, group, session.
    const [state, , , session] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return session === undefined || state === "Z" ? [] : [{ pid, session: Number(session) }];
  });
}

/**
 * Ends what an engine has left that is dead: its language host, the program and its providers, which may still be about to
 * make something in AWS. The engine leads their session, whose id no other process gets while one of them lives.
 */
export function endSession(leader: number): void {
  const live = liveProcesses();
  if (live.some(({ pid }) => pid === leader)) return;
  for (const { pid, session } of live) if (session === leader) kill(pid);
}

/** The environment variable by which processes of an update are known to a later command. */
const MARK = "SLIPWAY_UPDATES";

/** What the processes of an update have in their environment. */
export function updateMark(directory: string, stack: string): Record<string, string> {
  return { [MARK]: `${stack} in ${directory}` };
}

/**
 * Ends what dead engines of updates of a stack have left on this machine, whoever started them. An engine that lives is
 * left alone, with all that it has started.
 */
export function endLeftUpdates(directory: string, stack: string): void {
  const mark = Object.entries(updateMark(directory, stack)).map((entry) => entry.join("="));
  const sessions = liveProcesses()
    .filter(({ pid }) => textOf(`/proc/${pid}/environ`).split("\0").includes(mark.join()))
    .map(({ session }) => session);
  for (const session of new Set(sessions)) endSession(session);
}

function processIds(): number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

/** Nothing where the process has ended, or is another user's. */
function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}
