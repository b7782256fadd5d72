import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Cluster } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi } from "../../../generator/testing/index.js";
import { cluster, loadBalancer, network } from "../support/platform.js";
import type { Case } from "../support/untypedArguments.js";
import {
  container,
  image,
  later,
  makers,
  scaling,
  service,
  taskDefinition,
} from "../support/untypedArguments.js";

const UNKNOWN: Case[] = [
  [
    "containers[0].memmory",
    () => container({ memmory: 512 }),
    "there is no argument 'containers[0].memmory', got 512; 'containers[0].memory' is one",
  ],
  [
    "deployment.stratgy",
    () => service({ deployment: { stratgy: "canary" } }),
    `there is no argument 'deployment.stratgy', got "canary"; 'deployment.strategy' is one`,
  ],
  [
    "scaling.targetCpu",
    () => service({ scaling: { ...scaling, targetCpu: 60 } }),
    "there is no argument 'scaling.targetCpu', got 60; 'scaling.targetCpuPercent' is one",
  ],
  [
    "loadBalancer.pth",
    () => service({ loadBalancer: { ref: loadBalancer, healthCheckPath: "/", pth: "/a/*" } }),
    `there is no argument 'loadBalancer.pth', got "/a/*"; 'loadBalancer.path' is one`,
  ],
  [
    "enableExecCommand",
    () => service({ enableExecCommand: true }),
    "there is no argument 'enableExecCommand', got true; 'enableExecuteCommand' is one",
  ],
  [
    "containers[0].environmnt",
    () => container({ environmnt: { A: "b" } }),
    `there is no argument 'containers[0].environmnt', got a map of "A"; 'containers[0].environment' is one`,
  ],
  [
    "loadBalancer.healtCheckPath",
    () => service({ loadBalancer: { ref: loadBalancer, healtCheckPath: "/" } }),
    `there is no argument 'loadBalancer.healtCheckPath', got "/"; 'loadBalancer.healthCheckPath' is one`,
  ],
  [
    "containers[0].healthCheck.intervall",
    () => container({ healthCheck: { command: ["CMD", "true"], intervall: 5 } }),
    "there is no argument 'containers[0].healthCheck.intervall', got 5; 'containers[0].healthCheck.interval' is one",
  ],
  [
    "volumes[0].efs.file_system_id",
    () => container({}, { volumes: [{ name: "data", efs: { file_system_id: "fs-1" } }] }),
    `there is no argument 'volumes[0].efs.file_system_id', got "fs-1"; 'volumes[0].efs.fileSystemId' is one`,
  ],
  [
    "flowLogs.colour",
    () => makers.Network({ flowLogs: { colour: "red" } }),
    `there is no argument 'flowLogs.colour', got "red"; there are 'traffic', 'retentionDays'`,
  ],
  [
    `containers[0].secrets.TOKEN["a b"]`,
    () => container({ secrets: { TOKEN: { "a b": "x", parameterName: "/t" } } }),
    `there is no argument 'containers[0].secrets.TOKEN["a b"]', got "x"; there are 'parameterName', 'parameterArn', 'secretArn', 'jsonKey', 'kmsKeyArn'`,
  ],
  [
    "constructor",
    () => makers.DockerImage({ constructor: "x" }),
    `there is no argument 'constructor', got "x"; there are 'context', 'dockerfile', 'target'`,
  ],
  [
    "cluster.namespaceArm",
    () => service({ cluster: { ...cluster, namespaceArm: "arn:x" } }),
    `there is no argument 'cluster.namespaceArm', got "arn:x"; 'cluster.namespaceArn' is one`,
  ],
];

const MISSING: Case[] = [
  [
    "cluster",
    () => makers.Service({ taskDefinition }),
    "'cluster' is required and must be the '.ref' of a Cluster, got nothing; the '.ref' of a Cluster works, and for one that no Cluster made a map with 'arn', 'name', 'network', 'defaultCapacityProviderStrategies'",
  ],
  [
    "containers[0].image",
    () => makers.TaskDefinition({ containers: [{ name: "orders" }] }),
    "'containers[0].image' is required and must be a text, got nothing",
  ],
  [
    "loadBalancer.healthCheckPath",
    () => service({ loadBalancer: { ref: loadBalancer } }),
    "'loadBalancer.healthCheckPath' is required and must be a text, got nothing",
  ],
  [
    "containers",
    () => makers.TaskDefinition(undefined),
    "'containers' is required and must be a list, got nothing; a list of maps with 'name', 'image' works",
  ],
  [
    "network",
    () => makers.NetworkLoadBalancer({ network: null }),
    "'network' is required and must be the '.ref' of a Network, got nothing; the '.ref' of a Network works, and for one that no Network made a map with 'vpcId', 'cidrBlock', 'publicSubnetIds', 'privateSubnetIds', 'egressCidrBlocks'",
  ],
  [
    "schedule",
    () => makers.ScheduledTask({ cluster, taskDefinition, schedule: undefined }),
    "'schedule' is required and must be a text, got nothing",
  ],
  [
    "scaling.maxCapacity",
    () => service({ scaling: { minCapacity: 1 } }),
    "'scaling.maxCapacity' is required and must be a number, got nothing",
  ],
  [
    "containers[0].command[1]",
    () => container({ command: ["a", undefined] }),
    "'containers[0].command[1]' is required and must be a text, got nothing",
  ],
];

