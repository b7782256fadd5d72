import assert from "node:assert/strict";

import type { DeploymentBounds } from "../../../../../components/service/rules/deployment/deploymentProgress.js";
import {
  canProgress,
  progressProblem,
  progressProblemInRange,
  telling,
} from "../../../../../components/service/rules/deployment/deploymentProgress.js";

/** Replaces tasks one step at a time as ECS's scheduler does, and says whether all could be replaced. */
function simulate({ desiredCount, minimumHealthyPercent, maximumPercent }: DeploymentBounds) {
  const floor = Math.ceil((desiredCount * minimumHealthyPercent) / 100);
  const ceiling = Math.floor((desiredCount * maximumPercent) / 100);
  let old = desiredCount;
  let fresh = 0;
  for (let step = 0; step < 100; step++) {
    if (fresh === desiredCount && old === 0) return true;
    if (old + fresh < ceiling && fresh < desiredCount) fresh++;
    else if (old > 0 && old + fresh > floor) old--;
    else return false;
  }
  throw new Error("the simulation did not end");
}

function* grid(): Generator<DeploymentBounds> {
  for (let desiredCount = 1; desiredCount <= 10; desiredCount++) {
    for (let minimumHealthyPercent = 0; minimumHealthyPercent <= 100; minimumHealthyPercent++) {
      for (let maximumPercent = 100; maximumPercent <= 200; maximumPercent++) {
        yield { desiredCount, minimumHealthyPercent, maximumPercent };
      }
    }
  }
}

describe("deploymentProgress", () => {
  it("agrees with a simulation of the scheduler on every small case", () => {
    let cases = 0;
    const disagreements = [];
    for (const bounds of grid()) {
      cases++;
      if (canProgress(bounds) !== simulate(bounds)) disagreements.push(bounds);
    }
    assert.equal(cases, 102_010);
    assert.deepEqual(disagreements, []);
  });

  it("proposes limits that let every standing deployment progress", () => {
    let proposals = 0;
    for (const bounds of grid()) {
      const problem = progressProblem(bounds)?.reason;
      if (problem === undefined) continue;
      const match = /set (?:'maximumPercent' to (\d+) or )?'minimumHealthyPercent' to (\d+)$/.exec(
        problem,
      );
      assert.ok(match, problem);
      const [, most, least] = match;
      // One that allows no more tasks than desired may have one that must not run twice.
      assert.equal(most === undefined, bounds.maximumPercent === 100, problem);
      if (most !== undefined) {
        assert.ok(canProgress({ ...bounds, maximumPercent: Number(most) }), problem);
      }
      assert.ok(canProgress({ ...bounds, minimumHealthyPercent: Number(least) }), problem);
      proposals++;
    }
    assert.equal(proposals, 15_608);
  });

  it("says why 3 tasks stand still between 67 and 133 percent", () => {
    assert.equal(
      progressProblem({ desiredCount: 3, minimumHealthyPercent: 67, maximumPercent: 133 })?.reason,
      "'minimumHealthyPercent' 67 and 'maximumPercent' 133 leave no room to replace a task when 'desiredCount' is 3: " +
        "at least 3 and at most 3 tasks may run; set 'maximumPercent' to 134 or 'minimumHealthyPercent' to 66",
    );
  });

  it("lets a service without tasks pass", () => {
    const bounds = { desiredCount: 0, minimumHealthyPercent: 100, maximumPercent: 100 };
    assert.equal(progressProblem(bounds), undefined);
  });

  it("looks at every count that the autoscaler may choose", () => {
    const range = { minimumHealthyPercent: 67, maximumPercent: 133 };
    assert.match(
      progressProblemInRange({ ...range, least: 1, most: 3 })?.reason ?? "",
      /'desiredCount' is 1/,
    );
    assert.match(
      progressProblemInRange({ ...range, least: 2, most: 9 })?.reason ?? "",
      /'desiredCount' is 2/,
    );
    assert.equal(progressProblemInRange({ ...range, least: 4, most: 5000 }), undefined);
  });

  it("ends for counts above those that numbers tell apart, and judges limits above 200", () => {
    const range = { minimumHealthyPercent: 100, maximumPercent: 300 };
    for (const count of [1e16, 1e300, 2 ** 53]) {
      assert.equal(progressProblemInRange({ ...range, least: count, most: count }), undefined);
    }
    assert.deepEqual(telling({ least: 1e16, most: 1e16 }), [1e16]);
    assert.deepEqual(telling({ least: 98, most: 1e9 }), [98, 99, 100]);
    assert.deepEqual(telling({ least: 7, most: 3 }), []);
  });

  it("refuses percentages out of range", () => {
    const bounds = { desiredCount: 1, minimumHealthyPercent: 100, maximumPercent: 200 };
    for (const minimumHealthyPercent of [101, -1, 99.5]) {
      assert.deepEqual(progressProblem({ ...bounds, minimumHealthyPercent }), {
        path: "minimumHealthyPercent",
        reason: `'minimumHealthyPercent' must be a whole number from 0 to 100, got ${minimumHealthyPercent}; 100 works`,
      });
    }
    assert.equal(
      progressProblem({ ...bounds, maximumPercent: 99 })?.reason,
      "'maximumPercent' must be a whole number of at least 100, got 99; 200 works",
    );
  });
});
