import fc from "fast-check";

import type { ContainerArgs, TaskDefinitionArgs } from "../../components/index.js";
import { few, near, seldom, some, text } from "./draw.js";

const REPOSITORY = "123456789012.dkr.ecr.us-east-1.amazonaws.com/orders";
const DIGEST = `@sha256:${"ab".repeat(32)}`;
const name = text("app", "web", "proxy", "log");

const portMapping = seldom(
  some(
    {
      containerPort: near(8080, 9090, 1, 65_535),
      protocol: text("tcp", "udp"),
      name: text("http", "admin"),
    },
    "containerPort",
  ),
  { hostPort: near(0, 80, 8080), containerPortRange: text("8000-8010") },
);

const portRange = some(
  { containerPortRange: text("8000-8010", "9000-9090"), protocol: text("tcp", "udp") },
  "containerPortRange",
);

const container = seldom(
  some(
    {
      name,
      image: text(`${REPOSITORY}${DIGEST}`, `${REPOSITORY}:1.27${DIGEST}`),
      cpu: near(0, 64, 128, 256),
      memory: near(64, 128, 256, 512),
      memoryReservation: near(64, 128),
      essential: fc.boolean(),
      command: few(fc.constantFrom("serve", "--port=8080")),
      entryPoint: few(fc.constantFrom("/server")),
      workingDirectory: text("/app"),
      user: text("1000", "1000:1000"),
      readonlyRootFilesystem: fc.boolean(),
      initProcessEnabled: fc.boolean(),
      stopTimeout: near(2, 30, 120),
      startTimeout: near(2, 30, 120),
      environment: fc.dictionary(text("STAGE", "PORT"), fc.constantFrom("dev", "8080"), {
        maxKeys: 2,
      }),
      portMappings: few(
        fc.oneof({ weight: 15, arbitrary: portMapping }, { weight: 1, arbitrary: portRange }),
      ),
      secrets: fc.dictionary(
        text("DB_URL", "STAGE"),
        seldom(some({ parameterName: text("/orders/db") }, "parameterName"), {
          jsonKey: text("url"),
        }),
        { maxKeys: 1 },
      ),
      healthCheck: some(
        {
          command: fc.constant(["CMD-SHELL", "true"]),
          interval: near(5, 30, 300),
          timeout: near(2, 5, 60),
          retries: near(1, 3, 10),
          startPeriod: near(0, 60, 300),
        },
        "command",
      ),
      ulimits: few(
        some(
          { name: text("nofile"), softLimit: near(1024), hardLimit: near(4096) },
          "name",
          "softLimit",
          "hardLimit",
        ),
        1,
      ),
    },
    "name",
    "image",
    "portMappings",
  ),
  {
    gpuCount: near(1),
    linuxParameters: some({
      sharedMemorySize: near(64),
      maxSwap: near(0, 64),
      swappiness: near(0, 60, 100),
      tmpfs: few(some({ containerPath: text("/tmp"), size: near(64) }, "containerPath", "size"), 1),
    }),
    dependsOn: few(
      some(
        { containerName: name, condition: text("START", "HEALTHY", "COMPLETE") },
        "containerName",
        "condition",
      ),
      1,
    ),
    mountPoints: few(
      some(
        { sourceVolume: text("data"), containerPath: text("/data"), readOnly: fc.boolean() },
        "sourceVolume",
        "containerPath",
      ),
      1,
    ),
  },
);

const volume = some(
  {
    name: text("data"),
    efs: some(
      {
        fileSystemId: text("fs-0123456789abcdef0"),
        rootDirectory: text("/", "/data"),
        transitEncryptionPort: near(20_049),
        accessPoint: some(
          { path: text("/orders"), uid: near(1000), permissions: text("750") },
          "path",
        ),
      },
      "fileSystemId",
    ),
    ebs: some({
      sizeGiB: near(1, 20, 16_384),
      volumeType: text("gp3", "gp2", "io2"),
      iops: near(3000, 16_000),
      throughput: near(125, 1000),
      encrypted: fc.boolean(),
      fileSystemType: text("xfs", "ext4"),
    }),
    docker: some({
      scope: text("task", "shared"),
      autoprovision: fc.boolean(),
      driver: text("local"),
    }),
    hostPath: text("/var/data"),
  },
  "name",
);

/** Arguments for a task definition, legal and illegal ones. */
export const taskDefinitionArgs = seldom(
  some(
    {
      containers: fc.oneof(
        {
          weight: 30,
          arbitrary: fc.uniqueArray(container, {
            minLength: 1,
            maxLength: 3,
            selector: ({ name: own }) => own,
          }),
        },
        { weight: 1, arbitrary: fc.array(container, { maxLength: 3 }) },
      ),
      cpu: near(256, 512, 1024, 2048),
      memory: near(512, 1024, 2048, 4096),
      architecture: fc.constantFrom("amd64", "arm64"),
      ephemeralStorageGiB: near(21, 50, 200),
      logRetentionDays: near(1, 30, 365),
      volumes: few(volume),
      enableFaultInjection: fc.boolean(),
      retainRevisions: fc.boolean(),
      retainLogs: fc.boolean(),
      openTelemetry: fc.constant({}),
      logRouter: fc.constant({ options: { Name: "cloudwatch" } }),
    },
    "containers",
  ),
  {
    requiresCompatibilities: fc.subarray(["FARGATE", "EC2"], { minLength: 1 }),
    operatingSystem: fc.constantFrom("LINUX", "WINDOWS_SERVER_2022_CORE"),
    pidMode: text("task", "host"),
    ipcMode: text("none", "task"),
    placementConstraints: few(
      some({ expression: text("attribute:ecs.instance-type =~ t3.*") }, "expression"),
      1,
    ),
  },
) as unknown as fc.Arbitrary<TaskDefinitionArgs>;

/** A container's own log, where there is one. */
export const ownLogs = fc.oneof(
  { weight: 7, arbitrary: fc.constant(undefined) },
  some(
    {
      logDriver: fc.constant("awslogs"),
      options: some({
        mode: text("blocking", "non-blocking"),
        "max-buffer-size": text("4m", "25m"),
        "awslogs-multiline-pattern": text("^INFO"),
        "awslogs-group": text("audit"),
      }),
    },
    "logDriver",
  ),
  fc.constant({
    logDriver: "splunk",
    options: { "splunk-url": "https://splunk.example.com:8088" },
    secretOptions: { "splunk-token": { parameterName: "/orders/splunk" } },
  }),
  fc.record({
    logDriver: fc.constantFrom("awsfirelens", "fluentd", "gelf", "journald", "json-file", "syslog"),
  }),
) as unknown as fc.Arbitrary<ContainerArgs["logConfiguration"]>;
