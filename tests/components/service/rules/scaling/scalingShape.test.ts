import assert from "node:assert/strict";

import {
  queryIds,
  scalingShapeProblem,
} from "../../../../../components/service/rules/scaling/scalingShape.js";

const query = { id: "m1", statistic: "Sum" };
const steps = [{ change: 1 }];
const schedule = "cron(0 7 ? * MON-FRI *)";

describe("scalingShape", () => {
  it("finds no fault in an autoscaler with everything", () => {
    const shape = {
      targetRequestsPerMinute: 500,
      metrics: [{ name: "jobs", queries: [query, {}], expression: "m1 / m2" }],
      steps: [{ name: "rush", query, steps }],
      // A timetable's names are its own: they name other children.
      schedules: [{ name: "day", schedule, timeZone: "Europe/Berlin", minCapacity: 4 }],
      predictive: { metric: "ALBRequestCount" },
    };
    assert.equal(scalingShapeProblem(shape, "one"), undefined);
  });

  it("numbers queries without an id", () => {
    assert.deepEqual(queryIds([{}, { id: "errors" }, {}]), ["m1", "errors", "m3"]);
  });

  it("refuses to count requests that a deployment moves between two target groups", () => {
    assert.deepEqual(scalingShapeProblem({ targetRequestsPerMinute: 1 }, "two"), {
      path: "scaling.targetRequestsPerMinute",
      reason:
        "'scaling.targetRequestsPerMinute' counts the requests of one target group, and the deployment moves them " +
        "between two; take 'deployment.strategy' rolling, or 'scaling.targetCpuPercent' 60",
    });
  });

  const faults: [string, Parameters<typeof scalingShapeProblem>[0], string, string][] = [
    [
      "requests without a load balancer",
      { targetRequestsPerMinute: 500 },
      "scaling.targetRequestsPerMinute",
      "'scaling.targetRequestsPerMinute' counts a load balancer's requests, and the service has no 'loadBalancer'; give one, or 'scaling.targetCpuPercent' 60",
    ],
    [
      "a forecast of requests without a load balancer",
      { predictive: { metric: "ALBRequestCount" } },
      "scaling.predictive.metric",
      "'scaling.predictive.metric' counts a load balancer's requests, and the service has no 'loadBalancer'; give one, or 'scaling.targetCpuPercent' 60",
    ],
    [
      "a name that no child could have",
      { schedules: [{ name: "by day", schedule, minCapacity: 1 }] },
      "scaling.schedules[0].name",
      '\'scaling.schedules[0].name\' must be 1 to 63 letters, digits, hyphens and underscores, got "by day"; "daytime" works',
    ],
    [
      "the name of a target that the component makes",
      { metrics: [{ name: "cpu", queries: [query] }] },
      "scaling.metrics[0].name",
      '\'scaling.metrics[0].name\' must be a name of its own, got "cpu" again; "cpu-2" works',
    ],
    [
      "steps named as a metric is",
      { metrics: [{ name: "jobs", queries: [query] }], steps: [{ name: "jobs", query, steps }] },
      "scaling.steps[0].name",
      '\'scaling.steps[0].name\' must be a name of its own, got "jobs" again; "jobs-2" works',
    ],
    [
      "two schedules of one name",
      {
        schedules: [
          { name: "day", schedule, minCapacity: 1 },
          { name: "day", schedule, minCapacity: 2 },
        ],
      },
      "scaling.schedules[1].name",
      '\'scaling.schedules[1].name\' must be a name of its own, got "day" again; "day-2" works',
    ],
    [
      "two metrics without an expression",
      { metrics: [{ name: "jobs", queries: [{}, {}] }] },
      "scaling.metrics[0]",
      "'scaling.metrics[0]' must have one query, or several and an 'expression', got 2 queries; \"m1 / m2\" works",
    ],
    [
      "no metric",
      { metrics: [{ name: "jobs", queries: [], expression: "1" }] },
      "scaling.metrics[0]",
      "'scaling.metrics[0]' must have one query, or several and an 'expression', got 0 queries; \"m1 / m2\" works",
    ],
    [
      "one id twice",
      { metrics: [{ name: "jobs", queries: [{ id: "m2" }, {}], expression: "m2" }] },
      "scaling.metrics[0]",
      "'scaling.metrics[0].queries' must have ids of their own, got \"m2\" twice; leave them out",
    ],
    [
      "an id that metric math does not take",
      { metrics: [{ name: "jobs", queries: [{ id: "Jobs" }] }] },
      "scaling.metrics[0].queries[0].id",
      '\'scaling.metrics[0].queries[0].id\' must be a small letter, then letters, digits and underscores, got "Jobs"; "m1" works',
    ],
    [
      "a statistic that CloudWatch has not",
      { steps: [{ name: "rush", query: { statistic: "Median" }, steps }] },
      "scaling.steps[0].query.statistic",
      "'scaling.steps[0].query.statistic' must be Average, Minimum, Maximum, SampleCount, Sum, got \"Median\"",
    ],
    [
      "steps that begin nowhere",
      { steps: [{ name: "rush", query, steps: [] }] },
      "scaling.steps[0].steps",
      "'scaling.steps[0].steps' must begin with a step at distance 0, got no step; [{ change: 1 }] works",
    ],
    [
      "a schedule of no known form",
      { schedules: [{ name: "day", schedule: "daily", minCapacity: 1 }] },
      "scaling.schedules[0].schedule",
      '\'scaling.schedules[0].schedule\' "daily": must be cron(…), rate(…) or at(…); "cron(0 3 * * ? *)", "rate(1 hour)" and "at(2030-01-31T03:00:00)" work',
    ],
    [
      "a time zone that is none",
      { schedules: [{ name: "day", schedule, timeZone: "Berlin", minCapacity: 1 }] },
      "scaling.schedules[0].timeZone",
      '\'scaling.schedules[0].timeZone\' must be a name of the IANA time zone database, got "Berlin"; "Europe/Berlin" works',
    ],
    [
      "a schedule that changes nothing",
      { schedules: [{ name: "day", schedule }] },
      "scaling.schedules[0]",
      "'scaling.schedules[0]' must have 'minCapacity' or 'maxCapacity', got none; { minCapacity: 4 } works",
    ],
  ];
  for (const [title, shape, path, reason] of faults) {
    it(`refuses ${title}`, () => {
      assert.deepEqual(scalingShapeProblem(shape, "none"), { path, reason });
    });
  }
});
