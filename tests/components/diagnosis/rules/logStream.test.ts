import assert from "node:assert/strict";

import { logStreamOf } from "../../../../components/diagnosis/rules/logStream.js";

const taskArn = "arn:aws:ecs:us-east-1:123456789012:task/platform/0a1b";

describe("logStreamOf", () => {
  const options = { "awslogs-group": "/ecs/orders", "awslogs-stream-prefix": "orders" };

  it("is the prefix, the container and the task's id", () => {
    const container = { name: "migrate", logConfiguration: { logDriver: "awslogs", options } };
    assert.deepEqual(logStreamOf(container, taskArn), {
      logGroupName: "/ecs/orders",
      logStreamName: "orders/migrate/0a1b",
    });
  });

  for (const [what, container] of [
    ["no container", undefined],
    ["no logging", { name: "migrate" }],
    [
      "another driver",
      { name: "migrate", logConfiguration: { logDriver: "awsfirelens", options } },
    ],
    [
      "no prefix",
      {
        name: "migrate",
        logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "g" } },
      },
    ],
  ] as const) {
    it(`is nothing for ${what}`, () => {
      assert.equal(logStreamOf(container, taskArn), undefined);
    });
  }
});
