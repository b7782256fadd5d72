import assert from "node:assert/strict";

import type { PrivateReach } from "../../../components/index.js";
import { FlowLogTraffic, NatGateways, Network, VpcEndpoints } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";
import * as pulumi from "@pulumi/pulumi";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const IDS = { publicSubnetIds: [], privateSubnetIds: [] };

describe("Network", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  it("makes a VPC by awsx with two zones and one NAT gateway", async () => {
    const { ref } = new Network("platform");
    const known = await valueOf(pulumi.output(ref));
    const vpc = mock.resource("awsx:ec2:Vpc");
    assert.equal(vpc.name, "platform");
    assert.deepEqual(vpc.inputs, {
      cidrBlock: "10.0.0.0/16",
      numberOfAvailabilityZones: 2,
      natGateways: { strategy: "Single" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
      subnetStrategy: "Auto",
    });
    assert.equal(known.publicSubnetIds.length, 2);
    assert.equal(known.privateSubnetIds.length, 2);
    assert.deepEqual(known.egressCidrBlocks, ["0.0.0.0/0"]);
    assert.equal(known.privateReach, "internet");
  });

  it("lets nothing out of a network without NAT gateways", async () => {
    const { ref } = new Network("platform", { natGateways: NatGateways.None });
    assert.deepEqual(ref.egressCidrBlocks, []);
    assert.equal(ref.privateReach, "nothing");
    await mock.settled();
    assert.deepEqual(mock.resource("awsx:ec2:Vpc").inputs.natGateways, { strategy: "None" });
  });

  it("does not judge a network whose program has a way out of its own", () => {
    const natGateways = NatGateways.None;
    const own = new Network("own", { natGateways, egressCidrBlocks: pulumi.output(["a"]) });
    assert.equal(own.ref.privateReach, undefined);
    const none = new Network("none", { natGateways, egressCidrBlocks: [] });
    assert.equal(none.ref.privateReach, "nothing");
  });

  it("makes the endpoints that Fargate needs, which the whole VPC reaches on port 443", async () => {
    const { ref } = new Network("platform", {
      cidrBlock: "10.1.0.0/16",
      natGateways: NatGateways.None,
      vpcEndpoints: VpcEndpoints.Fargate,
    });
    const known = await valueOf(pulumi.output(ref));
    await mock.settled();
    const network = mock.resource("slipway:index:Network").urn;
    const endpoints = mock.resources.filter(({ type }) => type === ENDPOINT);
    assert.deepEqual(
      endpoints.map(({ name, parent, inputs }) => [name, parent, inputs.serviceName]),
      ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm"].map((service) => [
        `platform-${service.replace(".", "-")}`,
        network,
        `com.amazonaws.us-east-1.${service}`,
      ]),
    );
    const { ingress, vpcId } = mock.resource(GROUP, "platform-endpoints").inputs;
    assert.equal(vpcId, known.vpcId);
    assert.deepEqual(ingress, [
      {
        protocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrBlocks: ["10.1.0.0/16"],
        description: "The VPC",
      },
    ]);
    const byInterface = mock.resource(ENDPOINT, "platform-ecr-dkr").inputs;
    assert.deepEqual(
      [byInterface.vpcEndpointType, byInterface.privateDnsEnabled, byInterface.subnetIds],
      ["Interface", true, known.privateSubnetIds],
    );
    assert.match(String((byInterface.securityGroupIds as string[])[0]), /^sg-0[0-9a-f]{16}$/);
    const gateway = mock.resource(ENDPOINT, "platform-s3").inputs;
    assert.equal(gateway.vpcEndpointType, "Gateway");
    assert.equal(new Set(gateway.routeTableIds as string[]).size, 4);
    assert.ok(!("subnetIds" in gateway) && !("securityGroupIds" in gateway));
    assert.deepEqual(known.egressCidrBlocks, []);
    assert.equal(known.privateReach, "awsServices");
    assert.equal(known.egressPrefixListIds?.length, 1);
    assert.match(String(known.egressPrefixListIds[0]), /^pl-0[0-9a-f]{16}$/);
  });

  it("makes the endpoint of S3 alone, which needs no security group", async () => {
    new Network("platform", { vpcEndpoints: VpcEndpoints.Gateway });
    await mock.settled();
    assert.deepEqual(mock.resources.map(({ type, name }) => `${type} ${name}`).slice(1), [
      "awsx:ec2:Vpc platform",
      `${ENDPOINT} platform-s3`,
    ]);
  });

  it("records connections in a log group, with a role that may write there and do nothing else", async () => {
    new Network("platform", {
      flowLogs: { traffic: FlowLogTraffic.Reject, retentionDays: pulumi.output(7) },
    });
    await mock.settled();
    const { inputs } = mock.resource("aws:ec2/flowLog:FlowLog", "platform-flow-logs");
    assert.match(String(inputs.vpcId), /^vpc-0/);
    assert.deepEqual(
      [inputs.trafficType, inputs.logDestinationType],
      ["REJECT", "cloud-watch-logs"],
    );
    const group = mock.resource("aws:cloudwatch/logGroup:LogGroup", "platform-flow-logs");
    assert.equal(group.inputs.retentionInDays, 7);
    const role = mock.resource("aws:iam/role:Role", "platform-flow-logs");
    assert.match(String(role.inputs.name), /^platform-flow-logs-stack-project-[0-9a-f]{8}$/);
    assert.equal(inputs.iamRoleArn, `arn:aws:iam::123456789012:role/${String(role.inputs.name)}`);
    assert.deepEqual(JSON.parse(String(role.inputs.assumeRolePolicy)), {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
        },
      ],
    });
    const policy = mock.resource("aws:iam/rolePolicy:RolePolicy", "platform-flow-logs");
    const { Statement } = JSON.parse(String(policy.inputs.policy)) as { Statement: object[] };
    assert.deepEqual(Statement, [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: [`${String(inputs.logDestination)}:*`],
      },
      { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
    ]);
  });

  it("records all connections for 30 days unless told otherwise, of a VPC that exists too", async () => {
    const vpc = {
      id: "vpc-1",
      cidrBlock: "10.0.0.0/16",
      publicSubnetIds: [],
      privateSubnetIds: [],
    };
    new Network("platform", { vpc, flowLogs: {} });
    await mock.settled();
    const { inputs } = mock.resource("aws:ec2/flowLog:FlowLog");
    assert.deepEqual([inputs.vpcId, inputs.trafficType], ["vpc-1", "ALL"]);
    const group = mock.resource("aws:cloudwatch/logGroup:LogGroup");
    assert.equal(group.inputs.retentionInDays, 30);
  });

  const faults: [ConstructorParameters<typeof Network>[1], string, string][] = [
    [
      { availabilityZoneCount: 4 },
      "availabilityZoneCount",
      `Network "platform": 'availabilityZoneCount' must be 2 or 3, got 4`,
    ],
    [
      { natGateways: "many" as NatGateways },
      "natGateways",
      `Network "platform": 'natGateways' must be "none", "single" or "onePerAz", got "many"`,
    ],
    [
      {
        cidrBlock: "10.0.0.0/8",
        vpc: { id: "vpc-1", cidrBlock: "10.0.0.0/16", publicSubnetIds: [], privateSubnetIds: [] },
      },
      "cidrBlock",
      `Network "platform": 'cidrBlock' is for a new VPC and 'vpc' names an existing one; leave one out`,
    ],
    [
      { vpc: { id: "vpc-1", cidrBlock: "10.0.0.0/16", ...IDS, privateRouteTableIds: ["rtb-1"] } },
      "vpc.privateRouteTableIds",
      `Network "platform": 'vpc.privateRouteTableIds' is for 'vpcEndpoints', which makes none; leave it out, or { vpcEndpoints: "gateway" } works`,
    ],
    [
      {
        vpc: {
          id: "vpc-1",
          cidrBlock: "10.0.0.0/16",
          ...IDS,
          privateReach: "world" as PrivateReach,
        },
      },
      "vpc.privateReach",
      `Network "platform": 'vpc.privateReach' must be "internet", "awsServices" or "nothing", got "world"`,
    ],
    [
      { vpcEndpoints: "all" as VpcEndpoints },
      "vpcEndpoints",
      `Network "platform": 'vpcEndpoints' must be "none", "gateway" or "fargate", got "all"`,
    ],
    [
      { flowLogs: { traffic: "ALL" as FlowLogTraffic } },
      "flowLogs.traffic",
      `Network "platform": 'flowLogs.traffic' must be "all", "accept" or "reject", got "ALL"; "all" works`,
    ],
    [
      { flowLogs: { retentionDays: 8 } },
      "flowLogs.retentionDays",
      `Network "platform": 'flowLogs.retentionDays' must be a period that CloudWatch Logs offers, got 8; 14 works`,
    ],
    [
      { vpc: { id: "vpc-1", cidrBlock: "10.0.0.0/16", publicSubnetIds: [] } },
      "vpc.privateSubnetIds",
      `Network "platform": 'vpc' must have one of 'privateSubnetIds' and 'subnetTags.private', got neither; { subnetTags: { private: { Tier: "private" } } } works`,
    ],
    [
      {
        vpc: {
          id: "vpc-1",
          cidrBlock: "10.0.0.0/16",
          ...IDS,
          subnetTags: { public: { Tier: "a" } },
        },
      },
      "vpc.publicSubnetIds",
      `Network "platform": 'vpc' must have one of 'publicSubnetIds' and 'subnetTags.public', got both; { subnetTags: { public: { Tier: "public" } } } works`,
    ],
    [
      {
        vpc: {
          id: "vpc-1",
          cidrBlock: "10.0.0.0/16",
          subnetTags: { public: { Tier: "a" }, private: {} },
        },
      },
      "vpc.subnetTags.private",
      `Network "platform": 'vpc.subnetTags.private' must have a tag, got none; { Tier: "private" } works`,
    ],
  ];
  for (const [args, propertyPath, message] of faults) {
    it(`refuses '${propertyPath}' before anything is registered`, () => {
      assert.throws(() => new Network("platform", args), {
        name: "ArgumentError",
        propertyPath,
        message,
      });
      assert.deepEqual(mock.resources, []);
    });
  }
});
