import assert from "node:assert/strict";

import type { LogRouterOutline } from "../../../../components/taskDefinition/rules/logRouter.js";
import {
  logRouterProblem,
  logRouterStatements,
  routerLogProblem,
  routerUseProblem,
  writesToAws,
} from "../../../../components/taskDefinition/rules/logRouter.js";
import {
  configFileStatements,
  firelensConfiguration,
  initFiles,
  routerConfigProblem,
} from "../../../../components/taskDefinition/rules/logRouterConfig.js";

const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };

describe("logRouter", () => {
  const legal: Partial<LogRouterOutline>[] = [
    { options: { Name: "cloudwatch_logs", log_group_name: "orders" } },
    { options: { name: "datadog" }, secretOptions: ["apikey"] },
    { hasConfig: true },
    { type: "fluentd", options: { "@type": "s3" }, hasImage: true },
    { isUsed: false },
  ];
  for (const router of legal) {
    it(`takes ${JSON.stringify(router)}`, () => {
      assert.equal(logRouterProblem({ secretOptions: [], hasConfig: false, ...router }), undefined);
    });
  }

  const faults: [Partial<LogRouterOutline>, string, string][] = [
    [
      { options: { region: "eu-west-1" } },
      "logRouter.options",
      `'logRouter.options' must have the output plugin as 'Name' unless there is a 'configFile', got none; { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" } works`,
    ],
    ...[{}, { isUsed: false, options: { region: "eu-west-1" } }].map(
      (router): [Partial<LogRouterOutline>, string, string] => [
        router,
        "logRouter.options",
        `'logRouter.options' must have the output plugin as 'Name' unless there is a 'configFile', got none; { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" } works`,
      ],
    ),
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
      { type: "fluentd", options: { Name: "s3" }, hasImage: true },
      "logRouter.options",
      `'logRouter.options' must have the output plugin as '@type' unless there is a 'configFile', got none; { "@type": "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders" } works`,
    ],
    [
      { type: "fluentd", hasConfig: true, hasImage: false },
      "logRouter.image",
      `'logRouter.image' must be given for 'type' "fluentd", since the default one is of Fluent Bit, got none; "fluent/fluentd:v1.18-1" works`,
    ],
  ];
  for (const [router, path, reason] of faults) {
    it(`refuses ${JSON.stringify(router)}`, () => {
      assert.deepEqual(logRouterProblem({ secretOptions: [], hasConfig: false, ...router }), {
        path,
        reason,
      });
    });
  }

  const group = "arn:aws:logs:eu-west-1:123456789012:log-group:orders";
  const logs = ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"];
  const grants: [Record<string, string>, object[]][] = [
    [
      { Name: "cloudwatch", log_group_name: "/ecs/$(ecs_cluster)/app" },
      [
        {
          actions: logs,
          resources: [group.replace("orders", "/ecs/*"), `${group.replace("orders", "/ecs/*")}:*`],
        },
      ],
    ],
    [
      {
        Name: "cloudwatch",
        log_group_name: "orders",
        role_arn: "arn:aws:iam::222222222222:role/log",
      },
      [{ actions: ["sts:AssumeRole"], resources: ["arn:aws:iam::222222222222:role/log"] }],
    ],
    [
      { Name: "firehose", delivery_stream: "orders" },
      [
        {
          actions: ["firehose:PutRecordBatch"],
          resources: ["arn:aws:firehose:eu-west-1:123456789012:deliverystream/orders"],
        },
      ],
    ],
    [
      { "@type": "kinesis_streams", stream_name: "orders" },
      [
        {
          actions: ["kinesis:PutRecords"],
          resources: ["arn:aws:kinesis:eu-west-1:123456789012:stream/orders"],
        },
      ],
    ],
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
    // Neither is one of the texts that Fluent Bit takes for true.
    ...["not on", "once"].map((auto_create_group): [Record<string, string>, object[]] => [
      { Name: "cloudwatch_logs", log_group_name: "orders", auto_create_group },
      [{ actions: logs, resources: [group, `${group}:*`] }],
    ]),
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

  const s3 = "arn:aws:s3:::settings/extra.conf";
  const configs: [Parameters<typeof routerConfigProblem>[0], string | undefined][] = [
    [{ isFargate: true }, undefined],
    [{ configFile: "/extra.conf", isFargate: true }, undefined],
    [{ configFile: s3, isFargate: false }, undefined],
    [{ configFile: "arn:aws-cn:s3:::settings/a/extra.conf", isFargate: false }, undefined],
    [{ type: "fluentd", isFargate: false }, undefined],
    [
      { type: "vector", isFargate: false },
      `'logRouter.type' must be fluentbit or fluentd, got "vector"; leave it out for "fluentbit"`,
    ],
    [
      { configFile: "extra.conf", isFargate: false },
      `'logRouter.configFile' must be an absolute path in the image, or the ARN of an object of S3, got "extra.conf"; "/extra.conf" works`,
    ],
    [
      { configFile: "arn:aws:s3:::settings", isFargate: false },
      `'logRouter.configFile' must be the ARN of an object of S3, or an absolute path in the image, got "arn:aws:s3:::settings"; "arn:aws:s3:::settings/extra.conf" works`,
    ],
    [
      { configFile: s3, isFargate: true },
      `'logRouter.configFile' may not be of S3 on Fargate, got "${s3}"; a path in the image works, or AWS's image "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-2.32.4" with 'environment' { aws_fluent_bit_init_s3_1: "${s3}" }`,
    ],
  ];
  for (const [config, reason] of configs) {
    it(`${reason === undefined ? "takes" : "refuses"} ${JSON.stringify(config)}`, () => {
      assert.equal(routerConfigProblem(config)?.reason, reason);
    });
  }

  it("reads the configuration in S3 that it is told of, and no other", () => {
    const environment = { aws_fluent_bit_init_s3_1: s3, aws_fluent_bit_init_file_1: "/a", A: "b" };
    assert.deepEqual(initFiles(environment), [s3]);
    assert.deepEqual(configFileStatements(["/extra.conf"]), []);
    assert.deepEqual(configFileStatements([s3, "/extra.conf", s3]), [
      { actions: ["s3:GetObject"], resources: [s3] },
      { actions: ["s3:GetBucketLocation"], resources: ["arn:aws:s3:::settings"] },
    ]);
  });

  const drivers: [(string | undefined)[], boolean][] = [
    [[undefined], true],
    [["awslogs", "awsfirelens"], true],
    [["awslogs"], false],
    [["splunk", "awslogs"], false],
  ];
  for (const [given, isUsed] of drivers) {
    it(`${isUsed ? "has a container that writes" : "is refused without one that writes"} to it in ${JSON.stringify(given)}`, () => {
      assert.equal(routerUseProblem(given) === undefined, isUsed);
    });
  }

  it("names the drivers where no container writes to it", () => {
    assert.deepEqual(routerUseProblem(["splunk", "awslogs"]), {
      path: "logRouter",
      reason: `'logRouter' must have a container that writes to it, got 'logConfiguration.logDriver' "splunk", "awslogs"; leave 'logRouter' out, or "awsfirelens" works`,
    });
  });

  it("writes its own log anywhere but to itself", () => {
    assert.equal(routerLogProblem(undefined), undefined);
    assert.equal(routerLogProblem("awslogs"), undefined);
    assert.deepEqual(routerLogProblem("awsfirelens"), {
      path: "logRouter.logConfiguration.logDriver",
      reason: `'logRouter.logConfiguration.logDriver' may not be "awsfirelens", which is the router itself; "awslogs" works`,
    });
  });
});
