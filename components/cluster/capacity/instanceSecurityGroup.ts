import { SecurityGroup } from "@pulumi/aws/ec2";
import type { CapacityProvider } from "@pulumi/aws/ecs";
import type * as pulumi from "@pulumi/pulumi";

import type { NetworkRef } from "../../network/networkRef.js";
import { networkEgress } from "../../network/networkEgress.js";
import { field } from "../../argument/refField.js";

/** Instances of a cluster that ECS scales. */
export interface InstanceCapacity {
  provider: CapacityProvider;
  /** Id of the instances' security group. */
  securityGroupId: pulumi.Output<string>;
}

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
