import assert from "node:assert/strict";

import { collectorStatements } from "../../../../components/taskDefinition/rules/openTelemetry.js";

describe("collector of OpenTelemetry", () => {
  it("may write traces, and its metrics to its own log groups alone", () => {
    const place = { partition: "aws-cn", region: "cn-north-1", account: "123456789012" };
    assert.deepEqual(collectorStatements(place), [
      {
        actions: [
          "xray:GetSamplingRules",
          "xray:GetSamplingStatisticSummaries",
          "xray:GetSamplingTargets",
          "xray:PutTelemetryRecords",
          "xray:PutTraceSegments",
        ],
        resources: ["*"],
      },
      {
        actions: [
          "logs:CreateLogGroup",
          "logs:CreateLogStream",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
          "logs:PutRetentionPolicy",
        ],
        resources: ["arn:aws-cn:logs:cn-north-1:123456789012:log-group:/aws/ecs/*"],
      },
    ]);
  });
});
