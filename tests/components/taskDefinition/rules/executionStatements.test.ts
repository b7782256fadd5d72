import assert from "node:assert/strict";

import { executionStatements } from "../../../../components/taskDefinition/rules/executionStatements.js";

describe("executionStatements", () => {
  it("lets the execution role write its log, and pull from its repositories alone", () => {
    assert.deepEqual(executionStatements(["arn:b", "arn:a", "arn:b"], "arn:log"), [
      { actions: ["logs:CreateLogStream", "logs:PutLogEvents"], resources: ["arn:log:*"] },
      { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
      {
        actions: [
          "ecr:BatchCheckLayerAvailability",
          "ecr:BatchGetImage",
          "ecr:GetDownloadUrlForLayer",
        ],
        resources: ["arn:a", "arn:b"],
      },
    ]);
  });

  it("asks for nothing of ECR where no image comes from there", () => {
    assert.deepEqual(
      executionStatements([], "arn:log").flatMap(({ actions }) => actions),
      ["logs:CreateLogStream", "logs:PutLogEvents"],
    );
  });
});
