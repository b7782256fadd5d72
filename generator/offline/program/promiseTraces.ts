import { createRequire } from "node:module";

type Debuggable = (promise: Promise<unknown>, context: unknown) => Promise<unknown>;

interface Place {
  debuggablePromise: Debuggable;
  debugPromiseLeaks?: boolean;
}

interface State {
  getStore(): { leakCandidates: Set<Promise<unknown>> };
}

/**
 * Has Pulumi's runtime keep no stack trace with each of its promises: it makes about ten for every resource, only to show
 * them to who sets `PULUMI_DEBUG_PROMISE_LEAKS`. In a preview of thousands of resources that is most of the time, and of
 * the memory. Promises that never settle are found as before. To be called before the program runs.
 */
export function dropPromiseTraces(): void {
  const load = createRequire(__filename);
  const place = load("@pulumi/pulumi/runtime/debuggable") as Place;
  const { debuggablePromise, debugPromiseLeaks = false } = place;
  // Another version may have it elsewhere, and traces as it likes.
  if (typeof debuggablePromise !== "function" || debugPromiseLeaks) return;
  const state = load("@pulumi/pulumi/runtime/state") as State;
  let isWatched = false;
  place.debuggablePromise = (promise, context) => {
    if (!isWatched) {
      // The first call has the runtime look for promises that are left when the process ends.
      isWatched = true;
      return debuggablePromise(promise, context);
    }
    const { leakCandidates } = state.getStore();
    leakCandidates.add(promise);
    return promise.finally(() => {
      leakCandidates.delete(promise);
    });
  };
}
