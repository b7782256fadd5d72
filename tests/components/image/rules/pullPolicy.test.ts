import assert from "node:assert/strict";

import { pullAccountsProblem, pullPolicy } from "../../../../components/image/rules/pullPolicy.js";

describe("pullPolicy", () => {
  it("lets exactly these accounts pull, each once, in a settled order", () => {
    const policy = pullPolicy(["222222222222", "111111111111", "222222222222"], "aws-cn");
    assert.deepEqual(JSON.parse(policy), {
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Pull",
          Effect: "Allow",
          Principal: {
            AWS: ["arn:aws-cn:iam::111111111111:root", "arn:aws-cn:iam::222222222222:root"],
          },
          Action: [
            "ecr:BatchCheckLayerAvailability",
            "ecr:BatchGetImage",
            "ecr:GetDownloadUrlForLayer",
          ],
        },
      ],
    });
  });

  it("refuses everything but account ids", () => {
    assert.equal(pullAccountsProblem(["111111111111"]), undefined);
    for (const [ids, got] of [
      [["111111111111", "*"], '"*"'],
      [[], "none"],
    ] as [string[], string][]) {
      assert.deepEqual(pullAccountsProblem(ids), {
        path: "pullAccountIds",
        reason: `'pullAccountIds' must hold account ids of 12 digits, got ${got}; ["123456789012"] works`,
      });
    }
  });
});
