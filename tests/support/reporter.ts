import { reporters, Runner } from "mocha";
import type { MochaOptions } from "mocha";

import { typeScriptPlaces } from "./typeScriptPlaces.js";

// Mocha's command line makes stacks endless, and Pulumi formats one for each promise of each input of each resource:
// that took more time than all tests. Node's own depth; the workers of a parallel run have it from Node.
Error.stackTraceLimit = 10;

/**
 * Mocha's spec reporter, closed by the plain line `N passed, N failed` (and `, N skipped`), so that whoever reads the
 * log knows that tests ran. The stacks of failures are of TypeScript.
 */
class CountingReporter extends reporters.Spec {
  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    runner.on(Runner.constants.EVENT_TEST_FAIL, (_, error: { stack?: unknown }) => {
      if (typeof error.stack === "string") error.stack = typeScriptPlaces(error.stack);
    });
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      // Spec prints its epilogue in a listener of the same event, registered before this one.
      const skipped = this.stats.pending > 0 ? `, ${this.stats.pending} skipped` : "";
      console.log(`${this.stats.passes} passed, ${this.stats.failures} failed${skipped}`);
    });
  }
}

module.exports = CountingReporter;
