import assert from "node:assert/strict";

import { countProblem, countRange } from "../../../../components/service/rules/serviceCount.js";

describe("serviceCount", () => {
  it("is one task by default, all of it kept and doubled by a deployment", () => {
    assert.deepEqual(countRange({}), {
      start: 1,
      least: 1,
      most: 1,
      minimumHealthyPercent: 100,
      maximumPercent: 200,
    });
  });

  it("spans the autoscaler's limits", () => {
    const { least, most } = countRange({ scaling: { minCapacity: 2, maxCapacity: 10 } });
    assert.deepEqual([least, most], [2, 10]);
  });

  it("spans the timetable's limits too, and starts with the present least", () => {
    const schedules = [{ minCapacity: 6, maxCapacity: 20 }, { minCapacity: 0 }];
    const { start, least, most } = countRange({
      scaling: { minCapacity: 2, maxCapacity: 10, schedules },
    });
    assert.deepEqual([start, least, most], [2, 0, 20]);
  });

  it("finds no fault in the defaults and in an autoscaler from zero", () => {
    assert.equal(countProblem({}), undefined);
    assert.equal(countProblem({ scaling: { minCapacity: 0, maxCapacity: 1 } }), undefined);
    const schedules = [{ minCapacity: 2 }, { maxCapacity: 1 }, {}];
    assert.equal(
      countProblem({ scaling: { minCapacity: 1, maxCapacity: 4, schedules } }),
      undefined,
    );
  });

  it("takes as many tasks as the API can say", () => {
    assert.equal(countProblem({ desiredCount: 2_147_483_647 }), undefined);
  });

  it("looks at a deployment's progress only where it replaces tasks step by step", () => {
    const still = { desiredCount: 1, minimumHealthyPercent: 100, maximumPercent: 100 };
    assert.equal(countProblem({ ...still, isRolling: false }), undefined);
    assert.equal(countProblem({ ...still, isRolling: true })?.path, "minimumHealthyPercent");
  });

  const faults: [Parameters<typeof countProblem>[0], string, string][] = [
    [
      { desiredCount: -1 },
      "desiredCount",
      "'desiredCount' must be a whole number of at least 0, got -1; 2 works",
    ],
    [
      { desiredCount: 1.5 },
      "desiredCount",
      "'desiredCount' must be a whole number of at least 0, got 1.5; 2 works",
    ],
    [
      { desiredCount: 2_147_483_648 },
      "desiredCount",
      "'desiredCount' must be a whole number of at most 2147483647, got 2147483648; 2 works",
    ],
    [
      { isRolling: false, maximumPercent: 99 },
      "maximumPercent",
      "'maximumPercent' must be a whole number of at least 100, got 99; 200 works",
    ],
    [
      { desiredCount: 3, scaling: { minCapacity: 1, maxCapacity: 2 } },
      "desiredCount",
      "'desiredCount' belongs to the autoscaler when 'scaling' is given, got 3; set 'scaling.minCapacity' instead",
    ],
    [
      { scaling: { minCapacity: 3, maxCapacity: 2 } },
      "scaling.minCapacity",
      "'scaling.minCapacity' must be at most 'scaling.maxCapacity' of 2, got 3; 2 works",
    ],
    [
      { scaling: { minCapacity: 0, maxCapacity: 0 } },
      "scaling.maxCapacity",
      "'scaling.maxCapacity' must be a whole number of at least 1, got 0; 2 works",
    ],
    [
      {
        scaling: {
          minCapacity: 1,
          maxCapacity: 2,
          schedules: [{ minCapacity: 3, maxCapacity: 2 }],
        },
      },
      "scaling.schedules[0].minCapacity",
      "'scaling.schedules[0].minCapacity' must be at most 'scaling.schedules[0].maxCapacity' of 2, got 3; 2 works",
    ],
    [
      { scaling: { minCapacity: 1, maxCapacity: 2, schedules: [{ maxCapacity: 0.5 }] } },
      "scaling.schedules[0].maxCapacity",
      "'scaling.schedules[0].maxCapacity' must be a whole number of at least 0, got 0.5; 2 works",
    ],
    [
      { maximumPercent: 250.5 },
      "maximumPercent",
      "'maximumPercent' must be a whole number of at least 100, got 250.5; 200 works",
    ],
    [
      { desiredCount: 1, minimumHealthyPercent: 50, maximumPercent: 100 },
      "minimumHealthyPercent",
      "'minimumHealthyPercent' 50 and 'maximumPercent' 100 leave no room to replace a task when 'desiredCount' is 1: " +
        "at least 1 and at most 1 tasks may run; set 'minimumHealthyPercent' to 0",
    ],
  ];
  for (const [count, path, reason] of faults) {
    it(`refuses ${JSON.stringify(count)}`, () => {
      assert.deepEqual(countProblem(count), { path, reason });
    });
  }
});
