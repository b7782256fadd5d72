import assert from "node:assert/strict";

import { pause, untilCancelled } from "../../components/cancellation.js";

describe("cancellation", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends the work when ${signal} ends the process, and leaves no handler`, async () => {
      const before = process.listenerCount(signal);
      const ended = await untilCancelled(async (cancelled) => {
        // The runner's own handler must not see it.
        const [cancel] = process.listeners(signal).slice(-1);
        cancel?.(signal);
        await pause(3_600_000, cancelled);
        return cancelled.aborted;
      });
      assert.deepEqual([ended, process.listenerCount(signal)], [true, before]);
    });
  }

  it("leaves no handler behind work that fails", async () => {
    const before = process.listenerCount("SIGINT");
    await assert.rejects(
      untilCancelled(() => Promise.reject(new Error("no"))),
      { message: "no" },
    );
    assert.equal(process.listenerCount("SIGINT"), before);
  });
});
