import assert from "node:assert/strict";

import type {
  LogDelivery,
  LoggingContainer,
  LoggingPlatform,
} from "../../../../components/taskDefinition/rules/logConfiguration.js";
import {
  awslogsOptions,
  logConfigurationProblem,
  logDeliveryProblem,
  logGroupStatements,
} from "../../../../components/taskDefinition/rules/logConfiguration.js";

type Log = NonNullable<LoggingContainer["logConfiguration"]>;

const platform: LoggingPlatform = {
  isFargate: false,
  isWindows: false,
  hasLogRouter: false,
  hasConfig: false,
};
const place = { partition: "aws", region: "eu-west-1", account: "123456789012" };
const splunk = {
  logDriver: "splunk",
  options: { "splunk-url": "https://splunk.example.com:8088" },
};

const problemOf = (logConfiguration: Log | undefined, where: Partial<LoggingPlatform> = {}) =>
  logConfigurationProblem({ name: "app", logConfiguration }, { ...platform, ...where });

describe("logConfiguration", () => {
  const legal: [Log | undefined, Partial<LoggingPlatform>][] = [
    [undefined, { isFargate: true }],
    [{ logDriver: "awslogs" }, { isFargate: true }],
    [
      { logDriver: "awslogs", options: { mode: "blocking" } },
      { isFargate: true, isWindows: true },
    ],
    [{ logDriver: "awslogs", options: { tag: "app" } }, {}],
    [
      {
        logDriver: "awslogs",
        options: { "awslogs-group": "a", "awslogs-region": "b", "awslogs-create-group": "true" },
      },
      { isFargate: true },
    ],
    [{ ...splunk, secretOptions: ["splunk-token"] }, { isFargate: true }],
    [{ logDriver: "awsfirelens" }, { hasLogRouter: true, isFargate: true }],
    [{ logDriver: "awsfirelens", options: { Name: "stdout" } }, { hasLogRouter: true }],
    [
      { logDriver: "awsfirelens", options: { Match: "a" } },
      { hasLogRouter: true, hasConfig: true },
    ],
    [{ logDriver: "gelf", options: { "gelf-address": "udp://a:1" } }, {}],
    [{ logDriver: "fluentd" }, { isWindows: true }],
    [{ logDriver: "journald" }, {}],
    [{ logDriver: "json-file", options: { "max-size": "10m" } }, {}],
    [{ logDriver: "syslog" }, {}],
  ];
  for (const [log, where] of legal) {
    it(`takes ${JSON.stringify(log)} where ${JSON.stringify(where)}`, () => {
      assert.equal(problemOf(log, where), undefined);
    });
  }

  const faults: [Log, Partial<LoggingPlatform>, string, string][] = [
    [
      { logDriver: "json-file" },
      { isFargate: true },
      "logDriver",
      `'logConfiguration.logDriver' of container 'app' must be awsfirelens, awslogs or splunk on Fargate, got "json-file"; "awslogs" works`,
    ],
    [
      { logDriver: "logentries" },
      {},
      "logDriver",
      `'logConfiguration.logDriver' of container 'app' must be one of awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk, syslog, got "logentries"; "awslogs" works`,
    ],
    [
      {},
      {},
      "logDriver",
      `'logConfiguration.logDriver' of container 'app' must be one of awsfirelens, awslogs, fluentd, gelf, journald, json-file, splunk, syslog, got "none"; "awslogs" works`,
    ],
    [
      { logDriver: "journald" },
      { isWindows: true },
      "logDriver",
      `'logConfiguration.logDriver' of container 'app' may not be "journald" for Windows; "awslogs" works`,
    ],
    [
      { logDriver: "awsfirelens" },
      { isFargate: true },
      "logDriver",
      `'logConfiguration.logDriver' of container 'app' may be "awsfirelens" beside 'logRouter' alone, got none; add 'logRouter', or "awslogs" works`,
    ],
    [
      { ...splunk, secretOptions: ["splunk-url"] },
      {},
      "options.splunk-url",
      "'splunk-url' of container 'app' stands in 'logConfiguration.options' and in 'logConfiguration.secretOptions'; leave it out of 'options'",
    ],
    [
      { logDriver: "awslogs", options: { tag: "app" } },
      { isFargate: true },
      "options.tag",
      "'logConfiguration.options' of container 'app' may hold awslogs-create-group, awslogs-datetime-format, awslogs-group, awslogs-multiline-pattern, awslogs-region, awslogs-stream-prefix, max-buffer-size, mode for awslogs on Fargate, got 'tag'; leave it out",
    ],
    [
      { logDriver: "awslogs", options: { "awslogs-region": "us-east-1" } },
      {},
      "options.awslogs-region",
      "'awslogs-region' of container 'app' is for an 'awslogs-group' other than the task's, got none; leave it out",
    ],
    [
      { logDriver: "awslogs", options: { "awslogs-create-group": "true" } },
      {},
      "options.awslogs-create-group",
      "'awslogs-create-group' of container 'app' is for an 'awslogs-group' other than the task's, got none; leave it out",
    ],
    [
      {
        logDriver: "awslogs",
        options: { "awslogs-datetime-format": "%Y", "awslogs-multiline-pattern": "^a" },
      },
      {},
      "options.awslogs-datetime-format",
      "'logConfiguration.options' of container 'app' may hold one of awslogs-multiline-pattern and awslogs-datetime-format, got both; leave one out",
    ],
    [
      { logDriver: "splunk", secretOptions: ["splunk-token"] },
      {},
      "options.splunk-url",
      `'logConfiguration.options' of container 'app' must have 'splunk-url' for splunk, got none; { "splunk-url": "https://splunk.example.com:8088" } works`,
    ],
    [
      splunk,
      {},
      "secretOptions.splunk-token",
      `'logConfiguration.secretOptions' of container 'app' must have 'splunk-token' for splunk, got none; { "splunk-token": { parameterName: "/orders/splunk-token" } } works`,
    ],
    [
      { logDriver: "splunk", options: { ...splunk.options, "splunk-token": "x" } },
      {},
      "secretOptions.splunk-token",
      `'logConfiguration.secretOptions' of container 'app' must have 'splunk-token' for splunk, got it in 'options', which all may read; { "splunk-token": { parameterName: "/orders/splunk-token" } } works`,
    ],
    [
      { logDriver: "gelf" },
      {},
      "options.gelf-address",
      `'logConfiguration.options' of container 'app' must have 'gelf-address' for gelf, got none; { "gelf-address": "udp://logs.example.com:12201" } works`,
    ],
    [
      { logDriver: "awsfirelens", secretOptions: ["apikey"] },
      { hasLogRouter: true },
      "options",
      `'logConfiguration.options' of container 'app' must have the output plugin as 'Name' unless there is a 'configFile', got none; { Name: "cloudwatch_logs", region: "eu-west-1", log_group_name: "orders", log_stream_prefix: "app-" } works`,
    ],
    [
      { logDriver: "awsfirelens", options: { name: "s3" } },
      { hasLogRouter: true },
      "options.bucket",
      `'logConfiguration.options' of container 'app' must have 'bucket' when 'Name' is "s3", got none; add the target's name`,
    ],
    [
      { logDriver: "awsfirelens", options: { Name: {} } },
      { hasLogRouter: true },
      "options.Name",
      `'Name' of 'logConfiguration.options' of container 'app' must be plain text, got an output; "cloudwatch_logs" works`,
    ],
  ];
  for (const [log, where, path, reason] of faults) {
    it(`refuses ${JSON.stringify(log)} where ${JSON.stringify(where)}`, () => {
      assert.deepEqual(problemOf(log, where), { path: `logConfiguration.${path}`, reason });
    });
  }

  const deliveries: [Omit<LogDelivery, "name">, string | undefined][] = [
    [{ logDriver: "awslogs", mode: "blocking" }, undefined],
    [{ logDriver: "splunk", mode: "non-blocking", maxBufferSize: "4m" }, undefined],
    [{ logDriver: "awslogs", maxBufferSize: "1048576" }, undefined],
    [{ logDriver: "awsfirelens", mode: "fast" }, undefined],
    [
      { logDriver: "awslogs", mode: "async" },
      `'mode' of the log of container 'app' must be blocking or non-blocking, got "async"; leave it out`,
    ],
    [
      { logDriver: "awslogs", mode: "blocking", maxBufferSize: "25m" },
      `'max-buffer-size' of the log of container 'app' is for option 'mode' non-blocking, got "25m" with blocking; leave it out`,
    ],
    ...["0m", "x25m", "25mb"].map((maxBufferSize): [Omit<LogDelivery, "name">, string] => [
      { logDriver: "awslogs", maxBufferSize },
      `'max-buffer-size' of the log of container 'app' must be a whole number with k, m or g, got "${maxBufferSize}"; "25m" works`,
    ]),
  ];
  for (const [delivery, reason] of deliveries) {
    it(`says ${reason ?? "nothing"} of ${JSON.stringify(delivery)}`, () => {
      assert.equal(logDeliveryProblem({ name: "app", ...delivery })?.reason, reason);
    });
  }

  it("leaves the buffer of a program that waits for its log to Docker", () => {
    const target = { container: "app", logGroup: "orders", region: "eu-west-1" };
    assert.deepEqual(awslogsOptions(target, { mode: "blocking", "awslogs-stream-prefix": "web" }), {
      "awslogs-group": "orders",
      "awslogs-region": "eu-west-1",
      "awslogs-stream-prefix": "web",
      mode: "blocking",
    });
  });

  it("grants other log groups once each, and the task's own only where ECS makes it", () => {
    const arn = (group: string, region = "eu-west-1") =>
      `arn:aws:logs:${region}:123456789012:log-group:${group}`;
    const write = ["logs:CreateLogStream", "logs:PutLogEvents"];
    const groups = [
      { group: "own" },
      { group: "audit", region: "us-east-1" },
      { group: "audit", region: "us-east-1" },
      { group: "made", isMade: "true" },
    ];
    assert.deepEqual(logGroupStatements(groups, place, arn("own")), [
      { actions: ["logs:CreateLogGroup", ...write], resources: [arn("made"), `${arn("made")}:*`] },
      { actions: write, resources: [`${arn("audit", "us-east-1")}:*`] },
    ]);
    const inOrder = logGroupStatements([{ group: "a" }, { group: "b" }], place);
    assert.deepEqual(
      inOrder.map(({ resources }) => resources),
      [[`${arn("a")}:*`], [`${arn("b")}:*`]],
    );
    const own = [{ group: "own", isMade: "TRUE" }];
    assert.deepEqual(
      logGroupStatements(own, place, arn("own")).map(({ actions }) => actions),
      [["logs:CreateLogGroup", ...write]],
    );
  });
});
