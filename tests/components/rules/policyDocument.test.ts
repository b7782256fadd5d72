import assert from "node:assert/strict";

import { policyDocument, taskTrustPolicy } from "../../../components/rules/policyDocument.js";

describe("policyDocument", () => {
  it("allows what the statements say", () => {
    const document = policyDocument([
      { actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] },
    ]);
    assert.deepEqual(JSON.parse(document), {
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::a/*"] }],
    });
  });

  it("lets ECS take a task's role, for tasks of the account alone", () => {
    assert.deepEqual(JSON.parse(taskTrustPolicy("123456789012")), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
  });
});
