import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { stackOutputsOf } from "../../../../generator/offline/engine/stackReference.js";
import { installUnknownStackOutputs } from "../../../../generator/offline/monitor/unknownStackOutputs.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";

class Thing extends pulumi.CustomResource {
  constructor(name: string, props: pulumi.Inputs) {
    super("acme:index:Thing", name, props);
  }
}

describe("stackOutputsOf", () => {
  it("has the references of the platform program, which fit together", () => {
    const outputs = stackOutputsOf("acme/platform/dev", "eu-west-1") as Record<string, any>;
    const { network, cluster, loadBalancer } = outputs;
    assert.deepEqual(Object.keys(network), [
      "vpcId",
      "cidrBlock",
      "publicSubnetIds",
      "privateSubnetIds",
      "egressCidrBlocks",
    ]);
    assert.deepEqual(cluster.network, network);
    assert.equal(cluster.arn, `arn:aws:ecs:eu-west-1:123456789012:cluster/${cluster.name}`);
    assert.equal(loadBalancer.vpcId, network.vpcId);
    assert.equal(
      loadBalancer.listenerArn.split(":listener/")[1].replace(/\/[0-9a-f]{16}$/, ""),
      loadBalancer.arnSuffix,
    );
    assert.match(loadBalancer.securityGroupId, /^sg-0[0-9a-f]{16}$/);
  });

  it("differs from stack to stack", () => {
    const idOf = (stack: string) =>
      (stackOutputsOf(stack, "us-east-1") as Record<string, any>).network.vpcId;
    assert.notEqual(idOf("acme/platform/dev"), idOf("acme/platform/prod"));
  });
});

describe("installUnknownStackOutputs", () => {
  const original = Object.getOwnPropertyDescriptors(pulumi.StackReference.prototype);

  afterEach(() => {
    Object.defineProperties(pulumi.StackReference.prototype, original);
  });

  it("gives known outputs as they are and unknown ones as unknown, without a failure", async () => {
    const mock = await mockPulumi({ preview: true });
    installUnknownStackOutputs(pulumi);
    const platform = new pulumi.StackReference("acme/platform/dev");
    const network = await valueOf(platform.requireOutput("network"));
    assert.match(network.vpcId, /^vpc-0[0-9a-f]{16}$/);
    new Thing("t", {
      got: platform.getOutput("database"),
      required: platform.requireOutput("queue").apply((queue: { url: string }) => queue.url),
    });
    await mock.settled();
    assert.deepEqual(mock.resource("acme:index:Thing").inputs, {
      got: "[unknown]",
      required: "[unknown]",
    });
  });
});
