import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Network } from "../../components/index.js";
import type { PulumiMock } from "../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../generator/testing/index.js";

describe("Network, of a VPC that exists", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi();
  });

  it("finds subnets of a VPC that exists by their tags", async () => {
    const { ref } = new Network("platform", {
      vpc: {
        id: pulumi.output("vpc-1"),
        cidrBlock: "10.0.0.0/8",
        publicSubnetIds: ["subnet-1"],
        subnetTags: { private: { Tier: pulumi.output("private") } },
      },
    });
    const known = await valueOf(pulumi.output(ref));
    assert.deepEqual(known.publicSubnetIds, ["subnet-1"]);
    assert.equal(known.privateSubnetIds.length, 2);
    const other = new Network("other", {
      vpc: {
        id: "vpc-1",
        cidrBlock: "10.0.0.0/8",
        subnetTags: { private: { Tier: "private" }, public: { Tier: "public" } },
      },
    });
    const otherKnown = await valueOf(pulumi.output(other.ref));
    assert.deepEqual(otherKnown.privateSubnetIds, known.privateSubnetIds);
    assert.notDeepEqual(otherKnown.publicSubnetIds, known.privateSubnetIds);
  });

  /** What a network with tags says when AWS finds these subnets. */
  async function whereAwsFinds(ids: string[]) {
    const newResource = (resource: pulumi.runtime.MockResourceArgs) => ({
      id: resource.name,
      state: {},
    });
    await pulumi.runtime.setMocks({ newResource, call: () => ({ ids }) });
    const subnetTags = { private: { Tier: "private" } };
    const vpc = { id: "vpc-1", cidrBlock: "c", publicSubnetIds: [], subnetTags };
    return valueOf(pulumi.output(new Network("platform", { vpc }).ref.privateSubnetIds));
  }

  it("orders subnets that AWS finds in any order", async () => {
    assert.deepEqual(await whereAwsFinds(["subnet-b", "subnet-a"]), ["subnet-a", "subnet-b"]);
  });

  it("refuses tags that no subnet has, as soon as that is known", async () => {
    await assert.rejects(whereAwsFinds([]), {
      name: "ArgumentError",
      propertyPath: "vpc.subnetTags.private",
      message:
        /'vpc\.subnetTags\.private' must be tags of subnets in the VPC, got \{"Tier":"private"\}/,
    });
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
});
