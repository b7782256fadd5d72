import assert from "node:assert/strict";

import {
  endpointServices,
  execReachProblem,
  existingReach,
  existingServices,
  privateReach,
  reachabilityProblem,
  statedServicesProblem,
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

describe("services by endpoints", () => {
  const fargate = { natGateways: "none", vpcEndpoints: "fargate", ownEgress: false } as const;

  it("are all that tasks of a new VPC reach where it has neither NAT nor a way of its own", () => {
    const services =
      endpointServices({ ...fargate, additionalVpcEndpoints: ["ssmmessages"] }) ?? [];
    assert.ok(services.includes("ecr.dkr"));
    assert.ok(services.includes("ssmmessages"));
    assert.equal(endpointServices({ ...fargate, ownEgress: true }), undefined);
    assert.equal(endpointServices({ ...fargate, natGateways: "single" }), undefined);
    assert.equal(endpointServices({ ...fargate, vpcEndpoints: "gateway" }), undefined);
  });

  it("are those that a VPC that exists is said to have, and those that are added", () => {
    const added = { vpcEndpoints: "none", additionalVpcEndpoints: ["sqs", "sns"] } as const;
    assert.deepEqual(existingServices(["sqs", "ssm"], added), ["sqs", "ssm", "sns"]);
    assert.equal(existingServices(undefined, added), undefined);
  });

  it("are told of a VPC that exists where they are all that it reaches", () => {
    const path = "vpc.endpointServices";
    const needed = (got: string) => ({
      path,
      reason: `'${path}' says all that private subnets reach, which needs 'vpc.privateReach' "awsServices", got ${got}; give it, or leave '${path}' out`,
    });
    assert.equal(statedServicesProblem(undefined, "internet", true), undefined);
    assert.equal(statedServicesProblem(["sqs"], "awsServices", false), undefined);
    assert.deepEqual(statedServicesProblem(["sqs"], "awsServices", true), {
      path,
      reason: `'${path}' says all that private subnets reach, got 'egressCidrBlocks' of another way beside it; leave one out`,
    });
    assert.deepEqual(statedServicesProblem(["sqs"], "internet", false), needed('"internet"'));
    assert.deepEqual(statedServicesProblem(["sqs"], undefined, false), needed("none"));
  });
});

describe("execReachProblem", () => {
  const placement = {
    enableExecuteCommand: true,
    services: ["ecr.api", "xssmmessages", "ssmmessagesx"],
  };

  it("refuses a session that no endpoint takes to Systems Manager", () => {
    assert.deepEqual(execReachProblem(placement), {
      path: "enableExecuteCommand",
      reason: `'enableExecuteCommand' must be false where private tasks reach no ssmmessages, got true and a network with endpoints of ecr.api, xssmmessages, ssmmessagesx alone; additionalVpcEndpoints: ["ssmmessages"] or natGateways: "single" on the Network works`,
    });
  });

  it("takes what reaches it, and what is not known", () => {
    for (const edit of [
      { enableExecuteCommand: false },
      { enableExecuteCommand: undefined },
      { assignPublicIp: true },
      { services: undefined },
      { services: ["ecr.api", "ssmmessages"] },
      { services: ["com.amazonaws.eu-west-1.ssmmessages"] },
    ]) {
      assert.equal(execReachProblem({ ...placement, ...edit }), undefined);
    }
  });
});

describe("a reach that instances lack", () => {
  it("is told by the network, as their tasks have no address", () => {
    const problem = reachabilityProblem({
      assignPublicIp: false,
      reach: "nothing",
      networkMode: "bridge",
    });
    assert.equal(problem?.path, "cluster.network");
    assert.match(problem.reason, /in the 'networkMode' bridge, got a network with neither/);
  });
});
