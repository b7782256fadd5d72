import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";

import { EventRun } from "../../../generator/fleet/eventRun.js";

/** Tells numbers until it has told all, or is ended. */
function counting(most: number, ended: string[] = []): EventRun<number, string> {
  return new EventRun(async (signal, tell) => {
    for (let i = 1; i <= most; i++) {
      await turn();
      if (signal.aborted) {
        ended.push(`at ${i}`);
        throw new Error("cancelled");
      }
      tell(i);
    }
    return "done";
  });
}

async function all(run: EventRun<number, string>): Promise<number[]> {
  const events: number[] = [];
  for await (const event of run) events.push(event);
  return events;
}

describe("EventRun", () => {
  it("gives its events, its result, or both, of one run", async () => {
    assert.deepEqual(await all(counting(3)), [1, 2, 3]);
    assert.equal(await counting(3), "done");
    const run = counting(2);
    assert.deepEqual([await all(run), await run], [[1, 2], "done"]);
    assert.deepEqual(await Promise.all([counting(1), counting(1)]), ["done", "done"]);
  });

  it("does nothing before it is asked", async () => {
    let begun = 0;
    const run = new EventRun(() => {
      begun += 1;
      return Promise.resolve(1);
    });
    await turn();
    assert.equal(begun, 0);
    await Promise.all([run, run]);
    assert.equal(begun, 1);
  });

  it("ends the work of who leaves its loop", async () => {
    const ended: string[] = [];
    for await (const event of counting(1000, ended)) if (event === 2) break;
    assert.equal(ended.length, 1);
  });

  it("gives the events before an error, and the error once", async () => {
    const run = new EventRun<number, string>(async (_, tell) => {
      tell(1);
      await turn();
      throw new Error("wrong");
    });
    const events: number[] = [];
    await assert.rejects(async () => {
      for await (const event of run) {
        events.push(event);
        // The work fails while nobody waits for it.
        await turn();
        await turn();
      }
    }, /wrong/);
    assert.deepEqual(events, [1]);
    await assert.rejects(Promise.resolve(run), /wrong/);
  });
});
