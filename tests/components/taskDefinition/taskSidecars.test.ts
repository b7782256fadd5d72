import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const app = { name: "app", image: `registry.example.com/app@${DIGEST}` };
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

  it("lets a collector run as a user, without a way to write", async () => {
    const { containers } = await make({
      openTelemetry: { user: "1000", readonlyRootFilesystem: true },
    });
    const { user, readonlyRootFilesystem } = containers[1] ?? {};
    assert.deepEqual(
      { user, readonlyRootFilesystem },
      { user: "1000", readonlyRootFilesystem: true },
    );
  });

  it("leaves a collector to its image's user where nothing is said", async () => {
    const { containers } = await make({ openTelemetry: {} });
    const { user, readonlyRootFilesystem } = containers[1] ?? {};
    assert.deepEqual([user, readonlyRootFilesystem], [undefined, undefined]);
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
        image: `registry.example.com/router@${DIGEST}`,
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
      [`registry.example.com/router@${DIGEST}`, 64, 256, 100],
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

  const onInstances = { requiresCompatibilities: ["EC2" as const], networkMode: "bridge" as const };

  it("gives the log router what any container may have", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a";
    const configFile = "arn:aws:s3:::settings/extra.conf";
    const { containers, actions } = await make({
      ...onInstances,
      volumes: [{ name: "logs" }],
      containers: [
        {
          ...app,
          memory: 256,
          logConfiguration: { logDriver: "awsfirelens" },
          dependsOn: [{ containerName: "router", condition: "HEALTHY" }],
          volumesFrom: [{ sourceContainer: "router" }],
          links: ["router"],
        },
      ],
      logRouter: {
        name: "router",
        type: "fluentd",
        image: "registry.example.com/fluentd:1",
        configFile,
        essential: false,
        environment: { STAGE: "test" },
        secrets: { KEY: { secretArn } },
        mountPoints: [{ sourceVolume: "logs", containerPath: "/logs" }],
        portMappings: [{ containerPort: 24224 }],
        healthCheck: { command: ["CMD", "health"] },
        logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": "routers" } },
      },
    });
    const [own, router] = containers;
    assert.deepEqual(own?.logConfiguration, { logDriver: "awsfirelens" });
    const { logConfiguration, ...rest } = router ?? {};
    assert.deepEqual(rest, {
      environment: [{ name: "STAGE", value: "test" }],
      essential: false,
      firelensConfiguration: {
        options: {
          "config-file-type": "s3",
          "config-file-value": configFile,
          "enable-ecs-log-metadata": "true",
        },
        type: "fluentd",
      },
      healthCheck: { command: ["CMD", "health"], interval: 30, retries: 3, timeout: 5 },
      image: "registry.example.com/fluentd:1",
      memory: 128,
      memoryReservation: 50,
      mountPoints: [{ containerPath: "/logs", readOnly: false, sourceVolume: "logs" }],
      name: "router",
      portMappings: [{ containerPort: 24224, hostPort: 0, protocol: "tcp" }],
      secrets: [{ name: "KEY", valueFrom: secretArn }],
      user: "0",
    });
    const log = logConfiguration as { options: Record<string, string> };
    assert.equal(log.options["awslogs-group"], "routers");
    const granted = actions("orders-execution");
    assert.ok(granted.includes("s3:GetObject") && granted.includes("s3:GetBucketLocation"));
    assert.ok(granted.includes("secretsmanager:GetSecretValue"));
    // Neither container writes to a log group of the task.
    assert.deepEqual(
      mock.resources.filter(({ type }) => type === "aws:cloudwatch/logGroup:LogGroup"),
      [],
    );
  });

  it("lets AWS's init image read its configuration on Fargate", async () => {
    const { actions } = await make({
      logRouter: {
        image: "public.ecr.aws/aws-observability/aws-for-fluent-bit:init-latest",
        environment: { aws_fluent_bit_init_s3_1: "arn:aws:s3:::settings/a.conf" },
      },
    });
    assert.deepEqual(actions("orders-task"), ["s3:GetObject", "s3:GetBucketLocation"]);
  });

  it("leaves the output to the configuration of an image of one's own", async () => {
    const { containers } = await make({ logRouter: { image: "registry.example.com/router:1" } });
    assert.deepEqual(containers[0]?.logConfiguration, { logDriver: "awsfirelens" });
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
    const image = `registry.example.com/collector@${DIGEST}`;
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
      "a log router that no container writes to",
      {
        logRouter,
        containers: [{ ...app, logConfiguration: { logDriver: "awslogs" } }],
      },
      "logRouter",
      /'logRouter' must have a container that writes to it, got 'logConfiguration.logDriver' "awslogs"/,
    ],
    [
      "a log router that logs to itself",
      { logRouter: { ...logRouter, logConfiguration: { logDriver: "awsfirelens" } } },
      "logRouter.logConfiguration.logDriver",
      /may not be "awsfirelens", which is the router itself/,
    ],
    [
      "a log router's configuration of S3 on Fargate",
      { logRouter: { configFile: "arn:aws:s3:::settings/extra.conf" } },
      "logRouter.configFile",
      /may not be of S3 on Fargate/,
    ],
    [
      "a log router that mounts what is not there",
      { logRouter: { ...logRouter, mountPoints: [{ sourceVolume: "a", containerPath: "/a" }] } },
      "logRouter.mountPoints[0].sourceVolume",
      /must name a volume of the task, got "a"/,
    ],
    [
      "a log router whose health check is none",
      { logRouter: { ...logRouter, healthCheck: { command: ["health"] } } },
      "logRouter.healthCheck.command",
      /must start with "CMD" or "CMD-SHELL"/,
    ],
    [
      "a log router with too little memory",
      { logRouter: { ...logRouter, memory: 32 } },
      "logRouter.memoryReservation",
      /must not be above its 'memory' of 32 MiB, got 50; 16 works/,
    ],
    [
      "a container of the collector's name",
      { openTelemetry: {}, containers: [{ ...app, name: "otel-collector" }] },
      "containers[0].name",
      /may not be "otel-collector" beside 'openTelemetry', /,
    ],
    [
      "a collector with too little memory",
      { openTelemetry: { memory: 63 } },
      "openTelemetry.memoryReservation",
      /must not be above its 'memory' of 63 MiB, got 64; 31 works/,
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
