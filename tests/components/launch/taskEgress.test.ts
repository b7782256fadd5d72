import { SecurityGroupEgressRule } from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import type { ServiceArgs, TaskEgressArgs } from "../../../components/index.js";
import { ScheduledTask, Service, Task } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import { cluster } from "../support/platform.js";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const SERVICE = "aws:ecs/service:Service";
const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
  executionRoleArn: "arn:aws:iam::123456789012:role/execution",
};
const base = { cluster, taskDefinition };
const byNetwork = [
  {
    protocol: "-1",
    fromPort: 0,
    toPort: 0,
    cidrBlocks: ["10.0.0.0/16"],
    description: "The VPC",
  },
  {
    protocol: "tcp",
    fromPort: 443,
    toPort: 443,
    cidrBlocks: ["0.0.0.0/0"],
    description: "HTTPS",
  },
];

describe("security groups of tasks", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  const ofType = (wanted: string) => mock.resources.filter(({ type }) => type === wanted);
  /** A group's id, as the service's inputs name it. */
  const attached = ({ networkConfiguration }: Record<string, unknown>) =>
    (networkConfiguration as { securityGroups: string[] }).securityGroups;

  async function make(args: Partial<ServiceArgs>) {
    const service = new Service("orders", { ...base, ...args });
    await mock.settled();
    return {
      service,
      inputs: mock.resource(SERVICE).inputs,
      options: mock.resource(SERVICE).options,
    };
  }

  it("a deployed service that names no destination keeps its one group and the rules in it", async () => {
    await make({});
    const groups = ofType(GROUP).map(({ name, inputs }) => [name, inputs]);
    const group = { vpcId: "vpc-1", description: "Tasks of orders", egress: byNetwork };
    assert.deepEqual(groups, [["orders", group]]);
    assert.deepEqual(ofType(EGRESS), []);
  });

  it("a database in a peered VPC, SMTP and Git over SSH are reached by a rule each", async () => {
    const { options, inputs } = await make({
      egress: [
        { destination: "database", securityGroupId: pulumi.output("sg-db"), port: 5432 },
        { destination: "smtp", cidrBlock: "0.0.0.0/0", port: 587 },
        { destination: "git", prefixListId: "pl-git", port: 22 },
        {
          destination: "agents",
          cidrBlock: "10.20.0.0/16",
          port: 8000,
          toPort: 8010,
          protocol: "udp",
        },
        { destination: "agents", ipv6CidrBlock: "2001:db8::/32", protocol: "-1" },
      ],
    });
    const [first, second] = attached(inputs);
    assert.notEqual(first, second);
    const common = { securityGroupId: first };
    assert.deepEqual(
      new Map(ofType(EGRESS).map(({ name, inputs }) => [name, inputs])),
      new Map<string, unknown>([
        [
          "orders-to-database",
          {
            ...common,
            ipProtocol: "tcp",
            fromPort: 5432,
            toPort: 5432,
            referencedSecurityGroupId: "sg-db",
            description: "orders to database",
          },
        ],
        [
          "orders-to-smtp",
          {
            ...common,
            ipProtocol: "tcp",
            fromPort: 587,
            toPort: 587,
            cidrIpv4: "0.0.0.0/0",
            description: "orders to smtp",
          },
        ],
        [
          "orders-to-git",
          {
            ...common,
            ipProtocol: "tcp",
            fromPort: 22,
            toPort: 22,
            prefixListId: "pl-git",
            description: "orders to git",
          },
        ],
        [
          "orders-to-agents-8000",
          {
            ...common,
            ipProtocol: "udp",
            fromPort: 8000,
            toPort: 8010,
            cidrIpv4: "10.20.0.0/16",
            description: "orders to agents",
          },
        ],
        [
          "orders-to-agents-all",
          {
            ...common,
            ipProtocol: "-1",
            cidrIpv6: "2001:db8::/32",
            description: "orders to agents",
          },
        ],
      ]),
    );
    // Tasks that start before they reach their database would fail.
    for (const { urn } of ofType(EGRESS)) assert.ok(options.dependsOn?.includes(urn));
  });

  it("the group that others add rules to has none in itself, which would take theirs away", async () => {
    const { service, inputs } = await make({ egress: [] });
    new SecurityGroupEgressRule("of-the-program", {
      securityGroupId: service.ref.securityGroupId,
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
      cidrIpv4: "192.0.2.0/24",
    });
    await mock.settled();
    const { vpcId, description, ...rules } = mock.resource(GROUP, "orders").inputs;
    assert.deepEqual([vpcId, description, rules], ["vpc-1", "Tasks of orders", {}]);
    const first = await valueOf(pulumi.output(service.ref.securityGroupId));
    assert.equal(mock.resource(EGRESS, "of-the-program").inputs.securityGroupId, first);
    // What the network lets out is reached as before.
    assert.deepEqual(mock.resource(GROUP, "orders-network-egress").inputs.egress, byNetwork);
    assert.deepEqual(attached(inputs)[0], first);
    assert.equal(new Set(attached(inputs)).size, 2);
  });

  it("groups of the program's own stand in the place of the one that is made", async () => {
    const { service, inputs } = await make({
      securityGroupIds: ["sg-own", pulumi.output("sg-audit")],
      egress: [{ destination: "database", cidrBlock: pulumi.output("10.9.0.0/16"), port: 5432 }],
      ingressFrom: [{ peer: "billing", securityGroupId: "sg-billing", port: 8080 }],
    });
    assert.deepEqual(ofType(GROUP), []);
    assert.deepEqual(attached(inputs), ["sg-own", "sg-audit"]);
    assert.equal(await valueOf(pulumi.output(service.ref.securityGroupId)), "sg-own");
    assert.equal(mock.resource(EGRESS).inputs.securityGroupId, "sg-own");
    const ingress = mock.resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    assert.equal(ingress.inputs.securityGroupId, "sg-own");
  });

  it("a run and a schedule reach destinations from their start", async () => {
    const egress = [{ destination: "database", securityGroupId: "sg-db", port: 5432 }];
    new Task("migration", { ...base, egress });
    new ScheduledTask("report", {
      ...base,
      schedule: "rate(1 hour)",
      egress,
      securityGroupIds: ["sg-own"],
    });
    await mock.settled();
    const run = mock.resource("pulumi-nodejs:dynamic:Resource");
    const migration = mock.resource(EGRESS, "migration-to-database");
    assert.ok(run.options.dependsOn?.includes(migration.urn));
    const [group, ...others] = attached(run.inputs);
    assert.equal(migration.inputs.securityGroupId, group);
    assert.equal(others.length, 1);
    const schedule = mock.resource("aws:scheduler/schedule:Schedule");
    const report = mock.resource(EGRESS, "report-to-database");
    assert.equal(report.inputs.securityGroupId, "sg-own");
    assert.ok(schedule.options.dependsOn?.includes(report.urn));
    const { target } = schedule.inputs as { target: { ecsParameters: Record<string, unknown> } };
    assert.deepEqual(attached(target.ecsParameters), ["sg-own"]);
  });

  const database: TaskEgressArgs = {
    destination: "database",
    securityGroupId: "sg-db",
    port: 5432,
  };
  const exactlyOne =
    "must have exactly one of 'securityGroupId', 'cidrBlock', 'ipv6CidrBlock' and 'prefixListId'";
  const faults: [Partial<ServiceArgs>, string, string][] = [
    [
      { egress: [{ destination: "database", port: 5432 }] },
      "egress[0]",
      `'egress[0]' ${exactlyOne}, got none; cidrBlock: "10.20.0.0/16" works, and a destination of its own for each further one`,
    ],
    [
      { egress: [database, { ...database, port: 1, cidrBlock: "10.0.0.0/8" }] },
      "egress[1]",
      `'egress[1]' ${exactlyOne}, got 'securityGroupId' and 'cidrBlock'; cidrBlock: "10.20.0.0/16" works, and a destination of its own for each further one`,
    ],
    [
      { egress: [{ destination: "smtp", cidrBlock: "0.0.0.0", port: 587 }] },
      "egress[0].cidrBlock",
      `'egress[0].cidrBlock' must be an IPv4 range, got "0.0.0.0"; "10.20.0.0/16" works`,
    ],
    [
      { egress: [{ destination: "smtp", ipv6CidrBlock: "10.0.0.0/8", port: 587 }] },
      "egress[0].ipv6CidrBlock",
      `'egress[0].ipv6CidrBlock' must be an IPv6 range, got "10.0.0.0/8"; "2001:db8::/32" works`,
    ],
    [
      { egress: [{ destination: "smtp", cidrBlock: "0.0.0.0/0" }] },
      "egress[0].port",
      `'egress[0].port' must be given with the protocol "tcp", got nothing; 587 works, as does protocol: "-1" for all ports`,
    ],
    [
      { egress: [{ ...database, protocol: "-1" }] },
      "egress[0].port",
      `'egress[0].port' must be left out with the protocol "-1", which has all ports, got 5432; protocol: "tcp" takes it`,
    ],
    [
      { egress: [{ ...database, port: 70_000 }] },
      "egress[0].port",
      "'egress[0].port' must be a whole number from 1 to 65535, got 70000; 587 works",
    ],
    [
      { egress: [{ ...database, toPort: 5431 }] },
      "egress[0].toPort",
      "'egress[0].toPort' must be a whole number from 5432 to 65535, got 5431; 5432 works",
    ],
    [
      { egress: [{ ...database, protocol: "TCP" }] },
      "egress[0].protocol",
      `'egress[0].protocol' must be "tcp", "udp" or "-1", got "TCP"; "tcp" works`,
    ],
    [
      { egress: [{ ...database, destination: "my database" }] },
      "egress[0].destination",
      `'egress[0].destination' must hold letters, digits and single hyphens, got "my database"; "database" works`,
    ],
    [
      { egress: [database, database] },
      "egress[1]",
      `'egress[1]' names destination "database" and port 5432 a second time; leave it out, or name it "database-2"`,
    ],
    [
      { securityGroupIds: [] },
      "securityGroupIds",
      "'securityGroupIds' must hold 1 to 5 security groups, got 0; left out, one is made",
    ],
    [
      { securityGroupIds: ["sg-a", "sg-b", "sg-c", "sg-d", "sg-e", "sg-f"] },
      "securityGroupIds",
      "'securityGroupIds' must hold 1 to 5 security groups, got 6; left out, one is made",
    ],
    [
      { egress: [database], taskDefinition: { ...taskDefinition, networkMode: "bridge" } },
      "egress",
      `'egress' must be left out where the task definition's 'networkMode' is bridge: its tasks share the security group of their instance; "awsvpc" takes it`,
    ],
    [
      { securityGroupIds: ["sg-1"], taskDefinition: { ...taskDefinition, networkMode: "none" } },
      "securityGroupIds",
      `'securityGroupIds' must be left out where the task definition's 'networkMode' is none: its tasks have no network; "awsvpc" takes it`,
    ],
  ];
  for (const [args, propertyPath, reason] of faults) {
    it(`refuses with: ${reason}`, () => {
      const message = `Service "orders": ${reason}`;
      const capacity = {
        capacityProviderStrategies: [{ capacityProvider: "workers", weight: 1 }],
        cluster: { ...cluster, capacityProviders: { workers: "cp-workers" } },
      };
      const on = args.taskDefinition === undefined ? {} : capacity;
      const refused = () => new Service("orders", { ...base, ...on, ...args });
      assert.throws(refused, { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }
});
