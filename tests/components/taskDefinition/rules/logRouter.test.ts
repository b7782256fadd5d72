import assert from "node:assert/strict";

import type { LogRouterOutline } from "../../../../components/taskDefinition/rules/logRouter.js";
import {
  firelensConfiguration,
  logRouterProblem,
  logRouterStatements,
  writesToAws,
} from "../../../../components/taskDefinition/rules/logRouter.js";
import { sidecarProblem } from "../../../../components/taskDefinition/rules/sidecar.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("logRouter", () => {
  const legal: Partial<LogRouterOutline>[] = [
    { options: { Name: "cloudwatch_logs", log_group_name: "orders" } },
    { options: { name: "datadog" }, secretOptions: ["apikey"] },
    { configFile: "/extra.conf" },
    { isUsed: false },
  ];
  for (const router of legal) {
    it(`takes ${JSON.stringify(router)}`, () => {
      assert.equal(logRouterProblem({ secretOptions: [], ...router }), undefined);
    });
  }

  const faults: [Partial<LogRouterOutline>, string, string][] = [
    [
      { options: { region: "eu-west-1" } },
      "logRouter.options",
      `'logRouter.options' must have the output plugin as 'Name' unless there is a 'configFile', got none; { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" } works`,
    ],
    [
      { options: { Name: "s3" } },
      "logRouter.options.bucket",
      `'logRouter.options' must have 'bucket' when 'Name' is "s3", got none; add the target's name`,
    ],
    [
      { options: { Name: "datadog", apikey: "x" }, secretOptions: ["apikey"] },
      "logRouter.options.apikey",
      "'apikey' stands in 'logRouter.options' and in 'logRouter.secretOptions'; leave it out of 'options'",
    ],
    [
      { configFile: "extra.conf" },
      "logRouter.configFile",
      `'logRouter.configFile' must be an absolute path in the image, got "extra.conf"; "/extra.conf" works`,
    ],
  ];
  for (const [router, path, reason] of faults) {
    it(`refuses ${JSON.stringify(router)}`, () => {
      assert.deepEqual(logRouterProblem({ secretOptions: [], ...router }), { path, reason });
    });
  }

  const group = "arn:aws:logs:eu-west-1:123456789012:log-group:orders";
  const logs = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
  const grants: [Record<string, string>, object[]][] = [
    [
      { Name: "cloudwatch_logs", log_group_name: "orders" },
      [{ actions: logs, resources: [group, `${group}:*`] }],
    ],
    [
      { Name: "cloudwatch_logs", Log_Group_Name: "orders/$(tag)", auto_create_group: "true" },
      [
        {
          actions: ["logs:CreateLogGroup", ...logs],
          resources: [`${group}/*`, `${group}/*:*`],
        },
      ],
    ],
    [
      { Name: "kinesis_firehose", delivery_stream: "orders", region: "us-east-1" },
      [
        {
          actions: ["firehose:PutRecordBatch"],
          resources: ["arn:aws:firehose:us-east-1:123456789012:deliverystream/orders"],
        },
      ],
    ],
    [
      { Name: "kinesis_streams", stream: "orders" },
      [
        {
          actions: ["kinesis:PutRecords"],
          resources: ["arn:aws:kinesis:eu-west-1:123456789012:stream/orders"],
        },
      ],
    ],
    [
      { Name: "s3", bucket: "orders" },
      [{ actions: ["s3:PutObject"], resources: ["arn:aws:s3:::orders/*"] }],
    ],
    [{ Name: "datadog" }, []],
    [{}, []],
  ];
  for (const [options, statements] of grants) {
    it(`allows what ${JSON.stringify(options)} needs`, () => {
      assert.deepEqual(logRouterStatements(options, place), statements);
      assert.equal(writesToAws(options), statements.length > 0);
    });
  }

  it("adds what ECS knows to each line, unless told not to", () => {
    assert.deepEqual(firelensConfiguration({}), {
      type: "fluentbit",
      options: { "enable-ecs-log-metadata": "true" },
    });
    assert.deepEqual(firelensConfiguration({ enableEcsLogMetadata: false, configFile: "/x" }), {
      type: "fluentbit",
      options: {
        "enable-ecs-log-metadata": "false",
        "config-file-type": "file",
        "config-file-value": "/x",
      },
    });
  });

  it("refuses limits out of order", () => {
    const decide = (logRouter: object) => sidecarProblem({ logRouter }, ["app"]);
    assert.equal(decide({}), undefined);
    assert.equal(decide({ memoryReservation: 128 }), undefined);
    assert.deepEqual(decide({ memory: 5 }), {
      path: "logRouter.memory",
      reason: "'logRouter.memory' must be a whole number of at least 6 MiB, got 5; 128 works",
    });
    assert.deepEqual(decide({ memoryReservation: 129 }), {
      path: "logRouter.memoryReservation",
      reason:
        "'logRouter.memoryReservation' must not be above its 'memory' of 128 MiB, got 129; 64 works",
    });
  });
});