const KINDS: Case[] = [
  [
    "containers[0].portMappings[0].containerPort",
    () => container({ portMappings: [{ containerPort: "3000" }] }),
    `'containers[0].portMappings[0].containerPort' must be a number, got "3000"; 3000 works`,
  ],
  [
    "taskDefinition",
    () => service({ taskDefinition: taskDefinition.arn }),
    `'taskDefinition' must be the '.ref' of a TaskDefinition, got "${taskDefinition.arn}"; the '.ref' of a TaskDefinition works, and for one that no TaskDefinition made a map with 'arn', 'family', 'containers'`,
  ],
  [
    "containers[0].environment",
    () => container({ environment: [{ name: "A", value: "b" }] }),
    `'containers[0].environment' must be a map, got a list of 1; { "A": "b" } works`,
  ],
  [
    "containers",
    () => makers.TaskDefinition({ containers: { orders: { image } } }),
    `'containers' must be a list, got a map of "orders"; a list of maps with 'name', 'image' works`,
  ],
  [
    "containers[0].command",
    () => container({ command: "npm start" }),
    `'containers[0].command' must be a list, got "npm start"; ["npm start"] works`,
  ],
  [
    "containers[0].dependsOn",
    () => container({ dependsOn: { proxy: "START" } }),
    `'containers[0].dependsOn' must be a list, got a map of "proxy"; a list of maps with 'containerName', 'condition' works`,
  ],
  [
    "taskRoleStatements[0].conditions",
    () =>
      makers.TaskDefinition({
        containers: [{ name: "orders", image }],
        taskRoleStatements: [
          { actions: ["s3:GetObject"], resources: ["*"], conditions: { StringEquals: {} } },
        ],
      }),
    `'taskRoleStatements[0].conditions' must be a list, got a map of "StringEquals"; a list of maps with 'test', 'variable', 'values' works`,
  ],
  [
    "containers[0].entryPoint",
    () => container({ entryPoint: { run: true } }),
    `'containers[0].entryPoint' must be a list, got a map of "run"; a list of texts works`,
  ],
  [
    "containers[0].essential",
    () => container({ essential: "false" }),
    `'containers[0].essential' must be true or false, got "false"; false works`,
  ],
  [
    "containers[0].user",
    () => container({ user: 1000 }),
    `'containers[0].user' must be a text, got 1000; "1000" works`,
  ],
  [
    "loadBalancer",
    () => service({ loadBalancer: true }),
    "'loadBalancer' must be a map, got true; a map with 'ref', 'healthCheckPath' works",
  ],
  ["arguments", () => makers.Service("orders"), `the arguments must be a map, got "orders"`],
  [
    "containers[0].secrets.TOKEN",
    () => container({ secrets: { TOKEN: "/orders/token" } }),
    `'containers[0].secrets.TOKEN' must be a map, got "/orders/token"`,
  ],
  [
    "instanceGroups[0].minSize",
    () => makers.Cluster({ network, instanceGroups: [{ name: "a", minSize: "1", maxSize: 2 }] }),
    `'instanceGroups[0].minSize' must be a number, got "1"; 1 works`,
  ],
  [
    "containers[0].environment.A",
    () => container({ environment: { A: { b: 1 } } }),
    `'containers[0].environment.A' must be a text, got a map of "b"`,
  ],
  [
    "containers[0].cpu",
    () => container({ cpu: `\u001b[2J\u009b${"x".repeat(900_000)}` }),
    `'containers[0].cpu' must be a number, got "\\u001b[2J\\u009bxxx`,
  ],
];

const CHOICES: Case[] = [
  [
    "deployment.strategy",
    () => service({ deployment: { strategy: "cannary" } }),
    `; "canary" works`,
  ],
  [
    "requiresCompatibilities[0]",
    () => container({}, { requiresCompatibilities: ["Fargate"] }),
    `'requiresCompatibilities[0]' must be "FARGATE", "EC2", "MANAGED_INSTANCES" or "EXTERNAL", got "Fargate"; "FARGATE" works`,
  ],
  [
    "architecture",
    () => container({}, { architecture: "arm" }),
    `'architecture' must be "amd64" or "arm64", got "arm"; "arm64" works`,
  ],
  [
    "containers[0].logConfiguration.logDriver",
    () => container({ logConfiguration: { logDriver: "awslog" } }),
    `got "awslog"; "awslogs" works`,
  ],
];

