import assert from "node:assert/strict";

import { networkConfigurationProblem } from "../../../../components/launch/rules/networkConfiguration.js";

describe("networkConfiguration", () => {
  it("is left to instances, and takes what ECS takes", () => {
    assert.equal(networkConfigurationProblem(false, undefined), undefined);
    for (const subnets of [1, 16]) {
      assert.equal(networkConfigurationProblem(true, { subnets, securityGroups: 5 }), undefined);
    }
  });

  const subnetFaults = [0, 17].map((subnets): [{ subnets: number }, string, string] => [
    { subnets },
    ".subnets",
    `'subnets' of 'networkConfiguration' must hold 1 to 16 subnets, got ${subnets}; one of each zone works`,
  ]);
  const faults: [{ subnets: number; securityGroups?: number } | undefined, string, string][] = [
    [
      undefined,
      "",
      `'networkConfiguration' must be given for tasks on Fargate, whose network mode is awsvpc, got nothing; { subnets: ["subnet-…"], securityGroups: ["sg-…"] } works`,
    ],
    ...subnetFaults,
    [
      { subnets: 2, securityGroups: 6 },
      ".securityGroups",
      "'securityGroups' of 'networkConfiguration' must hold at most 5 security groups, got 6; join some",
    ],
  ];
  for (const [network, below, reason] of faults) {
    it(`refuses ${network ? JSON.stringify(network) : "none"} on Fargate`, () => {
      const given = network && { securityGroups: 0, ...network };
      const path = `networkConfiguration${below}`;
      assert.deepEqual(networkConfigurationProblem(true, given), { path, reason });
    });
  }
});
