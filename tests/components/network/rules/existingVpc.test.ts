import assert from "node:assert/strict";

import {
  foundRouteTablesProblem,
  foundSubnetsProblem,
} from "../../../../components/network/rules/existingVpc.js";

describe("foundSubnetsProblem", () => {
  it("takes what was found", () => {
    assert.equal(foundSubnetsProblem(["subnet-1"], { Tier: "private" }, "private"), undefined);
  });

  it("names the tags that no subnet has", () => {
    assert.deepEqual(foundSubnetsProblem([], { Tier: "privat" }, "private"), {
      path: "vpc.subnetTags.private",
      reason: `'vpc.subnetTags.private' must be tags of subnets in the VPC, got {"Tier":"privat"}, which none has; tag the subnets or give 'privateSubnetIds'`,
    });
  });
});

describe("foundRouteTablesProblem", () => {
  it("takes what was found", () => {
    assert.equal(foundRouteTablesProblem(["rtb-1"]), undefined);
  });

  it("asks for the tables where there is none", () => {
    assert.deepEqual(foundRouteTablesProblem([]), {
      path: "vpc.privateRouteTableIds",
      reason:
        "'vpc.privateRouteTableIds' must be given where neither the private subnets nor the VPC have a route table to be found, got nothing; the ids of the tables of the private subnets work",
    });
  });
});
