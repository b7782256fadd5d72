import { SecurityGroup } from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";

import type { ClusterRef } from "../cluster/args/clusterRef.js";
import { networkEgress } from "../network/networkEgress.js";
import { field } from "../argument/refField.js";

/** Tasks reach the VPC and what the network lets out; who reaches them is for other rules to say. */
export function taskSecurityGroup(
  name: string,
  cluster: pulumi.Input<ClusterRef>,
  parent: pulumi.Resource,
): SecurityGroup {
  const network = field(cluster, "network");
  return new SecurityGroup(
    name,
    {
      vpcId: field(network, "vpcId"),
      description: `Tasks of ${name}`,
      egress: networkEgress(network),
    },
    { parent },
  );
}
