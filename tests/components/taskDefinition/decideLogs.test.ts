import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ContainerArgs, TaskDefinitionArgs } from "../../../components/index.js";
import { LogDriver, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
const logRouter = {
  options: { Name: "cloudwatch_logs", region: "us-east-1", log_group_name: "orders" },
};
const onInstances = { requiresCompatibilities: ["EC2" as const], memory: 512 };
const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:splunk-AbCdEf";

type Log = NonNullable<ContainerArgs["logConfiguration"]>;

interface Registered {
  logDriver: string;
  options?: Record<string, string>;
  secretOptions?: object[];
}

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup orders";

describe("TaskDefinition: the containers' own logs", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(log: Log | undefined, args: Partial<TaskDefinitionArgs> = {}) {
    const own = log === undefined ? app : { ...app, logConfiguration: log };
    const task = new TaskDefinition("orders", { containers: [own], ...args });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const definitions = String(inputs.containerDefinitions);
    const [first] = JSON.parse(definitions) as { logConfiguration: Registered }[];
    const statements = (policy: string) =>
      mock.resources
        .filter(({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && name === policy)
        .flatMap(({ inputs: { policy: text } }) => {
          const { Statement } = JSON.parse(String(text)) as {
            Statement: { Action: string[]; Resource: string[] }[];
          };
          return Statement.map(({ Action, Resource }) => [Action, Resource]);
        });
    const urns = mock.resources.map(({ type, name }) => `${type} ${name}`);
    return { task, definitions, log: first?.logConfiguration, statements, urns };
  }

  for (const options of [undefined, { mode: "non-blocking", "max-buffer-size": "25m" }]) {
    it(`registers awslogs as without 'logConfiguration' for ${JSON.stringify(options)}`, async () => {
      const usual = await make(undefined);
      mock = await mockPulumi({ project: "orders", stack: "dev" });
      const own = await make({ logDriver: LogDriver.Awslogs, ...(options && { options }) });
      assert.equal(own.definitions, usual.definitions);
      assert.deepEqual(own.statements("orders-execution"), usual.statements("orders-execution"));
      assert.deepEqual(own.urns, usual.urns);
    });
  }

  it("registers awsfirelens without options as the log router's", async () => {
    const usual = await make(undefined, { logRouter });
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const own = await make({ logDriver: "awsfirelens" }, { logRouter });
    assert.equal(own.definitions, usual.definitions);
    assert.deepEqual(own.statements("orders-task"), usual.statements("orders-task"));
  });

  it("adds to the options of awslogs what is not given", async () => {
    const { log } = await make({
      logDriver: "awslogs",
      options: {
        mode: pulumi.output("blocking"),
        "awslogs-multiline-pattern": "^INFO",
        "awslogs-stream-prefix": "web",
      },
    });
    const { "awslogs-group": group = "", ...options } = log?.options ?? {};
    assert.match(group, /orders/);
    assert.deepEqual(options, {
      "awslogs-multiline-pattern": "^INFO",
      "awslogs-region": "us-east-1",
      "awslogs-stream-prefix": "web",
      mode: "blocking",
    });
  });

  it("lets the execution role write to a log group of another program", async () => {
    const { log, statements } = await make({
      logDriver: "awslogs",
      options: { "awslogs-group": pulumi.output("audit"), "awslogs-region": "eu-west-1" },
    });
    assert.equal(log?.options?.["awslogs-group"], "audit");
    assert.deepEqual(statements("orders-execution"), [
      [
        ["logs:CreateLogStream", "logs:PutLogEvents"],
        ["arn:aws:logs:eu-west-1:123456789012:log-group:audit:*"],
      ],
    ]);
  });

  it("lets the execution role read the secrets of a driver", async () => {
    const { log, statements, task } = await make({
      logDriver: "splunk",
      options: { "splunk-url": "https://splunk.example.com:8088" },
      secretOptions: { "splunk-token": { secretArn: pulumi.output(secretArn) } },
    });
    assert.deepEqual(log, {
      logDriver: "splunk",
      options: { "splunk-url": "https://splunk.example.com:8088" },
      secretOptions: [{ name: "splunk-token", valueFrom: secretArn }],
    });
    assert.deepEqual(statements("orders-execution"), [
      [["secretsmanager:GetSecretValue"], [secretArn]],
    ]);
    assert.equal(task.ref.logGroupName, undefined);
  });

  it("sends one container's log elsewhere through the log router", async () => {
    const audit: ContainerArgs = {
      ...app,
      name: "audit",
      logConfiguration: {
        logDriver: "awsfirelens",
        options: { Name: "kinesis_firehose", delivery_stream: pulumi.output("audit") },
      },
    };
    const { definitions, statements } = await make(undefined, {
      logRouter,
      containers: [app, audit],
    });
    const logs = (JSON.parse(definitions) as { logConfiguration: Registered }[]).map(
      ({ logConfiguration }) => logConfiguration,
    );
    assert.equal(logs[0]?.options?.Name, "cloudwatch_logs");
    assert.deepEqual(logs[1], {
      logDriver: "awsfirelens",
      options: { Name: "kinesis_firehose", delivery_stream: "audit" },
    });
    assert.equal(logs[2]?.logDriver, "awslogs");
    assert.deepEqual(
      statements("orders-task").map(([, resources]) => resources?.[0]),
      [
        "arn:aws:logs:us-east-1:123456789012:log-group:orders",
        "arn:aws:firehose:us-east-1:123456789012:deliverystream/audit",
      ],
    );
  });

  it("needs no output of a log router whose containers all have their own", async () => {
    const options = { Name: "s3", bucket: "logs" };
    const { log, statements } = await make(
      { logDriver: "awsfirelens", options },
      { logRouter: {} },
    );
    assert.deepEqual(log, { logDriver: "awsfirelens", options });
    assert.deepEqual(statements("orders-task"), [[["s3:PutObject"], ["arn:aws:s3:::logs/*"]]]);
  });

  it("keeps a log on the instance, with no grant and no log group", async () => {
    const { log, statements, task, urns } = await make(
      { logDriver: "json-file", options: { "max-size": "10m" } },
      onInstances,
    );
    assert.deepEqual(log, { logDriver: "json-file", options: { "max-size": "10m" } });
    // IAM refuses a policy of nothing.
    assert.deepEqual(statements("orders-execution"), [[["ecr:GetAuthorizationToken"], ["*"]]]);
    assert.deepEqual(statements("orders-task"), []);
    assert.deepEqual([task.ref.logGroupName, task.logGroupName], [undefined, undefined]);
    assert.ok(!urns.includes(LOG_GROUP));
  });

  const onDisk = { logDriver: "json-file" as const };
  const elsewhere = { logDriver: "awslogs" as const, options: { "awslogs-group": "audit" } };
  const groups: [string, Partial<TaskDefinitionArgs>, boolean][] = [
    ["a container without driver", { containers: [app] }, true],
    [
      "one of two containers",
      {
        containers: [
          { ...app, logConfiguration: onDisk },
          { ...app, name: "b" },
        ],
      },
      true,
    ],
    [
      "the collector",
      { containers: [{ ...app, logConfiguration: elsewhere }], openTelemetry: {} },
      true,
    ],
    ["the log router", { containers: [app], logRouter }, true],
    [
      "nobody, with a log router that logs elsewhere",
      { containers: [app], logRouter: { ...logRouter, logConfiguration: elsewhere } },
      false,
    ],
    [
      "nobody, with the log group of another program",
      { containers: [{ ...app, logConfiguration: elsewhere }] },
      false,
    ],
  ];
  for (const [who, args, isMade] of groups) {
    it(`makes ${isMade ? "the" : "no"} log group for ${who}`, async () => {
      const { urns } = await make(undefined, { ...onInstances, ...args });
      assert.equal(urns.includes(LOG_GROUP), isMade);
    });
  }

  const faults: [string, Log, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    [
      "a driver that Fargate lacks",
      { logDriver: "syslog" },
      {},
      "logDriver",
      /must be awsfirelens, awslogs or splunk on Fargate, got "syslog"/,
    ],
    [
      "a driver that Windows lacks",
      { logDriver: "journald" },
      { ...onInstances, operatingSystem: "WINDOWS_SERVER_2022_CORE" },
      "logDriver",
      /may not be "journald" for Windows/,
    ],
    [
      "awsfirelens without a log router",
      { logDriver: "awsfirelens" },
      {},
      "logDriver",
      /beside 'logRouter' alone, got none/,
    ],
    [
      "an output that is no text yet",
      { logDriver: "awsfirelens", options: { Name: pulumi.output("s3") } },
      { logRouter },
      "options.Name",
      /must be plain text, got an output/,
    ],
    [
      "a secret without source",
      { logDriver: "awslogs", secretOptions: { token: {} } },
      {},
      "secretOptions.token",
      /secret 'token' must have one of/,
    ],
    [
      "a parameter that cannot be",
      { logDriver: "awslogs", secretOptions: { token: { parameterName: "a b" } } },
      {},
      "secretOptions.token.parameterName",
      /'parameterName' of secret 'token' must be letters/,
    ],
    [
      "a mode that is none",
      { logDriver: "awslogs", options: { mode: "async" } },
      {},
      "options.mode",
      /must be blocking or non-blocking, got "async"/,
    ],
  ];
  for (const [fault, logConfiguration, args, path, message] of faults) {
    it(`refuses ${fault}`, () => {
      const containers = [{ ...app, logConfiguration }];
      assert.throws(() => new TaskDefinition("orders", { containers, ...args }), {
        propertyPath: `containers[0].logConfiguration.${path}`,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
