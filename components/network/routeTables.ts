import { getRouteTablesOutput } from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../argument/checks.js";
import { foundRouteTablesProblem } from "./rules/existingVpc.js";

/** The route tables of private subnets. A subnet that names none has the main one of its VPC. */
export function foundRouteTableIds(
  checks: Checks,
  vpcId: pulumi.Input<string>,
  subnetIds: pulumi.Input<pulumi.Input<string>[]>,
  parent: pulumi.Resource,
): pulumi.Output<string[]> {
  const find = (filter: string, value: string): pulumi.Output<string[]> => {
    const filters = [{ name: filter, values: [value] }];
    return getRouteTablesOutput({ vpcId, filters }, { parent }).ids;
  };
  const main = find("association.main", "true");
  const found = pulumi
    .output(subnetIds)
    .apply((ids) =>
      pulumi
        .all([pulumi.all(ids.map((id) => find("association.subnet-id", id))), main])
        .apply(([own, others]) => own.flatMap((some) => (some.length > 0 ? some : others))),
    );
  return checks.decide(found, foundRouteTablesProblem, (tables) => [...new Set(tables)].sort());
}
