import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";

import { explicitSettings } from "./awsSettings.js";
import type { DynamicPlace } from "../dynamic/dynamicAccess.js";
import type { DynamicInputs } from "../dynamic/dynamicProvider.js";
import type { AwsPlace } from "../taskDefinition/rules/secretSource.js";

/** How a dynamic resource reaches AWS: in its component's region, as the component's AWS provider does. */
export function dynamicPlace(parent: pulumi.Resource): DynamicInputs<DynamicPlace> {
  const region = awsPlace(parent).apply((place) => place.region);
  const settings = explicitSettings(parent);
  if (settings) return { region, settings };
  return { region, profile: new pulumi.Config("aws").get("profile") };
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
