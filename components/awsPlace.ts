import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

import type { AwsPlace } from "./ecs/secretSource.js";

/** How a dynamic resource reaches AWS: in its component's region, as the stack's AWS provider does. */
export function dynamicPlace(parent: pulumi.Resource): {
  region: pulumi.Output<string>;
  profile: string | undefined;
} {
  return {
    region: awsPlace(parent).apply(({ region }) => region),
    profile: new pulumi.Config("aws").get("profile"),
  };
}

/** Where a component's provider works. Asked with the component as parent, so that an explicit provider is heeded. */
export function awsPlace(parent: pulumi.Resource): pulumi.Output<AwsPlace> {
  const options = { parent };
  return pulumi
    .all([
      getPartitionOutput({}, options),
      getRegionOutput({}, options),
      getCallerIdentityOutput({}, options),
    ])
    .apply(([{ partition }, { id: region }, { accountId: account }]) => ({
      partition,
      region,
      account,
    }));
}
