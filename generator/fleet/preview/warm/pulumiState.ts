import { createRequire } from "node:module";

/** What Pulumi's runtime keeps of a run. */
interface Store {
  leakCandidates: Set<Promise<unknown>>;
  callbacks?: { shutdown(): void } | undefined;
  resourceModules?: unknown;
  resourcePackages?: unknown;
}

interface StateModule {
  getGlobalStore(): Store;
}

/** Pulumi's runtime keeps what is of one run in a store, which an embedded program has one of its own of; so has each here. */
export class PulumiState {
  private readonly state = createRequire(__filename)("@pulumi/pulumi/runtime/state") as StateModule;

  /** Begins a run. The classes of resources that packages brought with them stay known, as the packages stay loaded. */
  public renew(): void {
    const { resourceModules, resourcePackages } = this.state.getGlobalStore();
    (globalThis as { globalStore?: Store | undefined }).globalStore = undefined;
    Object.assign(this.state.getGlobalStore(), { resourceModules, resourcePackages });
  }

  /** Whether the program waits for promises that nothing settles any more. */
  public get hasPendingPromises(): boolean {
    return this.state.getGlobalStore().leakCandidates.size > 0;
  }

  /** Ends the server that a program's transforms are called by. */
  public closeCallbacks(): void {
    const store = this.state.getGlobalStore();
    store.callbacks?.shutdown();
    store.callbacks = undefined;
  }
}
