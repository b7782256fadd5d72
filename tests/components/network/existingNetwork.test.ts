import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Network, PrivateReach, VpcEndpoints } from "../../../components/index.js";
import type { PulumiMock } from "../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../generator/testing/index.js";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";

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
  async function whereAwsFinds(ids: string[], tier: pulumi.Input<string> = "private") {
    const newResource = (resource: pulumi.runtime.MockResourceArgs) => ({
      id: resource.name,
      state: {},
    });
    await pulumi.runtime.setMocks({ newResource, call: () => ({ ids }) });
    const subnetTags = { private: { Tier: tier } };
    const vpc = { id: "vpc-1", cidrBlock: "10.0.0.0/16", publicSubnetIds: [], subnetTags };
    return valueOf(pulumi.output(new Network("platform", { vpc }).ref.privateSubnetIds));
  }

  it("orders subnets that AWS finds in any order", async () => {
    assert.deepEqual(await whereAwsFinds(["subnet-b", "subnet-a"]), ["subnet-a", "subnet-b"]);
  });

  for (const tier of [
    pulumi.secret("hunter2"),
    pulumi.output(Promise.resolve(1)).apply(() => pulumi.secret("hunter2")),
  ]) {
    it("shows no tag that is secret where no subnet has it", async () => {
      await assert.rejects(whereAwsFinds([], tier), (error: Error) => {
        assert.match(
          error.message,
          /must be tags of subnets in the VPC, got \{"Tier":"\[secret\]"\}/,
        );
        assert.doesNotMatch(error.stack ?? "", /hunter2/);
        return true;
      });
    });
  }

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

  const IDS = { publicSubnetIds: ["subnet-1"], privateSubnetIds: ["subnet-2", "subnet-3"] };
  const VPC = { id: "vpc-1", cidrBlock: "10.0.0.0/8", ...IDS };

  it("adds endpoints to a VPC that exists, behind which its tasks are", async () => {
    const { ref } = new Network("platform", {
      vpc: { ...VPC, privateRouteTableIds: ["rtb-1"] },
      vpcEndpoints: VpcEndpoints.Fargate,
    });
    const known = await valueOf(pulumi.output(ref));
    await mock.settled();
    assert.deepEqual(known.privateSubnetIds, IDS.privateSubnetIds);
    assert.equal(known.privateReach, "awsServices");
    assert.match(String(known.egressPrefixListIds?.join()), /^pl-0[0-9a-f]{16}$/);
    const { inputs: s3 } = mock.resource(ENDPOINT, "platform-s3");
    assert.deepEqual([s3.vpcId, s3.routeTableIds], ["vpc-1", ["rtb-1"]]);
    const { inputs: logs } = mock.resource(ENDPOINT, "platform-logs");
    assert.deepEqual([logs.vpcId, logs.subnetIds], ["vpc-1", IDS.privateSubnetIds]);
    const group = mock.resource("aws:ec2/securityGroup:SecurityGroup", "platform-endpoints");
    const [rule] = group.inputs.ingress as { cidrBlocks: string[] }[];
    assert.deepEqual([group.inputs.vpcId, rule?.cidrBlocks], ["vpc-1", ["10.0.0.0/8"]]);
  });

  it("finds the route tables of the private subnets where they are not given", async () => {
    new Network("platform", { vpc: VPC, vpcEndpoints: VpcEndpoints.Gateway });
    await mock.settled();
    const { routeTableIds } = mock.resource(ENDPOINT, "platform-s3").inputs;
    assert.equal(new Set(routeTableIds as string[]).size, 2);
    assert.match((routeTableIds as string[]).join(), /^rtb-0[0-9a-f]{16},rtb-0[0-9a-f]{16}$/);
  });

  it("lets tasks out to the internet where the VPC is said to have a way", async () => {
    const vpc = { ...VPC, privateReach: PrivateReach.Internet };
    const open = new Network("open", { vpc }).ref;
    assert.deepEqual([open.privateReach, open.egressCidrBlocks], ["internet", ["0.0.0.0/0"]]);
    const narrow = new Network("narrow", { vpc, egressCidrBlocks: ["192.0.2.0/24"] }).ref;
    assert.deepEqual(narrow.egressCidrBlocks, ["192.0.2.0/24"]);
    const shut = new Network("shut", { vpc: { ...VPC, privateReach: PrivateReach.Nothing } }).ref;
    assert.deepEqual([shut.privateReach, shut.egressCidrBlocks], ["nothing", []]);
    await mock.settled();
  });
});
