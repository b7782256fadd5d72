import assert from "node:assert/strict";

import { logBucketPolicy } from "../../../../components/loadBalancer/rules/logBucketPolicy.js";

const bucket = {
  bucketArn: "arn:aws:s3:::logs",
  partition: "aws",
  region: "eu-west-1",
  account: "123456789012",
};
const tlsOnly = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

describe("logBucketPolicy", () => {
  it("lets Application Load Balancers of the account write, and nobody without TLS", () => {
    assert.deepEqual(JSON.parse(logBucketPolicy({ ...bucket, prefix: "web", isNetwork: false })), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
          Condition: {
            ArnLike: {
              "aws:SourceArn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/*",
            },
          },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::logs/web/AWSLogs/123456789012/*",
        },
        tlsOnly,
      ],
    });
  });

  it("lets the log delivery of Network Load Balancers look and write", () => {
    const from = {
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" },
      },
    };
    const { Statement } = JSON.parse(logBucketPolicy({ ...bucket, isNetwork: true })) as {
      Statement: unknown;
    };
    assert.deepEqual(Statement, [
      { ...from, Action: "s3:PutObject", Resource: "arn:aws:s3:::logs/AWSLogs/123456789012/*" },
      { ...from, Action: "s3:GetBucketAcl", Resource: "arn:aws:s3:::logs" },
      tlsOnly,
    ]);
  });
});
