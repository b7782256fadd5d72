import process from "node:process";

/** How long a program may do nothing after its module has returned, before it is said what it is waited for. */
const QUIET_MS = 5000;

/** What is asked about a program that may be at its end. */
export interface RunningProgram {
  /** How many resources it has registered. */
  readonly resourceCount: number;
  /** Starts to wait until every request to the engine is answered; {@link isComplete} tells whether that has come. */
  drain(): void;
  /** Whether everything is there that it returned, and every request to the engine is answered. */
  readonly isComplete: boolean;
}

/** Who is told how a program came to its end. Each is called once at most, while the process ends. */
export interface EndListener {
  /** Node had nothing left to do, and neither had the program. */
  ended(exitCode: number): void;
  /** Node had nothing left to do, but the program waits for something. */
  neverSettles(): void;
  /** The program ended its process, by `process.exit`. */
  exited(exitCode: number): void;
}

/**
 * Watches for the end of the program in this process as Pulumi's language host does: a program is at its end when Node's
 * event loop is empty, and not before. A timer, a request or a server that it left open may still register resources.
 */
export function watchProgramEnd(run: RunningProgram, listener: EndListener): void {
  const state = { exitedItself: false };
  noteExits(state);
  onceIdle(run, () => {
    // Listeners run in the order in which they came: this one shall see what the program's own make of the exit code.
    process.removeListener("exit", last);
    process.on("exit", last);
  });
  process.on("exit", first);
  process.on("exit", last);

  /** Before Pulumi's listener, which would list all promises that are pending. */
  function first(code: number): void {
    if (!state.exitedItself && code === 0 && !run.isComplete) listener.neverSettles();
  }

  function last(code: number): void {
    const exitCode = Number(process.exitCode ?? code);
    if (state.exitedItself) listener.exited(exitCode);
    else listener.ended(exitCode);
  }
}

/** Notes when the program calls `process.exit`, which an empty event loop does not. */
function noteExits(state: { exitedItself: boolean }): void {
  const exit = process.exit.bind(process);
  process.exit = (code) => {
    state.exitedItself = true;
    return exit(code);
  };
}

/**
 * Calls back each time when Node has nothing left to do. Parts of `@pulumi/aws` wait for that moment to register their
 * last resources, so that it has to come once more than resources do.
 */
function onceIdle(run: RunningProgram, callback: () => void): void {
  let seen = -1;
  process.on("beforeExit", () => {
    callback();
    run.drain();
    if (run.resourceCount === seen) return;
    seen = run.resourceCount;
    setImmediate(() => undefined);
  });
}

/** What Node calls the things that keep it alive, in words. Pipes are left out: the process has some of its own. */
const OPEN_THINGS: Record<string, string> = {
  Timeout: "timer",
  TCPServerWrap: "server",
  PipeServerWrap: "server",
  TCPSocketWrap: "connection",
  TLSWrap: "connection",
  ProcessWrap: "child process",
  FSEventWrap: "file watcher",
  StatWatcher: "file watcher",
  UDPWrap: "socket",
  TTYWrap: "terminal",
  MessagePort: "worker",
  GetAddrInfoReqWrap: "name look-up",
  TCPConnectWrap: "connection attempt",
};

/** What keeps this process alive, such as `1 timer, 2 servers`. */
export function openThings(): string {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    const thing = OPEN_THINGS[kind];
    if (thing !== undefined) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  }
  const things = [...counts].map(([thing, count]) => {
    const ending = thing.endsWith("s") ? "es" : "s";
    return `${count} ${thing}${count === 1 ? "" : ending}`;
  });
  return things.join(", ");
}

/**
 * Says once what a program is waited for that has returned long ago.
 *
 * @returns Stops that, for a process that goes on after the program.
 */
export function sayWhatIsOpen(run: RunningProgram): () => void {
  let seen = run.resourceCount;
  const timer = setInterval(() => {
    if (run.resourceCount === seen) {
      clearInterval(timer);
      const things = openThings();
      const why = things === "" ? "" : `, since it has something open (${things})`;
      process.stderr.write(`the program has returned but has not ended${why}; waiting for it\n`);
    }
    seen = run.resourceCount;
  }, QUIET_MS).unref();
  return () => {
    clearInterval(timer);
  };
}
