import { reporters, Runner } from "mocha";
import type { MochaOptions } from "mocha";

/**
 * Mocha's spec reporter, closed by the plain line `N passed, N failed` (and `, N skipped`), so that whoever reads the
 * log knows that tests ran.
 */
class CountingReporter extends reporters.Spec {
  constructor(runner: Runner, options?: MochaOptions) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      // Spec prints its epilogue in a listener of the same event, registered before this one.
      const skipped = this.stats.pending > 0 ? `, ${this.stats.pending} skipped` : "";
      console.log(`${this.stats.passes} passed, ${this.stats.failures} failed${skipped}`);
    });
  }
}

module.exports = CountingReporter;
