import Module, { createRequire } from "node:module";

import { ListenerState } from "./listenerState.js";
import { ObjectState } from "./objectState.js";

const require_ = createRequire(__filename);

/** Modules of Node that programs, and what they import, are known to change. */
const NODE_MODULES = [
  ...["assert", "async_hooks", "buffer", "child_process", "console", "crypto", "dns", "events"],
  ...["fs", "fs/promises", "http", "https", "net", "os", "path", "perf_hooks", "process", "stream"],
  ...["timers", "timers/promises", "tls", "url", "util", "vm", "worker_threads", "zlib"],
];

/** What Node itself changes of `process`: its listeners, and how it ends. */
const OF_NODE: ReadonlySet<PropertyKey> = new Set([
  ...["_events", "_eventsCount", "_maxListeners", "_exiting", "domain", "argv", "env"],
]);

/** What Pulumi keeps of a run; `freshPulumiState` sees to it. */
const OF_PULUMI: ReadonlySet<PropertyKey> = new Set(["globalStore", "asyncLocalStorage"]);

/**
 * What is the same for all programs that run in this process: globals, JavaScript's own objects, Node's modules, the
 * environment, the folder, and who listens to what. Taken once, before the first, and put back after each.
 */
export class ProcessState {
  private readonly objects: ObjectState[];
  private readonly globals: ObjectState;
  private readonly ofProcess = new ListenerState(process);
  private readonly ofStreams = [process.stdout, process.stderr].map(
    (stream) => new ListenerState(stream),
  );
  private readonly environment = { ...process.env };
  private readonly directory = process.cwd();
  private readonly title = process.title;
  private readonly mask: number;

  public constructor() {
    loadFetch();
    this.globals = new ObjectState(globalThis, OF_PULUMI);
    // Node tells it only to who sets one.
    this.mask = process.umask(0o077);
    process.umask(this.mask);
    const loader = Module as unknown as { _extensions: object };
    const modules = NODE_MODULES.map((name) => require_(`node:${name}`) as object);
    const objects = [process.stdout, process.stderr].flatMap((stream) =>
      prototypesOf(stream).slice(1),
    );
    this.objects = [
      ...[
        ...intrinsics(),
        ...modules,
        ...objects,
        Module,
        Module.prototype,
        loader._extensions,
      ].map((target) => new ObjectState(target)),
      new ObjectState(process, OF_NODE),
    ];
  }

  /** Keeps an object as it is now, such as what a module exports. */
  public keep(target: object): void {
    this.objects.push(new ObjectState(target));
  }

  /** Listeners of this process that a program has added. */
  public addedListeners(event: string): ((...args: unknown[]) => void)[] {
    return this.ofProcess.added(event);
  }

  /** Does something, such as to load a module that stays, whose globals and listeners stay as well. */
  public adopting<T>(work: () => T): T {
    const before = new Set(Reflect.ownKeys(globalThis));
    const listening = new ListenerState(process);
    try {
      return work();
    } finally {
      this.globals.adopt(before);
      this.ofProcess.adopt(listening);
    }
  }

  /** Puts everything back. False where something cannot be: then no program may run here any more. */
  public restore(): boolean {
    // A program may have replaced what this is done by.
    const objects = this.objects.map((state) => state.restore());
    const isRestored = [...objects, this.globals.restore()].every(Boolean);
    for (const stream of [process.stdout, process.stderr]) Reflect.deleteProperty(stream, "write");
    for (const state of [this.ofProcess, ...this.ofStreams]) state.restore();
    restoreEnvironment(this.environment);
    process.chdir(this.directory);
    // Setting it writes over the arguments that others see of this process.
    if (process.title !== this.title) process.title = this.title;
    process.umask(this.mask);
    process.setSourceMapsEnabled(false);
    return isRestored;
  }
}

/**
 * Loads what `fetch` is made of. Node does so when a program first asks for it, and what it then adds to the globals, from
 * Node 22 on, cannot be taken away again: the process would be over after such a program.
 */
function loadFetch(): void {
  Reflect.get(globalThis, "Headers");
}

function restoreEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const key of Object.keys(process.env)) {
    if (!Object.hasOwn(environment, key)) Reflect.deleteProperty(process.env, key);
  }
  for (const [key, value] of Object.entries(environment)) {
    if (process.env[key] !== value) process.env[key] = value;
  }
}

/** JavaScript's own constructors, with what their instances inherit, and its namespaces such as `Math`. */
function intrinsics(): object[] {
  const found = new Set<object>();
  const hidden = [
    () => Promise.resolve(),
    function* () {
      yield 0;
    },
  ];
  const values = Object.values(Object.getOwnPropertyDescriptors(globalThis)).map(
    ({ value }) => value as unknown,
  );
  for (const value of values) {
    if (!isObject(value) || value === globalThis || value === process) continue;
    for (const one of [value, (value as { prototype?: unknown }).prototype]) {
      if (isObject(one)) found.add(one);
    }
  }
  for (const one of [...hidden, [][Symbol.iterator](), Uint8Array]) {
    for (const inherited of prototypesOf(one).slice(1)) found.add(inherited);
  }
  return [...found];
}

function prototypesOf(object: object): object[] {
  const above = Object.getPrototypeOf(object) as object | null;
  return above === null ? [object] : [object, ...prototypesOf(above)];
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
