import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { NetworkArgs, ServiceArgs, TaskDefinitionRef } from "../../../components/index.js";
import { Cluster, Network, Service, TaskDefinition } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, network } from "../support/platform.js";
import { DIGEST } from "../support/imageDigest.js";

const POLICY = "aws:iam/rolePolicy:RolePolicy";
const SERVICE = "aws:ecs/service:Service";
const CHANNELS = [
  "CreateControlChannel",
  "CreateDataChannel",
  "OpenControlChannel",
  "OpenDataChannel",
];
const session = [CHANNELS.map((action) => `ssmmessages:${action}`), ["*"]];
const containers = [{ name: "app", image: `registry.example.com/app@${DIGEST}` }];
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const made = { ...taskDefinition, taskRoleName: "orders-task" };

const VPC = {
  id: "vpc-1",
  cidrBlock: "10.0.0.0/16",
  publicSubnetIds: ["subnet-1"],
  privateSubnetIds: ["subnet-2"],
};

/** A VPC that exists, whose private subnets reach these services of AWS and nothing else. */
function endpointsOf(...endpointServices: string[]): NetworkArgs {
  return { vpc: { ...VPC, privateReach: "awsServices", endpointServices } };
}

describe("Service: ECS Exec", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  /** What the task role is allowed, as actions and resources; nothing without a policy. */
  async function granted(args: Partial<ServiceArgs>) {
    new Service("orders", { cluster, taskDefinition: made, enableExecuteCommand: true, ...args });
    await mock.settled();
    const policy = mock.resources.find(
      ({ type, name }) => type === POLICY && name === "orders-exec",
    );
    if (!policy) return undefined;
    const { Statement } = JSON.parse(String(policy.inputs.policy)) as {
      Statement: { Action: string[]; Resource: string[] }[];
    };
    const statements = Statement.map(({ Action, Resource }) => [Action, Resource]);
    return { role: policy.inputs.role, statements };
  }

  it("lets the program's role open sessions and write the cluster's log", async () => {
    const platform = new Cluster("platform", { network });
    const task = new TaskDefinition("orders", { containers });
    const { role, statements } =
      (await granted({ cluster: platform.ref, taskDefinition: task.ref })) ?? {};
    const roles = mock.resource("aws:iam/role:Role", "orders-task");
    assert.equal(role, roles.inputs.name);
    const log = mock.resource("aws:cloudwatch/logGroup:LogGroup", "platform-exec");
    const [, list, write] = statements ?? [];
    assert.deepEqual(statements?.[0], session);
    assert.deepEqual(list, [
      ["logs:DescribeLogGroups"],
      ["arn:aws:logs:us-east-1:123456789012:log-group:*"],
    ]);
    assert.deepEqual(write?.[0], [
      "logs:CreateLogStream",
      "logs:DescribeLogStreams",
      "logs:PutLogEvents",
    ]);
    assert.match(
      String(write[1]),
      /^arn:aws:logs:us-east-1:123456789012:log-group:platform-exec-[0-9a-f]+:\*$/,
    );
    assert.ok(log);
    const service = mock.resource(SERVICE);
    const policy = mock.resource(POLICY, "orders-exec");
    assert.ok(service.options.dependsOn?.includes(policy.urn), "tasks start after the grant");
  });

  it("grants the key and the bucket of a cluster that has them", async () => {
    const kmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    const execLogging = { s3BucketName: "sessions", s3KeyPrefix: "/orders/", kmsKeyArn };
    const found = await granted({ cluster: { ...cluster, execLogging } });
    assert.deepEqual(found?.statements, [
      session,
      [["s3:GetBucketLocation", "s3:GetEncryptionConfiguration"], ["arn:aws:s3:::sessions"]],
      [["s3:PutObject"], ["arn:aws:s3:::sessions/orders/*"]],
      [["kms:Decrypt"], [kmsKeyArn]],
    ]);
  });

  it("grants the key of a Cluster", async () => {
    const execKmsKeyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
    const platform = new Cluster("platform", { network, execKmsKeyArn });
    const found = await granted({ cluster: platform.ref });
    assert.deepEqual(found?.statements.at(-1), [["kms:Decrypt"], [execKmsKeyArn]]);
  });

  it("grants the channels alone where the cluster logs nothing", async () => {
    assert.deepEqual(await granted({}), { role: "orders-task", statements: [session] });
  });

  it("grants by the reference of another stack", async () => {
    const found = await granted({
      cluster: pulumi.output(cluster),
      taskDefinition: pulumi.output(made),
    });
    assert.deepEqual(found, { role: "orders-task", statements: [session] });
    const { urn } = mock.resource(POLICY, "orders-exec");
    assert.ok(mock.resource(SERVICE).options.dependsOn?.includes(urn));
  });

  it("grants where an output says whether there are sessions", async () => {
    assert.ok(await granted({ enableExecuteCommand: pulumi.output(true) }));
  });

  for (const [what, args] of [
    ["nothing without sessions", { enableExecuteCommand: false }],
    ["nothing to a role that exists", { taskDefinition }],
    [
      "nothing to another stack's role that exists",
      { taskDefinition: pulumi.output(taskDefinition) },
    ],
  ] as const) {
    it(`grants ${what}`, async () => {
      assert.equal(await granted(args), undefined);
      assert.ok(mock.resource(SERVICE));
    });
  }

  const ways: [string, NetworkArgs, boolean][] = [
    ["endpoints of Fargate alone", { natGateways: "none", vpcEndpoints: "fargate" }, false],
    [
      "others beside them",
      { natGateways: "none", vpcEndpoints: "fargate", additionalVpcEndpoints: ["sqs"] },
      false,
    ],
    [
      "one of ssmmessages",
      { natGateways: "none", vpcEndpoints: "fargate", additionalVpcEndpoints: ["ssmmessages"] },
      true,
    ],
    [
      "a way of its own",
      { natGateways: "none", vpcEndpoints: "fargate", egressCidrBlocks: ["192.0.2.0/24"] },
      true,
    ],
    ["NAT gateways", { vpcEndpoints: "fargate" }, true],
    ["a VPC that has endpoints of others", endpointsOf("ecr.api", "ecr.dkr", "logs", "s3"), false],
    ["a VPC that has one of ssm", endpointsOf("ssm"), false],
    ["a VPC that has one of ssmmessages", endpointsOf("logs", "ssmmessages"), true],
    [
      "a VPC that has one by its whole name",
      endpointsOf("com.amazonaws.us-east-1.ssmmessages"),
      true,
    ],
    [
      "a VPC that is given one",
      { ...endpointsOf("logs"), additionalVpcEndpoints: ["ssmmessages"] },
      true,
    ],
    [
      "a VPC that is given those of Fargate",
      {
        vpc: { ...VPC, endpointServices: ["sqs"], privateRouteTableIds: ["rtb-1"] },
        vpcEndpoints: "fargate",
      },
      false,
    ],
    ["a VPC of which nothing is said", { vpc: { ...VPC, privateReach: "awsServices" } }, true],
  ];
  for (const [way, args, isReached] of ways) {
    it(`${isReached ? "takes" : "refuses"} sessions in a network with ${way}`, () => {
      const { ref } = new Network("platform", args);
      const make = () =>
        new Service("orders", {
          cluster: { ...cluster, network: ref },
          taskDefinition,
          enableExecuteCommand: true,
        });
      if (isReached) return void make();
      assert.throws(make, {
        propertyPath: "enableExecuteCommand",
        message:
          /reach no ssmmessages, got true .*additionalVpcEndpoints: \["ssmmessages"\].* works$/,
      });
    });
  }

  it("takes endpoints as all there is where nothing else is said of the VPC", () => {
    const vpc = { ...VPC, endpointServices: ["logs"] };
    const faults: [NetworkArgs, RegExp][] = [
      [{ vpc }, /needs 'vpc.privateReach' "awsServices", got none; give it/],
      [{ vpc: { ...vpc, privateReach: "internet" } }, /"awsServices", got "internet"; give it/],
      [
        { ...endpointsOf("logs"), egressCidrBlocks: ["192.0.2.0/24"] },
        /got 'egressCidrBlocks' of another way beside it; leave one out/,
      ],
    ];
    for (const [args, message] of faults) {
      const propertyPath = "vpc.endpointServices";
      assert.throws(() => new Network("platform", args), { propertyPath, message });
    }
  });

  it("takes sessions with public addresses, and none, where endpoints are all there is", () => {
    const { ref } = new Network("platform", { natGateways: "none", vpcEndpoints: "fargate" });
    const base = { cluster: { ...cluster, network: ref }, taskDefinition };
    assert.ok(new Service("open", { ...base, enableExecuteCommand: true, assignPublicIp: true }));
    assert.ok(new Service("shut", { ...base, enableExecuteCommand: false }));
  });
});
