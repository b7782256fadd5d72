import assert from "node:assert/strict";

import { taskEgress } from "../../../../components/network/rules/taskEgress.js";

const VPC = {
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlocks: ["10.0.0.0/16"],
  description: "The VPC",
};

describe("taskEgress", () => {
  it("lets tasks reach the VPC alone where the network lets nothing out", () => {
    assert.deepEqual(taskEgress({ cidrBlock: "10.0.0.0/16", egressCidrBlocks: [] }), [VPC]);
  });

  it("lets tasks reach ranges and gateway endpoints on port 443", () => {
    const https = { protocol: "tcp", fromPort: 443, toPort: 443 };
    const egress = taskEgress({
      cidrBlock: "10.0.0.0/16",
      egressCidrBlocks: ["0.0.0.0/0"],
      egressPrefixListIds: ["pl-1"],
    });
    assert.deepEqual(egress, [
      VPC,
      { ...https, cidrBlocks: ["0.0.0.0/0"], description: "HTTPS" },
      { ...https, prefixListIds: ["pl-1"], description: "HTTPS by gateway endpoints" },
    ]);
  });
});
