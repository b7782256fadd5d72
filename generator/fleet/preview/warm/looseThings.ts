import { ChildProcess } from "node:child_process";
import { Socket as DatagramSocket } from "node:dgram";
import { Server, Socket } from "node:net";
import { Worker } from "node:worker_threads";

/** What may be told not to keep a process alive. */
interface Loose {
  unref(): unknown;
}

/**
 * What a program tells not to keep its process alive, such as a timer. In a process of its own that would end with it;
 * here it may wake up while another program runs.
 */
export class LooseThings {
  private readonly found = new Set<WeakRef<object>>();
  private isWatching = false;

  /** To be made before the state of the process is taken. */
  public constructor() {
    const timer = setTimeout(() => undefined, 0);
    clearTimeout(timer);
    const timers = Object.getPrototypeOf(timer) as Loose;
    const classes = [Server, Socket, ChildProcess, DatagramSocket, Worker];
    for (const prototype of [timers, ...classes.map(({ prototype: one }) => one as Loose)]) {
      this.watchUnref(prototype);
    }
  }

  /** Begins to note what a program does. */
  public watch(): void {
    this.found.clear();
    this.isWatching = true;
  }

  /** Ends that. True where something is left that may still wake up. */
  public anyLeft(): boolean {
    this.isWatching = false;
    return [...this.found].some((reference) => {
      const thing = reference.deref();
      return thing !== undefined && !hasEnded(thing);
    });
  }

  private watchUnref(prototype: Loose): void {
    const unref: (this: object) => unknown = Reflect.get<Loose, "unref">(prototype, "unref");
    const note = (thing: object): void => {
      if (this.isWatching && !isByPulumi(new Error().stack)) this.found.add(new WeakRef(thing));
    };
    prototype.unref = function (this: object) {
      note(this);
      return unref.call(this);
    };
  }
}

/** Whether a call comes from a package that stays and sees to its own things, such as the timer of gRPC's connections. */
function isByPulumi(stack: string | undefined): boolean {
  const [, , , ...callers] = stack?.split("\n") ?? [];
  const caller = callers.find((frame) => !/[( ]node:/.test(frame)) ?? "";
  return /[\\/]node_modules[\\/](@grpc|@pulumi)[\\/]/.test(caller);
}

/** By the fields that the classes of Node have. */
function hasEnded(thing: object): boolean {
  const { _destroyed, destroyed, listening, exitCode, signalCode } = thing as Record<
    string,
    unknown
  >;
  if (typeof _destroyed === "boolean") return _destroyed;
  if (typeof destroyed === "boolean") return destroyed;
  if (typeof listening === "boolean") return !listening;
  return typeof exitCode === "number" || typeof signalCode === "string";
}