const NUMBERS: Case[] = [
  [
    "desiredCount",
    () => service({ desiredCount: NaN }),
    "must be a finite number, got NaN; 1 works",
  ],
  ["desiredCount", () => service({ desiredCount: Infinity }), "got Infinity; 1 works"],
  ["desiredCount", () => service({ desiredCount: -1 }), "got -1; 2 works"],
  ["desiredCount", () => service({ desiredCount: 1.5 }), "got 1.5; 2 works"],
  [
    "desiredCount",
    () => service({ desiredCount: 1e16 }),
    "'desiredCount' must be a whole number of at most 2147483647, got 10000000000000000; 2 works",
  ],
  [
    "scaling.maxCapacity",
    () => service({ scaling: { minCapacity: 1, maxCapacity: 1e16 } }),
    "got 10000000000000000; 2 works",
  ],
  [
    "containers[0].environment.PORT",
    () => container({ environment: { PORT: Number("none") } }),
    "'containers[0].environment.PORT' must be a finite number, got NaN; 1 works",
  ],
  [
    "containers[0].memory",
    () => container({ memory: -Infinity }),
    "'containers[0].memory' must be a finite number, got -Infinity; 1 works",
  ],
];

const FORMS: Case[] = [
  [
    "securityGroupIds[0]",
    () => service({ securityGroupIds: ["default"] }),
    `'securityGroupIds[0]' must be the id of a security group, got "default"; "sg-0123456789abcdef0" works`,
  ],
  [
    "certificateArn",
    () => makers.LoadBalancer({ network, internal: true, certificateArn: "api.example.com" }),
    `'certificateArn' must be the ARN of a certificate, got "api.example.com"; "arn:aws:acm:eu-west-1:123456789012:certificate/12345678-1234-1234-1234-123456789012" works`,
  ],
  [
    "cidrBlock",
    () => makers.Network({ cidrBlock: "10.0.0.0/8" }),
    `'cidrBlock' must be from a /16 to a /28, got "10.0.0.0/8"; "10.0.0.0/16" works`,
  ],
  [
    "cidrBlock",
    () => makers.Network({ cidrBlock: "10.0.3.7/20" }),
    `'cidrBlock' must begin with the first address of its range, got "10.0.3.7/20"; "10.0.0.0/20" works`,
  ],
];

/** What a program without types may give as a component's name. */
const NAMES: readonly (readonly [unknown, string])[] = [
  [undefined, "nothing"],
  [null, "null"],
  [3, "3"],
  [{}, "an empty map"],
  [new Map(), "a Map"],
  [pulumi.output("orders"), "an output"],
];

const OUTPUTS: Case[] = [
  [
    "scaling",
    () => service({ scaling: pulumi.output(scaling) }),
    "'scaling' decides what is made and must be a map, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "containers[0].name",
    () => container({ name: pulumi.output("orders") }),
    "'containers[0].name' decides what is made and must be a text, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "containers",
    () => makers.TaskDefinition({ containers: pulumi.output([{ name: "a", image }]) }),
    "'containers' decides what is made and must be a list, known as the program runs, got an output; a value of the program or of its configuration works",
  ],
  [
    "internal",
    () => makers.LoadBalancer({ network, internal: Promise.resolve(true) }),
    "'internal' decides what is made and must be true or false, known as the program runs, got a promise; a value of the program or of its configuration works",
  ],
];

describe("arguments of components", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  const groups = { UNKNOWN, MISSING, KINDS, CHOICES, NUMBERS, FORMS, OUTPUTS };
  for (const [group, cases] of Object.entries(groups)) {
    for (const [propertyPath, make, message] of cases) {
      it(`refuses ${group.toLowerCase()}: ${propertyPath}, ${message.slice(-60)}`, async () => {
        assert.throws(make, (error: Error & { propertyPath: string }) => {
          assert.equal(error.name, "ArgumentError");
          assert.equal(error.propertyPath, propertyPath === "arguments" ? "" : propertyPath);
          assert.ok(error.message.includes(message), error.message);
          assert.match(error.message, /^[\x20-\x7e…]{1,1500}$/);
          return true;
        });
        await mock.settled();
        assert.deepEqual(mock.resources, []);
      });
    }
  }

  for (const [name, shown] of NAMES) {
    it(`refuses a name that is no text: ${shown}`, () => {
      assert.throws(() => new Cluster(name as string, { network }), {
        name: "ArgumentError",
        message: `Cluster "": 'name' must be a text that is known as the program runs, got ${shown}; "orders" works`,
      });
    });
  }

  it("takes what stands in outputs and references as it is, which mocks make up", async () => {
    service({ securityGroupIds: [later("group_id")], egress: [] });
    makers.LoadBalancer({ network, internal: true, certificateArn: later("certificate_arn") });
    await mock.settled();
    assert.ok(mock.resources.length > 0);
  });
});
