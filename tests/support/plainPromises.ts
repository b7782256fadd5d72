import { createRequire } from "node:module";

/*
 * Pulumi notes the stack of each promise that it waits for, for PULUMI_DEBUG_PROMISE_LEAKS, and formats it at once: half of
 * what tests of components take. Only the workers of a parallel run go without; who debugs runs a file by itself.
 */
if (process.env["MOCHA_WORKER_ID"] !== undefined && !process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) {
  const debuggable = createRequire(__filename)("@pulumi/pulumi/runtime/debuggable") as {
    debuggablePromise: (...args: unknown[]) => unknown;
  };
  const { debuggablePromise } = debuggable;
  debuggable.debuggablePromise = (...args) => {
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      return debuggablePromise(...args);
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  };
}
