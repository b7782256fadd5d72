import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { runInNewContext } from "node:vm";

import type { TaskArgs, TaskDefinitionRef } from "../../../components/index.js";
import { PrivateReach, Task } from "../../../components/index.js";
import { taskRunProvider } from "../../../components/task/taskRunProvider.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";

const RUN = "pulumi-nodejs:dynamic:Resource";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "migrate", ports: [] }],
};
const base = { cluster, taskDefinition };

describe("Task", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  async function make(args: Partial<TaskArgs> = {}) {
    const task = new Task("migration", { ...base, ...args });
    await mock.settled();
    return { task, inputs: mock.resource(RUN).inputs };
  }

  it("makes a security group and the run", async () => {
    const { task, inputs } = await make();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).sort(), [
      "aws:ec2/securityGroup:SecurityGroup migration",
      "pulumi-nodejs:dynamic:Resource migration",
      "slipway:index:Task migration",
    ]);
    const { __provider, ...run } = inputs;
    assert.equal(typeof __provider, "string");
    assert.deepEqual(run, {
      region: "us-east-1",
      cluster: cluster.arn,
      taskDefinition: taskDefinition.arn,
      container: "migrate",
      timeoutSeconds: 600,
      capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        subnets: ["subnet-private-a", "subnet-private-b"],
        securityGroups: [await valueOf(task.securityGroupId)],
        assignPublicIp: false,
      },
    });
  });

  it("gives the last run's task and exit code", async () => {
    mock = await mockPulumi({
      outputs: ({ type }) => (type === RUN ? { taskArn: "arn:task", exitCode: 0 } : {}),
    });
    const { task } = await make();
    assert.equal(await valueOf(task.taskArn), "arn:task");
    assert.equal(await valueOf(task.exitCode), 0);
  });

  it("hands on what the run shall be", async () => {
    mock = await mockPulumi({ config: { "aws:profile": "team" }, region: "eu-west-1" });
    const { inputs } = await make({
      command: ["migrate", "--all"],
      environment: { B: "2", A: pulumi.output("1") },
      timeoutSeconds: 60,
      triggers: { schema: pulumi.output("7") },
      capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      assignPublicIp: true,
    });
    assert.equal(inputs.region, "eu-west-1");
    assert.equal(inputs.profile, "team");
    assert.deepEqual(inputs.overrides, [
      {
        name: "migrate",
        command: ["migrate", "--all"],
        environment: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
        ],
      },
    ]);
    assert.equal(inputs.timeoutSeconds, 60);
    assert.deepEqual(inputs.triggers, { schema: "7" });
    assert.deepEqual(inputs.capacityProviderStrategies, [
      { capacityProvider: "FARGATE_SPOT", weight: 1 },
    ]);
    const { subnets, assignPublicIp } = inputs.networkConfiguration as Record<string, unknown>;
    assert.deepEqual([subnets, assignPublicIp], [["subnet-public-a", "subnet-public-b"], true]);
  });

  it("pain 22: runs in the region of an explicit provider", async () => {
    const provider = new Provider("other", { region: "eu-central-1" });
    new Task("migration", base, { provider });
    await mock.settled();
    assert.equal(mock.resource(RUN).inputs.region, "eu-central-1");
  });

  it("pain 22: runs with the key of an explicit provider, and not with the stack's", async () => {
    mock = await mockPulumi({ config: { "aws:profile": "team" } });
    const assumeRoles = [{ roleArn: "arn:aws:iam::210987654321:role/deploy" }];
    const provider = new Provider("other", { accessKey: "key", secretKey: "secret", assumeRoles });
    new Task("migration", base, { provider });
    await mock.settled();
    const { inputs, secretInputs } = mock.resource(RUN);
    assert.deepEqual(
      [inputs.profile, inputs.settings],
      [
        undefined,
        { accessKey: "key", secretKey: "secret", assumeRoles: JSON.stringify(assumeRoles) },
      ],
    );
    assert.deepEqual(secretInputs, ["settings"]);
  });

  it("has no settings in its inputs where the provider is the stack's", async () => {
    mock = await mockPulumi({ config: { "aws:assumeRoles": "[]", "aws:secretKey": "secret" } });
    const { inputs } = await make();
    assert.deepEqual([inputs.settings, inputs.profile], [undefined, undefined]);
  });

  it("is an array of runs where it is asked to be", async () => {
    const { inputs } = await make({
      arraySize: pulumi.output(8),
      maxConcurrentTasks: 4,
      retryAttempts: 2,
    });
    const { arraySize, maxConcurrentTasks, retryAttempts } = inputs;
    assert.deepEqual([arraySize, maxConcurrentTasks, retryAttempts], [8, 4, 2]);
  });

  it("takes the container that is named, and references from another stack", async () => {
    const containers = [
      { name: "proxy", ports: [] },
      { name: "migrate", ports: [] },
    ];
    const { inputs } = await make({
      cluster: pulumi.output(cluster) as TaskArgs["cluster"],
      taskDefinition: pulumi.output({
        ...taskDefinition,
        containers,
      }) as TaskArgs["taskDefinition"],
      container: "migrate",
    });
    assert.equal(inputs.container, "migrate");
    assert.equal(inputs.cluster, cluster.arn);
  });

  it("has a provider that Pulumi finds from the program's folder, the same on every machine", async () => {
    const { inputs } = await make();
    const text = String(inputs.__provider);
    assert.equal(text.includes(process.cwd()), false);
    const exports: { handler?: () => unknown } = {};
    runInNewContext(text, { exports, require: createRequire(__filename), process });
    assert.equal(exports.handler?.(), taskRunProvider);
  });

  const faults: [string, Partial<TaskArgs>, string, string][] = [
    [
      "an array of one",
      { arraySize: 1 },
      "arraySize",
      "'arraySize' must be a whole number from 2 to 1000, got 1; 10 works",
    ],
    [
      "a variable that an array sets itself",
      { arraySize: 2, environment: { SLIPWAY_ARRAY_INDEX: "1" } },
      "environment",
      `'environment' must not have "SLIPWAY_ARRAY_INDEX", which 'arraySize' sets for each run; "SHARD" works`,
    ],
    [
      "private tasks that could never pull their image",
      { cluster: { ...cluster, network: { ...network, privateReach: PrivateReach.Nothing } } },
      "assignPublicIp",
      `'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
    ],
    [
      "a time of no seconds",
      { timeoutSeconds: 0 },
      "timeoutSeconds",
      "'timeoutSeconds' must be a whole number from 1 to 86400, got 0; 600 works",
    ],
    [
      "a container that does not exist",
      { container: "web" },
      "container",
      `'container' must be a container of the task definition, got "web"; it has migrate`,
    ],
    [
      "to guess whose exit code counts",
      {
        taskDefinition: {
          ...taskDefinition,
          containers: [
            { name: "a", ports: [] },
            { name: "b", ports: [] },
          ],
        },
      },
      "container",
      "'container' must name one of the task definition's containers, got nothing; it has a, b",
    ],
    [
      "overrides that are too long",
      { command: ["x".repeat(8192)] },
      "environment",
      "'command' and 'environment' must have at most 8192 characters together as JSON, got 8250; put the rest into the task definition",
    ],
    [
      "a strategy without weight",
      { capacityProviderStrategies: [] },
      "capacityProviderStrategies",
      `'capacityProviderStrategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Task "migration": ${reason}`;
      assert.throws(() => new Task("migration", { ...base, ...args }), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
