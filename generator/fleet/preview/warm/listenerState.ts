type Listener = (...args: unknown[]) => void;

/** What can be listened to; `process` is made by no constructor of Node's. */
interface Emitter {
  eventNames(): (string | symbol)[];
  rawListeners(name: string | symbol): unknown[];
  on(name: string | symbol, listener: Listener): unknown;
  removeListener(name: string | symbol, listener: Listener): unknown;
  getMaxListeners(): number;
  setMaxListeners(most: number): unknown;
}

/** Who listens to an emitter at a moment, so that others can be sent away again. */
export class ListenerState {
  private readonly known = new Map<string | symbol, Listener[]>();
  private readonly mostListeners: number;

  public constructor(private readonly emitter: Emitter) {
    this.mostListeners = emitter.getMaxListeners();
    for (const name of emitter.eventNames()) this.known.set(name, listenersOf(emitter, name));
  }

  /** Who listens to an event and did not then. */
  public added(name: string | symbol): Listener[] {
    const known = this.known.get(name) ?? [];
    return listenersOf(this.emitter, name).filter((listener) => !known.includes(listener));
  }

  /** Takes those that came since another moment for such as were there. */
  public adopt(since: ListenerState): void {
    for (const name of this.emitter.eventNames()) {
      this.known.set(name, [...(this.known.get(name) ?? []), ...since.added(name)]);
    }
  }

  /** Sends away who came, and brings back who went. */
  public restore(): void {
    const { emitter, known } = this;
    for (const name of new Set([...emitter.eventNames(), ...known.keys()])) {
      for (const listener of this.added(name)) emitter.removeListener(name, listener);
      const present = listenersOf(emitter, name);
      for (const listener of known.get(name) ?? []) {
        if (!present.includes(listener)) emitter.on(name, listener);
      }
    }
    emitter.setMaxListeners(this.mostListeners);
  }
}

function listenersOf(emitter: Emitter, name: string | symbol): Listener[] {
  return emitter.rawListeners(name) as Listener[];
}
