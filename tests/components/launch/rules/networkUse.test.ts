import assert from "node:assert/strict";

import {
  capacityKey,
  instanceGroupProblem,
  lateModeProblem,
  networkCapacityProblem,
  networkUseProblem,
} from "../../../../components/launch/rules/networkUse.js";

describe("networkUseProblem", () => {
  it("has nothing against what tasks in awsvpc are given", () => {
    const all = {
      assignPublicIp: true,
      hasLoadBalancer: true,
      hasNetworkLoadBalancer: true,
      hasServiceConnect: true,
      recordType: "A",
      hasPeers: true,
    };
    assert.equal(networkUseProblem({ ...all, networkMode: "awsvpc" }), undefined);
  });

  it("has nothing against what tasks in bridge may be given", () => {
    const all = {
      hasLoadBalancer: true,
      hasNetworkLoadBalancer: true,
      hasServiceConnect: true,
      recordType: "SRV",
      hasPeers: true,
    };
    assert.equal(networkUseProblem({ ...all, networkMode: "bridge" }), undefined);
    assert.equal(networkUseProblem({ ...all, networkMode: "host" })?.path, "serviceConnect");
    assert.equal(networkUseProblem({ ...all, networkMode: "none" })?.path, "loadBalancer");
    assert.equal(networkUseProblem({ networkMode: "none" }), undefined);
    assert.equal(networkUseProblem({ networkMode: "default" }), undefined);
  });

  const faults: [Parameters<typeof networkUseProblem>[0], string, string][] = [
    [
      { networkMode: "host", assignPublicIp: true },
      "assignPublicIp",
      "'assignPublicIp' must be left out where the task definition's 'networkMode' is host, got true: its tasks have no address but that of their instance",
    ],
    [
      { networkMode: "bridge", hasEgress: true },
      "egress",
      `'egress' must be left out where the task definition's 'networkMode' is bridge: its tasks share the security group of their instance; "awsvpc" takes it`,
    ],
    [
      { networkMode: "none", hasOwnGroups: true },
      "securityGroupIds",
      `'securityGroupIds' must be left out where the task definition's 'networkMode' is none: its tasks have no network; "awsvpc" takes it`,
    ],
  ];
  for (const [use, path, reason] of faults) {
    it(`refuses ${JSON.stringify(use)}`, () => {
      assert.deepEqual(networkUseProblem(use), { path, reason });
    });
  }
});

describe("networkCapacityProblem", () => {
  it("lets awsvpc run anywhere, and host on managed instances", () => {
    assert.equal(networkCapacityProblem("awsvpc", ["FARGATE"], []), undefined);
    assert.equal(networkCapacityProblem("host", ["managed"], ["managed"]), undefined);
    assert.equal(networkCapacityProblem("bridge", ["workers"], ["managed"]), undefined);
    assert.equal(
      networkCapacityProblem("default", ["managed"], ["managed"])?.path,
      "taskDefinition.networkMode",
    );
  });
});

describe("lateModeProblem", () => {
  it("minds another mode than awsvpc alone", () => {
    assert.equal(lateModeProblem(undefined), undefined);
    assert.equal(lateModeProblem("awsvpc"), undefined);
    assert.deepEqual(lateModeProblem("host"), {
      path: "taskDefinition.networkMode",
      reason: `'taskDefinition.networkMode' must be plain text, since it decides which resources there are, got "host" in an output; { arn: ref.arn, family: ref.family, containers: ref.containers, networkMode: "host" } works`,
    });
  });
});

describe("capacityKey", () => {
  it("is the name in the cluster's arguments, or the provider's own", () => {
    assert.equal(capacityKey("cp-1", { workers: "cp-1" }), "workers");
    assert.equal(capacityKey("workers", { workers: "cp-1" }), "workers");
    assert.equal(capacityKey("cp-2"), "cp-2");
  });
});

describe("instanceGroupProblem", () => {
  it("names the groups whose instances are known", () => {
    assert.equal(instanceGroupProblem("workers", ["spare", "workers"]), undefined);
    const reason = (has: string) =>
      `'cluster.instanceSecurityGroupIds' must hold the security group of the instances of "workers", got ${has}; the ref of a Cluster has it after its next update`;
    assert.equal(instanceGroupProblem("workers", ["a", "b"])?.reason, reason('"a", "b"'));
    assert.equal(instanceGroupProblem("workers", [])?.reason, reason("none"));
  });
});
