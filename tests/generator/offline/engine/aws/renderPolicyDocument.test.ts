import assert from "node:assert/strict";

import { renderPolicyDocument } from "../../../../../generator/offline/engine/aws/renderPolicyDocument.js";

function rendered(args: Record<string, unknown>): unknown {
  return JSON.parse(renderPolicyDocument(args));
}

describe("renderPolicyDocument", () => {
  it("renders a trust policy", () => {
    const principals = [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }];
    assert.deepEqual(rendered({ statements: [{ actions: ["sts:AssumeRole"], principals }] }), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "ecs-tasks.amazonaws.com" },
        },
      ],
    });
  });

  it("renders lists, conditions, the reverse elements and ids", () => {
    const statement = {
      sid: "One",
      effect: "Deny",
      notActions: ["s3:GetObject", "s3:ListBucket"],
      notResources: ["*"],
      notPrincipals: [{ type: "AWS", identifiers: ["1", "2"] }],
      conditions: [
        { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
        { test: "Bool", variable: "aws:MultiFactorAuthPresent", values: ["true", "false"] },
      ],
    };
    assert.deepEqual(rendered({ version: "2008-10-17", policyId: "p", statements: [statement] }), {
      Version: "2008-10-17",
      Id: "p",
      Statement: [
        {
          Sid: "One",
          Effect: "Deny",
          NotAction: ["s3:GetObject", "s3:ListBucket"],
          NotResource: "*",
          NotPrincipal: { AWS: ["1", "2"] },
          Condition: {
            Bool: {
              "aws:SecureTransport": "false",
              "aws:MultiFactorAuthPresent": ["true", "false"],
            },
          },
        },
      ],
    });
  });

  it("renders everybody as a star, and no statements as none", () => {
    const principals = [{ type: "*", identifiers: ["*"] }];
    const { Statement } = rendered({ statements: [{ principals }] }) as { Statement: unknown };
    assert.deepEqual(Statement, [{ Effect: "Allow", Principal: "*" }]);
    assert.deepEqual(rendered({}), { Version: "2012-10-17", Statement: [] });
  });
});
