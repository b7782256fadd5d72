import assert from "node:assert/strict";

import {
  existingReach,
  privateReach,
  reachabilityProblem,
} from "../../../../components/network/rules/reachability.js";

describe("privateReach", () => {
  const cases = [
    ["single", "none", false, "internet"],
    ["onePerAz", "fargate", true, "internet"],
    ["none", "fargate", false, "awsServices"],
    ["none", "fargate", true, "awsServices"],
    ["none", "gateway", false, "nothing"],
    ["none", "none", false, "nothing"],
    ["none", "none", true, undefined],
  ] as const;
  for (const [natGateways, vpcEndpoints, ownEgress, reach] of cases) {
    const way = ownEgress ? "a way of its own" : "no way of its own";
    it(`is ${String(reach)} with NAT ${natGateways}, endpoints ${vpcEndpoints} and ${way}`, () => {
      assert.equal(privateReach({ natGateways, vpcEndpoints, ownEgress }), reach);
    });
  }
});

describe("existingReach", () => {
  const cases = [
    [undefined, "none", undefined],
    [undefined, "gateway", undefined],
    [undefined, "fargate", "awsServices"],
    ["nothing", "gateway", "nothing"],
    ["nothing", "fargate", "awsServices"],
    ["awsServices", "none", "awsServices"],
    ["internet", "fargate", "internet"],
  ] as const;
  for (const [stated, endpoints, reach] of cases) {
    it(`is ${String(reach)} for a VPC of ${String(stated)} with endpoints ${endpoints}`, () => {
      assert.equal(existingReach(stated, endpoints), reach);
    });
  }
});

describe("reachabilityProblem", () => {
  it("refuses private tasks that reach nothing, with the ways out", () => {
    assert.deepEqual(reachabilityProblem({ assignPublicIp: false, reach: "nothing" }), {
      path: "assignPublicIp",
      reason: `'assignPublicIp' must be true for tasks to pull their image where the network has neither NAT gateways nor the endpoints of Fargate, got false; natGateways: "single" or vpcEndpoints: "fargate" on the Network works, as does 'egressCidrBlocks' for a way of your own`,
    });
  });

  it("takes tasks with public addresses, and networks that reach something or are not known", () => {
    assert.equal(reachabilityProblem({ assignPublicIp: true, reach: "nothing" }), undefined);
    for (const reach of ["internet", "awsServices", undefined]) {
      assert.equal(reachabilityProblem({ assignPublicIp: false, reach }), undefined);
    }
  });
});
