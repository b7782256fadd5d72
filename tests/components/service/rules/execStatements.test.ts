import assert from "node:assert/strict";

import {
  CHANNEL_ACTIONS,
  execStatements,
} from "../../../../components/service/rules/execStatements.js";

const PLACE = { partition: "aws-cn", region: "cn-north-1", account: "123456789012" };
const GROUP = "arn:aws-cn:logs:cn-north-1:123456789012:log-group:/exec/shop";
const KEY = "arn:aws-cn:kms:cn-north-1:123456789012:key/1";
const SESSION = { actions: CHANNEL_ACTIONS, resources: ["*"] };
const BUCKET = "arn:aws-cn:s3:::sessions";

describe("execStatements", () => {
  it("open a session, and no more where nothing is logged", () => {
    assert.deepEqual(execStatements({}, PLACE), [SESSION]);
  });

  it("write its log to a group, which is looked for among all", () => {
    assert.deepEqual(execStatements({ logGroupArn: GROUP, kmsKeyArn: KEY }, PLACE), [
      SESSION,
      {
        actions: ["logs:DescribeLogGroups"],
        resources: ["arn:aws-cn:logs:cn-north-1:123456789012:log-group:*"],
      },
      {
        actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        resources: [`${GROUP}:*`],
      },
      { actions: ["kms:Decrypt"], resources: [KEY] },
    ]);
  });

  const prefixes = [
    [undefined, `${BUCKET}/*`],
    ["", `${BUCKET}/*`],
    ["exec", `${BUCKET}/exec/*`],
    ["//exec/shop//", `${BUCKET}/exec/shop/*`],
  ] as const;
  for (const [s3KeyPrefix, resource] of prefixes) {
    it(`write its log to a bucket, below ${String(s3KeyPrefix)}`, () => {
      assert.deepEqual(execStatements({ s3BucketName: "sessions", s3KeyPrefix }, PLACE), [
        SESSION,
        {
          actions: ["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"],
          resources: [BUCKET],
        },
        { actions: ["s3:PutObject"], resources: [resource] },
      ]);
    });
  }
});
