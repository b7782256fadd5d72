import assert from "node:assert/strict";

import { NatGateways, Network } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";
import * as pulumi from "@pulumi/pulumi";

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
  });

  it("lets nothing out of a network without NAT gateways", async () => {
    const { ref } = new Network("platform", { natGateways: NatGateways.None });
    assert.deepEqual(ref.egressCidrBlocks, []);
    await mock.settled();
    assert.deepEqual(mock.resource("awsx:ec2:Vpc").inputs.natGateways, { strategy: "None" });
  });

  it("makes nothing for a VPC that exists", async () => {
    const vpc = {
      id: "vpc-1",
      cidrBlock: "10.0.0.0/8",
      publicSubnetIds: ["subnet-1"],
      privateSubnetIds: ["subnet-2"],
    };
    const { ref } = new Network("platform", { vpc, egressCidrBlocks: ["192.0.2.0/24"] });
    assert.deepEqual(ref, {
      vpcId: "vpc-1",
      cidrBlock: "10.0.0.0/8",
      publicSubnetIds: ["subnet-1"],
      privateSubnetIds: ["subnet-2"],
      egressCidrBlocks: ["192.0.2.0/24"],
    });
    await mock.settled();
    assert.deepEqual(
      mock.resources.map(({ type }) => type),
      ["slipway:index:Network"],
    );
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
        vpc: { id: "v", cidrBlock: "c", publicSubnetIds: [], privateSubnetIds: [] },
      },
      "cidrBlock",
      `Network "platform": 'cidrBlock' is for a new VPC and 'vpc' names an existing one; leave one out`,
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
