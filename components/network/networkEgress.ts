import * as pulumi from "@pulumi/pulumi";

import { taskEgress } from "./rules/taskEgress.js";
import type { NetworkRef } from "./networkRef.js";
import { field } from "../argument/refField.js";

/** Egress rules of a security group: the VPC, and HTTPS to what the network lets out. */
export function networkEgress(network: pulumi.Input<NetworkRef>) {
  return pulumi
    .all([
      field(network, "cidrBlock"),
      field(network, "egressCidrBlocks"),
      field(network, "egressPrefixListIds"),
    ])
    .apply(([cidrBlock, egressCidrBlocks, egressPrefixListIds]) =>
      taskEgress({ cidrBlock, egressCidrBlocks, egressPrefixListIds }),
    );
}
