import assert from "node:assert/strict";

import fc from "fast-check";

import type { DeploymentBounds } from "../../components/service/rules/deployment/deploymentProgress.js";
import { canProgress } from "../../components/service/rules/deployment/deploymentProgress.js";
import { brokenRun, rollingRun } from "../../forecast/rollingSteps.js";

/** Moves one task at a time, as the simulator does that proves the rule of progress; the new ones are healthy at once. */
function simulated({ desiredCount, minimumHealthyPercent, maximumPercent }: DeploymentBounds) {
  const floor = Math.ceil((desiredCount * minimumHealthyPercent) / 100);
  const ceiling = Math.floor((desiredCount * maximumPercent) / 100);
  let [old, fresh, healthy] = [desiredCount, 0, desiredCount];
  let [fewest, most] = [desiredCount, desiredCount];
  /** New tasks become healthy when nothing else can be done: that is the slowest. */
  let waiting = 0;
  for (let step = 0; step < 100_000; step++) {
    fewest = Math.min(fewest, healthy);
    most = Math.max(most, old + fresh);
    if (fresh === desiredCount && waiting === 0 && old === 0) return { fewest, most };
    if (old + fresh < ceiling && fresh < desiredCount) {
      fresh++;
      waiting++;
    } else if (old > 0 && healthy > floor) {
      old--;
      healthy--;
    } else if (waiting > 0) {
      healthy += waiting;
      waiting = 0;
    } else return undefined;
  }
  throw new Error("the simulation did not end");
}

const bounds = fc.record({
  desiredCount: fc.nat(40),
  minimumHealthyPercent: fc.nat(100),
  maximumPercent: fc.integer({ min: 100, max: 300 }),
});

describe("rollingRun", () => {
  it("foretells what the simulation of single tasks finds, in 10,000 draws", () => {
    fc.assert(
      fc.property(bounds, (draw) => {
        const run = rollingRun(draw, 60);
        const found = simulated(draw);
        assert.equal(run === undefined, !canProgress(draw));
        if (!run || !found) return;
        assert.equal(run.fewestHealthy, found.fewest);
        assert.equal(run.mostTasks, found.most);
      }),
      { numRuns: 10_000 },
    );
  });

  it("never goes back in time, and ends with the new version alone", () => {
    fc.assert(
      fc.property(bounds, fc.integer({ min: 1, max: 600 }), (draw, grown) => {
        const steps = rollingRun(draw, grown)?.steps ?? [];
        for (const [i, step] of steps.entries()) {
          assert.ok(step.atSeconds >= (steps[i - 1]?.atSeconds ?? 0));
        }
        const last = steps.at(-1);
        if (last)
          assert.deepEqual(
            [last.old, last.fresh, last.healthy],
            [0, draw.desiredCount, draw.desiredCount],
          );
      }),
    );
  });

  it("takes one round with room for all, and four where one task is replaced at a time", () => {
    const all = { desiredCount: 4, minimumHealthyPercent: 100, maximumPercent: 200 };
    assert.equal(rollingRun(all, 60)?.endSeconds, 60);
    const single = { desiredCount: 4, minimumHealthyPercent: 100, maximumPercent: 125 };
    assert.equal(rollingRun(single, 60)?.endSeconds, 240);
    // AWS's example: four tasks, at least 50 %, at most 100 %: two are stopped to make room for two.
    const half = rollingRun(
      { desiredCount: 4, minimumHealthyPercent: 50, maximumPercent: 100 },
      60,
    );
    assert.deepEqual(half?.steps, [
      { atSeconds: 0, old: 4, fresh: 0, healthy: 4 },
      { atSeconds: 0, old: 2, fresh: 0, healthy: 2 },
      { atSeconds: 0, old: 2, fresh: 2, healthy: 2 },
      { atSeconds: 60, old: 2, fresh: 2, healthy: 4 },
      { atSeconds: 60, old: 0, fresh: 2, healthy: 2 },
      { atSeconds: 60, old: 0, fresh: 4, healthy: 2 },
      { atSeconds: 120, old: 0, fresh: 4, healthy: 4 },
    ]);
  });

  it("leaves as many old tasks beside a broken version as the lower limit asks for", () => {
    const run = (desiredCount: number, minimumHealthyPercent: number, maximumPercent: number) =>
      brokenRun({ desiredCount, minimumHealthyPercent, maximumPercent });
    assert.deepEqual(run(4, 100, 200), { oldLeft: 4, failing: 4 });
    assert.deepEqual(run(4, 50, 100), { oldLeft: 2, failing: 2 });
    assert.deepEqual(run(4, 0, 100), { oldLeft: 0, failing: 4 });
    assert.equal(run(3, 67, 133), undefined);
  });
});
