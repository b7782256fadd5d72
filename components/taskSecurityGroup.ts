import { SecurityGroup } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { ClusterRef } from "./cluster.js";
import { field } from "./reference.js";

/** Tasks reach the VPC and what the network lets out; who reaches them is for other rules to say. */
export function taskSecurityGroup(
  name: string,
  cluster: pulumi.Input<ClusterRef>,
  parent: pulumi.Resource,
): SecurityGroup {
  const network = field(cluster, "network");
  const inside = field(network, "cidrBlock");
  const outside = field(network, "egressCidrBlocks");
  const egress = pulumi.all([inside, outside]).apply(([vpc, ranges]) => [
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
  return new SecurityGroup(
    name,
    { vpcId: field(network, "vpcId"), description: `Tasks of ${name}`, egress },
    { parent },
  );
}
