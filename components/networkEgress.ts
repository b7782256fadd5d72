import * as pulumi from "@pulumi/pulumi";

import type { NetworkRef } from "./network.js";
import { field } from "./reference.js";

/** Egress rules of a security group: the VPC, and HTTPS to what the network lets out. */
export function networkEgress(network: pulumi.Input<NetworkRef>) {
  const inside = field(network, "cidrBlock");
  const outside = field(network, "egressCidrBlocks");
  return pulumi.all([inside, outside]).apply(([vpc, ranges]) => [
    { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: [vpc], description: "The VPC" },
    ...(ranges.length > 0
      ? [
          {
            protocol: "tcp",
            fromPort: 443,
            toPort: 443,
            cidrBlocks: ranges,
            description: "HTTPS",
          },
        ]
      : []),
  ]);
}
