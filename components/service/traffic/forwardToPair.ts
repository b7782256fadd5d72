import type * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";

/** An action that sends all to the first of two target groups. */
export interface PairForward {
  type: string;
  forward: { targetGroups: { arn: pulumi.Output<string>; weight: number }[] };
}

/** An action with both groups in it from birth, since ECS asks for a load balancer of either. */
export function forwardToPair(first: lb.TargetGroup, alternate: lb.TargetGroup): PairForward {
  return {
    type: "forward",
    forward: {
      targetGroups: [
        { arn: first.arn, weight: 100 },
        { arn: alternate.arn, weight: 0 },
      ],
    },
  };
}
