import { SecurityGroup } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { ClusterRef } from "./cluster.js";
import { taskEgress } from "./network/taskEgress.js";
import { field } from "./reference.js";

/** Tasks reach the VPC and what the network lets out; who reaches them is for other rules to say. */
export function taskSecurityGroup(
  name: string,
  cluster: pulumi.Input<ClusterRef>,
  parent: pulumi.Resource,
): SecurityGroup {
  const network = field(cluster, "network");
  const egress = pulumi
    .all([
      field(network, "cidrBlock"),
      field(network, "egressCidrBlocks"),
      field(network, "egressPrefixListIds"),
    ])
    .apply(([cidrBlock, egressCidrBlocks, egressPrefixListIds]) =>
      taskEgress({ cidrBlock, egressCidrBlocks, egressPrefixListIds }),
    );
  return new SecurityGroup(
    name,
    { vpcId: field(network, "vpcId"), description: `Tasks of ${name}`, egress },
    { parent },
  );
}
