import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { TaskDefinitionArgs } from "../../../components/index.js";
import { TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { DIGEST } from "../support/imageDigest.js";

const TASK = "aws:ecs/taskDefinition:TaskDefinition";
const image = `123456789012.dkr.ecr.us-east-1.amazonaws.com/orders@${DIGEST}`;
const app = { name: "app", image };

describe("TaskDefinition", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(args: TaskDefinitionArgs) {
    const task = new TaskDefinition("orders", args);
    await mock.settled();
    const { inputs } = mock.resource(TASK);
    const containers = JSON.parse(String(inputs.containerDefinitions)) as Record<string, unknown>[];
    return { task, inputs, containers };
  }

  it("makes a log group, two roles with their policies, and the task definition", async () => {
    await make({
      containers: [app],
      taskRoleStatements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::a/*"] }],
    });
    const urn = mock.resource("slipway:index:TaskDefinition").urn;
    assert.deepEqual(
      mock.resources
        .map(
          ({ type, name, parent }) => `${type} ${name} < ${parent === urn ? "component" : "other"}`,
        )
        .sort(),
      [
        "aws:cloudwatch/logGroup:LogGroup orders < component",
        "aws:ecs/taskDefinition:TaskDefinition orders < component",
        "aws:iam/role:Role orders-execution < component",
        "aws:iam/role:Role orders-task < component",
        "aws:iam/rolePolicy:RolePolicy orders-execution < other",
        "aws:iam/rolePolicy:RolePolicy orders-task < other",
        "slipway:index:TaskDefinition orders < other",
      ],
    );
  });

  it("takes the smallest Fargate size for a container that asks for nothing", async () => {
    const { inputs, task } = await make({ containers: [app] });
    assert.deepEqual(
      [inputs.cpu, inputs.memory, inputs.networkMode, inputs.requiresCompatibilities],
      ["256", "512", "awsvpc", ["FARGATE"]],
    );
    assert.deepEqual([await valueOf(task.cpu), await valueOf(task.memory)], [256, 512]);
    assert.deepEqual(inputs.runtimePlatform, {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "X86_64",
    });
    assert.equal(inputs.ephemeralStorage, undefined);
  });

  it("runs on the architecture that the image is built for", async () => {
    const { inputs } = await make({ containers: [app], architecture: "arm64" });
    assert.deepEqual(inputs.runtimePlatform, {
      operatingSystemFamily: "LINUX",
      cpuArchitecture: "ARM64",
    });
  });

  it("gives its containers the limits, the log and the ports that follow", async () => {
    const { containers, task } = await make({
      memory: 1024,
      ephemeralStorageGiB: 21,
      containers: [
        { ...app, portMappings: [{ containerPort: 8080 }] },
        { name: "agent", image: "agent", memory: 128, essential: false },
      ],
    });
    assert.deepEqual(
      containers.map(({ name, memory, essential }) => [name, memory, essential]),
      [
        ["app", 896, true],
        ["agent", 128, false],
      ],
    );
    const group = mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs;
    assert.match(String(group.name), /^\/ecs\/orders-dev-[0-9a-f]{8}$/);
    assert.equal(group.retentionInDays, 30);
    assert.equal(await valueOf(pulumi.output(task.logGroupName)), group.name);
    assert.deepEqual(task.ref.containers, [
      { name: "app", ports: [8080] },
      { name: "agent", ports: [] },
    ]);
    assert.match(
      await valueOf(pulumi.output(task.ref.arn)),
      /:task-definition\/orders-dev-[0-9a-f]{8}:1$/,
    );
    const { executionRoleArn, taskRoleArn } = await valueOf(pulumi.output(task.ref));
    assert.match(String(executionRoleArn), /:role\/orders-execution-/);
    assert.match(String(taskRoleArn), /:role\/orders-task-/);
    assert.equal(taskRoleArn, await valueOf(task.taskRoleArn));
  });

  it("lets the execution role do what this task needs, and nothing else", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf";
    await make({
      containers: [
        { ...app, secrets: { A: { secretArn, jsonKey: "k" }, B: { parameterName: "/orders/b" } } },
      ],
    });
    const { policy, role } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    assert.match(String(role), /^orders-execution-dev-[0-9a-f]{8}$/);
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    assert.deepEqual(
      Statement.map(({ Action, Resource }) => [Action[0], Resource]),
      [
        [
          "logs:CreateLogStream",
          [`arn:aws:logs:us-east-1:123456789012:log-group:${await groupName()}:*`],
        ],
        ["ecr:GetAuthorizationToken", ["*"]],
        [
          "ecr:BatchCheckLayerAvailability",
          ["arn:aws:ecr:us-east-1:123456789012:repository/orders"],
        ],
        ["secretsmanager:GetSecretValue", [secretArn]],
        ["ssm:GetParameters", ["arn:aws:ssm:us-east-1:123456789012:parameter/orders/b"]],
      ],
    );
  });

  it("pulls from a private registry with the credentials that are given", async () => {
    const secretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:registry-AbCdEf";
    const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    const credentials = { secretArn, kmsKeyArn };
    await make({ containers: [{ ...app, repositoryCredentials: credentials }] });
    const { containerDefinitions } = mock.resource("aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as Record<string, unknown>[];
    assert.deepEqual(container?.["repositoryCredentials"], { credentialsParameter: secretArn });
    const { policy } = mock.resource("aws:iam/rolePolicy:RolePolicy").inputs;
    const { Statement } = JSON.parse(String(policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    assert.deepEqual(
      Statement.slice(-2).map(({ Action, Resource }) => [Action, Resource]),
      [
        [["secretsmanager:GetSecretValue"], [secretArn]],
        [["kms:Decrypt"], [kmsKeyArn]],
      ],
    );
  });

  async function groupName() {
    await mock.settled();
    return String(mock.resource("aws:cloudwatch/logGroup:LogGroup").inputs.name);
  }

  it("stands on its roles' policies, so that these go after it", async () => {
    await make({ containers: [app] });
    const policy = mock.resource("aws:iam/rolePolicy:RolePolicy").urn;
    assert.ok(mock.resource(TASK).options.dependsOn?.includes(policy));
  });

  it("pain 13: keeps one log over all revisions, with retention, and beyond the stack where asked to", async () => {
    const group = () => mock.resource("aws:cloudwatch/logGroup:LogGroup");
    await make({ containers: [app] });
    const { name, retentionInDays, skipDestroy } = group().inputs;
    assert.deepEqual([retentionInDays, skipDestroy], [30, undefined]);
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const containers = [
      { ...app, name: "other", image: image.replace(DIGEST, `sha256:${"1".repeat(64)}`) },
    ];
    await make({ containers, cpu: 1024, logRetentionDays: 7, retainLogs: true });
    assert.deepEqual(group().inputs, { name, retentionInDays: 7, skipDestroy: true });
  });

  it("pain 19: stays of one family over all revisions", async () => {
    const { inputs } = await make({ containers: [app] });
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const other = await make({ containers: [{ ...app, name: "other" }], memory: 1024 });
    assert.equal(other.inputs.family, inputs.family);
  });

  it("pain 19: keeps replaced revisions, to which a deployment may go back", async () => {
    const { inputs } = await make({ containers: [app] });
    assert.equal(inputs.skipDestroy, true);
  });

  it("keeps no revision of a stack that comes and goes", async () => {
    const { inputs } = await make({ containers: [app], retainRevisions: false });
    assert.equal(inputs.skipDestroy, false);
  });

  it("lets faults be injected where asked to", async () => {
    const { inputs } = await make({ containers: [app], enableFaultInjection: true });
    assert.equal(inputs.enableFaultInjection, true);
  });

  it("registers the same text for the same containers in another order", async () => {
    const one = await make({ containers: [{ ...app, environment: { A: "1", B: "2" } }] });
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const other = await make({ containers: [{ ...app, environment: { B: "2", A: "1" } }] });
    assert.equal(other.inputs.containerDefinitions, one.inputs.containerDefinitions);
  });

  it("pain 20: registers the same for all in another order, and AWS's defaults spelled out", async () => {
    const mounts = [
      { sourceVolume: "data", containerPath: "/data" },
      { sourceVolume: "tmp", containerPath: "/tmp" },
    ];
    const ports = [{ containerPort: 8080 }, { containerPort: 9090 }];
    const A = { parameterName: "/a" };
    const B = { parameterName: "/b" };
    const registered = () =>
      Object.fromEntries(
        mock.resources
          .filter(({ type }) => type.startsWith("aws:"))
          .map(({ type, name, inputs }) => [`${type} ${name}`, inputs]),
      );
    await make({
      volumes: [{ name: "data" }, { name: "tmp" }],
      containers: [
        { ...app, environment: { C: "1", D: "2" }, secrets: { A, B }, portMappings: ports },
        { ...app, name: "agent", memory: 64, mountPoints: mounts },
      ],
    });
    const one = registered();
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    await make({
      requiresCompatibilities: ["FARGATE"],
      operatingSystem: "LINUX",
      architecture: "amd64",
      logRetentionDays: 30,
      volumes: [{ name: "tmp" }, { name: "data" }],
      containers: [
        {
          ...app,
          essential: true,
          privileged: false,
          cpu: 0,
          environment: { D: "2", C: "1" },
          secrets: { B, A },
          portMappings: [...ports].reverse().map((port) => ({ ...port, protocol: "tcp" })),
        },
        {
          ...app,
          name: "agent",
          memory: 64,
          mountPoints: [...mounts].reverse().map((mount) => ({ ...mount, readOnly: false })),
        },
      ],
    });
    assert.deepEqual(registered(), one);
  });

  it("uses an explicit provider for every child and every look-up", async () => {
    const provider = new (class extends pulumi.ProviderResource {})("aws", "elsewhere", {});
    new TaskDefinition("orders", { containers: [app] }, { provider });
    await mock.settled();
    const children = mock.resources.filter(({ type }) => type.startsWith("aws:"));
    assert.equal(children.length, 5);
    for (const { options } of children) assert.match(options.provider ?? "", /::elsewhere::/);
  });

  const size =
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html";
  const faults: [string, TaskDefinitionArgs, string, string][] = [
    [
      "256 CPU units with 4096 MiB",
      { cpu: 256, memory: 4096, containers: [app] },
      "memory",
      `'memory' must be 512, 1024 or 2048 MiB when 'cpu' is 256, got 4096. With 4096 MiB the smallest 'cpu' is 512. ${size}`,
    ],
    [
      "8192 CPU units with 17408 MiB",
      { cpu: 8192, memory: 17408, containers: [app] },
      "memory",
      `'memory' must be 16384 to 61440 in steps of 4096 MiB when 'cpu' is 8192, got 17408. The next size that fits is 20480 MiB. ${size}`,
    ],
    [
      "port 70000",
      { containers: [{ ...app, portMappings: [{ containerPort: 70000 }] }] },
      "containers[0].portMappings[0].containerPort",
      "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 70000; 8080 works",
    ],
    [
      "a privileged container",
      { containers: [{ ...app, privileged: true }] },
      "containers[0].privileged",
      "'privileged' of container 'app' must be false on Fargate, got true; leave it out",
    ],
    [
      "a port's protocol that is none",
      { containers: [{ ...app, portMappings: [{ containerPort: 80, protocol: "sctp" }] }] },
      "containers[0].portMappings[0].protocol",
      `'protocol' of container 'app' must be tcp or udp, got "sctp"; "tcp" works`,
    ],
    [
      "one port twice",
      {
        containers: [
          { ...app, portMappings: [{ containerPort: 80 }] },
          { ...app, name: "agent", portMappings: [{ containerPort: 80 }] },
        ],
      },
      "containers[1].portMappings[0].containerPort",
      "'containerPort' must differ within a task, whose containers share one address, got 80/tcp in 'app' and 'agent'; 81 works",
    ],
    [
      "more than 10 containers, with the one that takes the log",
      {
        containers: Array.from({ length: 10 }, (_, i) => ({ ...app, name: `c${i}` })),
        logRouter: { configFile: "/fluent-bit.conf" },
      },
      "containers",
      "'containers' must hold at most 10 containers, with those that other arguments add, got 11; leave some out",
    ],
    [
      "two containers of one name, though their images are not known",
      {
        containers: [
          { name: "app", image: pulumi.output(Promise.resolve(image)) },
          { name: "app", image: pulumi.output(Promise.resolve(image)) },
        ],
      },
      "containers[1].name",
      `'name' must differ between containers, got "app" twice; "app-2" works`,
    ],
    [
      "20 GiB of disk",
      { containers: [app], ephemeralStorageGiB: 20 },
      "ephemeralStorageGiB",
      "'ephemeralStorageGiB' must be a whole number from 21 to 200 GiB, got 20; leave it out for 20 GiB",
    ],
    [
      "a log of 31 days",
      { containers: [app], logRetentionDays: 31 },
      "logRetentionDays",
      "'logRetentionDays' must be a period that CloudWatch Logs offers, got 31; 60 works",
    ],
    [
      "an image that no registry could hold",
      { containers: [{ ...app, image: "my image" }] },
      "containers[0].image",
      `'image' of container 'app' must be an image's name: a repository of lower-case letters and digits with . _ - between them, got "my image"; "nginx:1.27" works`,
    ],
    [
      "no image",
      { containers: [{ ...app, image: ":1" }] },
      "containers[0].image",
      `'image' of container 'app' must be an image's name: a repository of lower-case letters and digits with . _ - between them, got ":1"; "nginx:1.27" works`,
    ],
    [
      "a parameter that Systems Manager could not have",
      { containers: [{ ...app, secrets: { KEY: { parameterName: "/orders/schlüssel" } } }] },
      "containers[0].secrets.KEY.parameterName",
      `'parameterName' of secret 'KEY' must be letters, digits, _ . - and slashes between them, got "/orders/schlüssel"; "/orders/db-url" works`,
    ],
    [
      "a secret without source",
      { containers: [{ ...app, secrets: { KEY: {} } }] },
      "containers[0].secrets.KEY",
      "secret 'KEY' must have one of 'parameterName', 'parameterArn' and 'secretArn', got none; " +
        `{ parameterName: "/orders/db-url" } works`,
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `TaskDefinition "orders": ${reason}`;
      assert.throws(() => new TaskDefinition("orders", args), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("refuses a name of 80 characters before anything is registered", () => {
    assert.throws(() => new TaskDefinition("o".repeat(80), { containers: [app] }), {
      propertyPath: "name",
    });
    assert.deepEqual(mock.resources, []);
  });
});
