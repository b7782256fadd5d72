import assert from "node:assert/strict";

import { foundSubnetsProblem } from "../../../components/network/existingVpc.js";

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
