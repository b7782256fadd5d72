import assert from "node:assert/strict";

import {
  capacityKey,
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
  });
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
