import assert from "node:assert/strict";

import type { AlarmLimits } from "../../../../../components/service/rules/deployment/alarmRules.js";
import {
  alarmMetrics,
  alarmProblem,
  needsServiceName,
} from "../../../../../components/service/rules/deployment/alarmRules.js";

describe("alarmRules", () => {
  it("has a metric for each limit that is given", () => {
    const metrics = alarmMetrics({ http5xxCount: 10, cpuPercent: 85 });
    assert.deepEqual(
      metrics.map(({ kind, threshold, metric }) => [kind, threshold, metric.metricName]),
      [
        ["cpuPercent", 85, "CPUUtilization"],
        ["http5xxCount", 10, "HTTPCode_Target_5XX_Count"],
      ],
    );
  });

  it("needs the service's name for CPU and memory alone", () => {
    assert.equal(needsServiceName({ cpuPercent: 85 }), true);
    assert.equal(needsServiceName({ memoryPercent: 85 }), true);
    assert.equal(
      needsServiceName({ http5xxCount: 1, unhealthyHostCount: 1, responseTimeSeconds: 1 }),
      false,
    );
  });

  it("finds no fault at the ends of the ranges", () => {
    for (const limits of [
      { cpuPercent: 0.5, evaluationMinutes: 1 },
      { memoryPercent: 100, evaluationMinutes: 60 },
      { http5xxCount: 1, unhealthyHostCount: 1, responseTimeSeconds: 0.01 },
    ]) {
      assert.equal(alarmProblem(limits, true), undefined);
    }
  });

  const faults: [AlarmLimits, string, string][] = [
    [{}, "deployment.alarms", "must hold a limit, got none; { cpuPercent: 85 } works"],
    [
      { cpuPercent: 0 },
      "deployment.alarms.cpuPercent",
      "must be above 0 and at most 100, got 0; 85 works",
    ],
    [
      { memoryPercent: 101 },
      "deployment.alarms.memoryPercent",
      "must be above 0 and at most 100, got 101; 85 works",
    ],
    [
      { http5xxCount: 0.5 },
      "deployment.alarms.http5xxCount",
      "must be a whole number of at least 1, got 0.5; 10 works",
    ],
    [
      { http5xxCount: 1e16 },
      "deployment.alarms.http5xxCount",
      "must be a whole number of at most 2147483647, got 10000000000000000; 10 works",
    ],
    [
      { unhealthyHostCount: 0 },
      "deployment.alarms.unhealthyHostCount",
      "must be a whole number of at least 1, got 0; 10 works",
    ],
    [
      { responseTimeSeconds: -1 },
      "deployment.alarms.responseTimeSeconds",
      "must be above 0, got -1; 1.5 works",
    ],
    [
      { cpuPercent: 85, evaluationMinutes: 61 },
      "deployment.alarms.evaluationMinutes",
      "must be a whole number from 1 to 60, got 61; 2 works",
    ],
  ];
  for (const [limits, path, rule] of faults) {
    it(`refuses ${JSON.stringify(limits)}`, () => {
      assert.deepEqual(alarmProblem(limits, true), { path, reason: `'${path}' ${rule}` });
    });
  }
});
