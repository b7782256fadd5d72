import assert from "node:assert/strict";

import { policyDocument, trustPolicy } from "../../../../components/rules/policyDocument.js";
import { scheduleStatements } from "../../../../components/scheduledTask/rules/scheduleStatements.js";

describe("scheduleStatements", () => {
  it("allows one revision on one cluster with its roles, and the queue", () => {
    const document = policyDocument(
      scheduleStatements({
        taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:3",
        clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
        roleArns: ["arn:aws:iam::123456789012:role/task", "arn:aws:iam::123456789012:role/run"],
        queueArn: "arn:aws:sqs:us-east-1:123456789012:dead",
      }),
    );
    assert.deepEqual(JSON.parse(document), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["ecs:RunTask"],
          Resource: ["arn:aws:ecs:us-east-1:123456789012:task-definition/orders:3"],
          Condition: {
            ArnEquals: { "ecs:cluster": "arn:aws:ecs:us-east-1:123456789012:cluster/platform" },
          },
        },
        {
          Effect: "Allow",
          Action: ["ecs:TagResource"],
          Resource: ["arn:aws:ecs:us-east-1:123456789012:task/platform/*"],
          Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
        },
        {
          Effect: "Allow",
          Action: ["iam:PassRole"],
          Resource: ["arn:aws:iam::123456789012:role/run", "arn:aws:iam::123456789012:role/task"],
          Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
        },
        {
          Effect: "Allow",
          Action: ["sqs:SendMessage"],
          Resource: ["arn:aws:sqs:us-east-1:123456789012:dead"],
        },
      ],
    });
  });

  it("is for a role that Scheduler may take for this account alone", () => {
    assert.deepEqual(JSON.parse(trustPolicy("scheduler.amazonaws.com", "123456789012")), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "scheduler.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });
});
