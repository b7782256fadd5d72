import assert from "node:assert/strict";

import {
  backlogPerTask,
  backlogQueries,
  startQueries,
} from "../../../../../components/service/rules/scaling/queueBacklog.js";
import {
  evaluationProblem,
  metricTargetProblem,
  predictiveProblem,
  queueTimesProblem,
  scalingNumberRules,
} from "../../../../../components/service/rules/scaling/scalingTargets.js";

describe("scalingTargets", () => {
  const faults = [
    ["targetCpuPercent", 101, "must be above 0 and at most 100, got 101; 60 works"],
    ["targetMemoryPercent", 0, "must be above 0 and at most 100, got 0; 70 works"],
    ["targetRequestsPerMinute", -5, "must be above 0, got -5; 1000 works"],
    ["scaleOutCooldownSeconds", -1, "must be a whole number from 0 to 86400, got -1; 60 works"],
    ["scaleInCooldownSeconds", 0.5, "must be a whole number from 0 to 86400, got 0.5; 300 works"],
  ] as const;
  for (const [argument, value, reason] of faults) {
    it(`refuses ${argument} ${value} and takes 30`, () => {
      const path = `scaling.${argument}`;
      assert.deepEqual(scalingNumberRules[argument](value), {
        path,
        reason: `'${path}' ${reason}`,
      });
      assert.equal(scalingNumberRules[argument](30), undefined);
    });
  }

  it("refuses a metric's target of 0, and no minute of steps", () => {
    assert.deepEqual(metricTargetProblem(1, 0), {
      path: "scaling.metrics[1].targetValue",
      reason: "'scaling.metrics[1].targetValue' must be above 0, got 0; 10 works",
    });
    assert.deepEqual(evaluationProblem(0, 0), {
      path: "scaling.steps[0].evaluationMinutes",
      reason:
        "'scaling.steps[0].evaluationMinutes' must be a whole number from 1 to 1440, got 0; 2 works",
    });
  });

  it("refuses a forecast without a target, and tasks more than an hour ahead", () => {
    assert.deepEqual(predictiveProblem({ targetValue: 0, schedulingBufferSeconds: 300 }), {
      path: "scaling.predictive.targetValue",
      reason: "'scaling.predictive.targetValue' must be above 0, got 0; 60 works",
    });
    assert.deepEqual(predictiveProblem({ targetValue: 60, schedulingBufferSeconds: 3601 }), {
      path: "scaling.predictive.schedulingBufferSeconds",
      reason:
        "'scaling.predictive.schedulingBufferSeconds' must be a whole number from 0 to 3600, got 3601; 300 works",
    });
    assert.equal(predictiveProblem({ targetValue: 60, schedulingBufferSeconds: 300 }), undefined);
  });

  const times: [number, number, string, string][] = [
    [0, 1, "acceptableLatencySeconds", "must be above 0, got 0; 60 works"],
    [60, 0, "processingSeconds", "must be above 0, got 0; 1 works"],
    [
      5,
      6,
      "processingSeconds",
      "must be at most 'scaling.queue.acceptableLatencySeconds' of 5, got 6; no number of tasks would do a message in time",
    ],
  ];
  for (const [acceptableLatencySeconds, processingSeconds, argument, reason] of times) {
    it(`refuses ${processingSeconds} s for a message that may take ${acceptableLatencySeconds} s`, () => {
      const path = `scaling.queue.${argument}`;
      assert.deepEqual(queueTimesProblem({ acceptableLatencySeconds, processingSeconds }), {
        path,
        reason: `'${path}' ${reason}`,
      });
    });
  }
});

describe("queueBacklog", () => {
  const backlog = { queueName: "jobs", clusterName: "platform", serviceName: "worker" };

  it("lets as many messages wait for a task as it does in the time that one may take", () => {
    assert.equal(backlogPerTask(60, 0.5), 120);
    assert.equal(
      queueTimesProblem({ acceptableLatencySeconds: 60, processingSeconds: 60 }),
      undefined,
    );
  });

  it("divides the queue's messages by the tasks, and by nothing where there is none", () => {
    const [messages, tasks, target] = backlogQueries(backlog);
    assert.deepEqual(messages?.metric?.dimensions, { QueueName: "jobs" });
    assert.deepEqual(tasks?.metric, {
      namespace: "AWS/ECS",
      metricName: "CPUUtilization",
      dimensions: { ClusterName: "platform", ServiceName: "worker" },
      statistic: "SampleCount",
    });
    assert.deepEqual(target, {
      id: "backlog",
      expression: "IF(FILL(tasks, 0) > 0, messages / tasks, messages)",
      returnData: true,
    });
  });

  it("asks for the first task when messages wait and none runs", () => {
    const queries = startQueries(backlog);
    assert.deepEqual(
      queries.map(({ id, returnData }) => [id, returnData]),
      [
        ["messages", false],
        ["tasks", false],
        ["start", true],
      ],
    );
    assert.equal(queries[2]?.expression, "IF(messages > 0 AND FILL(tasks, 0) < 1, 1, 0)");
  });
});
