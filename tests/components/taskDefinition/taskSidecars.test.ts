import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";

const app = { name: "app", image: "registry.example.com/app@sha256:0" };
const logRouter = {
  options: { Name: "cloudwatch_logs", region: "us-east-1", log_group_name: "orders" },
};

describe("TaskDefinition: containers that arguments add", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: Partial<TaskDefinitionArgs>) {
    const task = new TaskDefinition("orders", { containers: [app], ...args });
    await mock.settled();
    const { inputs } = mock.resource("aws:ecs/taskDefinition:TaskDefinition");
    const containers = JSON.parse(String(inputs.containerDefinitions)) as Record<string, unknown>[];
    const policies = mock.resources.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    const actions = (policy: string) =>
      policies
        .filter(({ name }) => name === policy)
        .flatMap(({ inputs: { policy: text } }) => {
          const { Statement } = JSON.parse(String(text)) as { Statement: { Action: string[] }[] };
          return Statement.flatMap(({ Action }) => Action);
        });
    return { task, inputs, containers, actions };
  }

  it("refuses a key of the log router's output in plain text", () => {
    const options = { Name: "datadog", apikey: "hunter2" };
    assert.throws(
      () => new TaskDefinition("orders", { containers: [app], logRouter: { options } }),
      {
        propertyPath: "logRouter.options.apikey",
        message: /name it in 'logRouter\.secretOptions'/,
      },
    );
  });

  it("refuses a key of a container's own output in plain text", () => {
    const logConfiguration = {
      logDriver: "awsfirelens" as const,
      options: { Name: "nrlogs", license_key: "hunter2" },
    };
    const containers = [app, { ...app, name: "other", logConfiguration }];
    assert.throws(() => new TaskDefinition("orders", { containers, logRouter }), {
      propertyPath: "containers[1].logConfiguration.options.license_key",
      message: /name it in 'containers\[1\]\.logConfiguration\.secretOptions'/,
    });
  });

  it("adds a log router that the other containers log through", async () => {
    const { containers, task } = await make({ logRouter });
    const [own, router] = containers;
    assert.deepEqual(own?.logConfiguration, {
      logDriver: "awsfirelens",
      options: { Name: "cloudwatch_logs", log_group_name: "orders", region: "us-east-1" },
    });
    assert.equal(own.memory, 384);
    const { logConfiguration, ...rest } = router ?? {};
    assert.deepEqual(rest, {
      essential: true,
      firelensConfiguration: {
        options: { "enable-ecs-log-metadata": "true" },
        type: "fluentbit",
      },
      image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:2.32.4",
      memory: 128,
      memoryReservation: 50,
      name: "log-router",
      user: "0",
    });
    assert.equal((logConfiguration as { logDriver: string }).logDriver, "awslogs");
    assert.deepEqual(task.ref.containers, [{ name: "app", ports: [] }]);
  });

  it("gives the log router what was asked for, and its secrets to the execution role", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";
    const { containers, actions } = await make({
      logRouter: {
        options: { Name: "datadog" },
        secretOptions: { apikey: { secretArn } },
        configFile: pulumi.output("/extra.conf"),
        enableEcsLogMetadata: false,
        image: "registry.example.com/router@sha256:0",
        cpu: 64,
        memory: 256,
        memoryReservation: 100,
      },
    });
    const [own, router] = containers;
    assert.deepEqual(own?.logConfiguration, {
      logDriver: "awsfirelens",
      options: { Name: "datadog" },
      secretOptions: [{ name: "apikey", valueFrom: secretArn }],
    });
    assert.deepEqual(
      [router?.image, router?.cpu, router?.memory, router?.memoryReservation],
      ["registry.example.com/router@sha256:0", 64, 256, 100],
    );
    assert.deepEqual(router?.firelensConfiguration, {
      options: {
        "config-file-type": "file",
        "config-file-value": "/extra.conf",
        "enable-ecs-log-metadata": "false",
      },
      type: "fluentbit",
    });
    assert.ok(actions("orders-execution").includes("secretsmanager:GetSecretValue"));
    assert.deepEqual(actions("orders-task"), []);
  });

  it("lets the task role write to the log router's target", async () => {
    const { actions } = await make({ logRouter });
    assert.deepEqual(actions("orders-task"), [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]);
  });

  it("adds a collector that sends traces to X-Ray and metrics to CloudWatch", async () => {
    const { containers, actions } = await make({ logRouter, openTelemetry: {} });
    assert.deepEqual(
      containers.map(({ name, memory }) => [name, memory]),
      [
        ["app", 128],
        ["log-router", 128],
        ["otel-collector", 256],
      ],
    );
    const { logConfiguration, ...rest } = containers[2] ?? {};
    assert.deepEqual(rest, {
      command: ["--config=/etc/ecs/ecs-default-config.yaml"],
      essential: false,
      image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.43.1",
      memory: 256,
      memoryReservation: 64,
      name: "otel-collector",
      restartPolicy: { enabled: true, restartAttemptPeriod: 300 },
    });
    assert.equal((logConfiguration as { logDriver: string }).logDriver, "awslogs");
    assert.deepEqual(actions("orders-task").slice(3), [
      "xray:GetSamplingRules",
      "xray:GetSamplingStatisticSummaries",
      "xray:GetSamplingTargets",
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
      "logs:PutRetentionPolicy",
    ]);
  });

  it("gives the collector what was asked for", async () => {
    const image = "registry.example.com/collector@sha256:0";
    const { containers, actions } = await make({
      openTelemetry: {
        configuration: pulumi.output("receivers: {}"),
        image,
        cpu: 64,
        memory: 384,
        memoryReservation: 100,
      },
    });
    const { logConfiguration, restartPolicy, ...rest } = containers[1] ?? {};
    assert.ok(logConfiguration && restartPolicy);
    assert.deepEqual(rest, {
      cpu: 64,
      environment: [{ name: "AOT_CONFIG_CONTENT", value: "receivers: {}" }],
      essential: false,
      image,
      memory: 384,
      memoryReservation: 100,
      name: "otel-collector",
    });
    assert.equal(actions("orders-task")[0], "xray:GetSamplingRules");
  });

  const faults: [string, Partial<TaskDefinitionArgs>, string, RegExp][] = [
    [
      "a container of the log router's name",
      { logRouter, containers: [app, { ...app, name: "log-router" }] },
      "containers[1].name",
      /may not be "log-router" beside 'logRouter', .*; "log-router-2" works/,
    ],
    [
      "a log router without target",
      { logRouter: {} },
      "logRouter.options",
      /must have the output plugin as 'Name'/,
    ],
    [
      "an output plugin that is not known yet",
      { logRouter: { options: { Name: pulumi.output("s3") } } },
      "logRouter.options.Name",
      /must be plain text, got an output; /,
    ],
    [
      "a secret option without source",
      { logRouter: { options: { Name: "datadog" }, secretOptions: { apikey: {} } } },
      "logRouter.secretOptions.apikey",
      /secret 'apikey' must have one of/,
    ],
    [
      "a log router with too little memory",
      { logRouter: { ...logRouter, memory: 32 } },
      "logRouter.memoryReservation",
      /must be below its 'memory' of 32 MiB, got 50; 16 works/,
    ],
    [
      "a container of the collector's name",
      { openTelemetry: {}, containers: [{ ...app, name: "otel-collector" }] },
      "containers[0].name",
      /may not be "otel-collector" beside 'openTelemetry', /,
    ],
    [
      "a collector with too little memory",
      { openTelemetry: { memory: 64 } },
      "openTelemetry.memoryReservation",
      /must be below its 'memory' of 64 MiB, got 64; 32 works/,
    ],
    [
      "no essential container of its own",
      { logRouter, containers: [{ ...app, essential: false }] },
      "containers[0].essential",
      /'essential' must be true for at least one container/,
    ],
  ];
  for (const [fault, args, propertyPath, message] of faults) {
    it(`refuses ${fault}`, () => {
      assert.throws(() => new TaskDefinition("orders", { containers: [app], ...args }), {
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
