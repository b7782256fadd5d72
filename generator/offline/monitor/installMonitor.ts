import type * as pulumi from "@pulumi/pulumi";

import type { OfflineMonitor } from "./monitor.js";

/** Which deployment a program shall believe to be part of. */
export interface Deployment {
  project: string;
  stack: string;
  organization: string;
  /** Whether values that only an update can know are unknown. */
  preview: boolean;
}

/** The part of Pulumi's process-wide state that decides whom a program talks to. */
interface RuntimeStore {
  settings: { monitor: unknown };
}

/**
 * Connects this process's Pulumi programs to an offline monitor.
 *
 * `setMocks` is how Pulumi lets an engine be replaced, and it sets up all the state that goes with it; the monitor that
 * it makes, however, knows no parents' types and no unknown values, so ours takes its place afterwards.
 */
export async function installMonitor(
  runtime: typeof pulumi.runtime,
  monitor: OfflineMonitor,
  { project, stack, organization, preview }: Deployment,
): Promise<void> {
  const replaced = { call: () => ({}), newResource: () => ({ id: "", state: {} }) };
  await runtime.setMocks(replaced, project, stack, preview, organization);
  const { globalStore } = globalThis as unknown as { globalStore: RuntimeStore };
  globalStore.settings.monitor = monitor;
}
