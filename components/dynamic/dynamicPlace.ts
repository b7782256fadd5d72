import * as pulumi from "@pulumi/pulumi";

import { explicitSettings } from "../aws/awsSettings.js";
import type { DynamicPlace } from "./dynamicAccess.js";
import type { DynamicInputs } from "./dynamicProvider.js";
import { readAwsPlace } from "../aws/readAwsPlace.js";

/** How a dynamic resource reaches AWS: in its component's region, as the component's AWS provider does. */
export function dynamicPlace(parent: pulumi.Resource): DynamicInputs<DynamicPlace> {
  const region = readAwsPlace(parent).apply((place) => place.region);
  const settings = explicitSettings(parent);
  if (settings) return { region, settings };
  return { region, profile: new pulumi.Config("aws").get("profile") };
}
