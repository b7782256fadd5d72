import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

import type { AwsPlace } from "../rules/awsPlace.js";

/** Where a component's provider works. Asked with the component as parent, so that an explicit provider is heeded. */
export function readAwsPlace(parent: pulumi.Resource): pulumi.Output<AwsPlace> {
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
