import { SecurityGroup } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import type { NetworkRef } from "./networkArgs.js";
import { networkEgress } from "./networkEgress.js";
import { field } from "./reference.js";

/** Nobody reaches a cluster's instances, and they reach what tasks reach. */
export function instanceSecurityGroup(
  name: string,
  network: pulumi.Input<NetworkRef>,
  parent: pulumi.Resource,
): SecurityGroup {
  return new SecurityGroup(
    name,
    {
      vpcId: field(network, "vpcId"),
      description: `Instances of ${name}`,
      egress: networkEgress(network),
    },
    { parent },
  );
}
