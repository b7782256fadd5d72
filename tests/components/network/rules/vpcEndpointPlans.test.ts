import assert from "node:assert/strict";

import {
  additionalEndpointsProblem,
  vpcEndpointPlans,
} from "../../../../components/network/rules/vpcEndpointPlans.js";

const FARGATE = ["s3", "ecr-api", "ecr-dkr", "logs", "secretsmanager", "ssm"];

describe("vpcEndpointPlans", () => {
  it("makes those of the set, then the additional ones", () => {
    const parts = (choice: Parameters<typeof vpcEndpointPlans>[0]) =>
      vpcEndpointPlans(choice).map(({ part, type }) => (type === "Gateway" ? `${part}!` : part));
    assert.deepEqual(parts({}), []);
    assert.deepEqual(parts({ vpcEndpoints: "gateway" }), ["s3!"]);
    assert.deepEqual(parts({ vpcEndpoints: "fargate" }), ["s3!", ...FARGATE.slice(1)]);
    const additionalVpcEndpoints = ["ssmmessages", "dynamodb", "kinesis-streams"];
    assert.deepEqual(parts({ vpcEndpoints: "gateway", additionalVpcEndpoints }), [
      "s3!",
      "ssmmessages",
      "dynamodb!",
      "kinesis-streams",
    ]);
  });

  it("makes gateways for S3 and DynamoDB, and interfaces for all others", () => {
    const choice = { vpcEndpoints: "gateway", additionalVpcEndpoints: ["ecr.api"] };
    assert.deepEqual(vpcEndpointPlans(choice), [
      { part: "s3", service: "s3", type: "Gateway" },
      { part: "ecr-api", service: "ecr.api", type: "Interface" },
    ]);
  });

  for (const [vpcEndpoints, additionalVpcEndpoints, path, reason] of [
    ["none", ["com.amazonaws.eu-west-1.sqs"], 0, /without its prefix and region, got "com\./],
    ["none", ["sqs", "SSM"], 1, /got "SSM"; "ssmmessages" works/],
    ["none", ["SSM.sqs"], 0, /got "SSM.sqs"; "ssmmessages" works/],
    ["none", ["sqs."], 0, /got "sqs."; "ssmmessages" works/],
    ["none", ["sqs", "sqs"], 1, /names "sqs" once more, which has an endpoint; leave it out/],
    ["fargate", ["ssm"], 0, /an endpoint by vpcEndpoints: "fargate"; leave it out/],
  ] as const) {
    it(`refuses ${additionalVpcEndpoints.join(" and ")} beside ${vpcEndpoints}`, () => {
      const problem = additionalEndpointsProblem({ vpcEndpoints, additionalVpcEndpoints });
      assert.equal(problem?.path, `additionalVpcEndpoints[${path}]`);
      assert.match(problem.reason, reason);
    });
  }

  it("takes names of services", () => {
    const additionalVpcEndpoints = ["ssmmessages", "ecr.api", "kms-fips", "outlaws.api"];
    assert.equal(additionalEndpointsProblem({ additionalVpcEndpoints }), undefined);
    assert.equal(additionalEndpointsProblem({}), undefined);
  });
});
