import * as pulumi from "@pulumi/pulumi";

/** Whether a real engine runs the program: a test and an offline preview have nothing to ask AWS for. */
export function isEngineRun(): boolean {
  const monitor = pulumi.runtime.getMonitor();
  // The client of a real engine has a channel to it.
  return monitor !== undefined && "getChannel" in monitor;
}

/** What is kept for one run of a program: a process may run several programs. Read it in a component's constructor. */
export function perRun<T>(make: () => T): () => T {
  const runs = new WeakMap<object, T>();
  return () => {
    // Each run talks to a monitor of its own.
    const run: object = pulumi.runtime.getMonitor() ?? runs;
    const known = runs.get(run) ?? make();
    runs.set(run, known);
    return known;
  };
}
