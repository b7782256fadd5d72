import { SecurityGroup } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

/** Security groups of a load balancer. */
export interface BalancerGroups {
  /** All that it has. */
  ids: pulumi.Output<string>[];
  /** The one that has the rules, and that peers name in theirs. */
  first: pulumi.Output<string>;
  /** What the rules are children of. */
  parent: pulumi.Resource;
}

/** The program's own groups of a load balancer, or one that is made. A load balancer without one can never have one. */
export function balancerGroups(
  name: string,
  own: readonly pulumi.Input<string>[] | undefined,
  made: { vpcId: pulumi.Input<string>; description: string },
  parent: pulumi.Resource,
): BalancerGroups {
  const [given, ...others] = own ?? [];
  if (given !== undefined) {
    const first = pulumi.output(given);
    return { ids: [first, ...others.map((id) => pulumi.output(id))], first, parent };
  }
  const group = new SecurityGroup(name, made, { parent });
  return { ids: [group.id], first: group.id, parent: group };
}
