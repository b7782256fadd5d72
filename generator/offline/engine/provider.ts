import { DEFAULT_REGION, SAMPLE_ACCOUNT_ID } from "./aws/account.js";
import { AwsResource } from "./aws/awsResource.js";
import type { Made } from "./aws/awsResource.js";
import type { Autonaming } from "./autonaming.js";
import { callAwsFunction } from "./aws/callAwsFunction.js";
import { makeAwsResource } from "./aws/makeAwsResource.js";
import { makeOtherResource } from "./otherProviders.js";
import type { PropertyMap } from "../wireValue.js";

/** A resource that a program registers or reads. */
export interface Requested {
  urn: string;
  type: string;
  name: string;
  /** Plain inputs, secrets opened; a value that is not known yet is a symbol. */
  inputs: PropertyMap;
  /** Region of the AWS provider it goes to. */
  region?: string | undefined;
  /** What it is called without a name of its own. */
  autonaming?: Autonaming | undefined;
}

/** Stands in for all providers: what AWS and the others would answer. */
export function makeResource(requested: Requested): Made {
  const { urn, type, name, inputs } = requested;
  const region = knownText(inputs.region) ?? requested.region ?? DEFAULT_REGION;
  const account = { accountId: SAMPLE_ACCOUNT_ID, region };
  const resource = new AwsResource(type, name, inputs, account, urn, requested.autonaming);
  return type.startsWith("aws:") ? makeAwsResource(resource) : makeOtherResource(resource);
}

/** What a provider's function answers. One that nobody wrote a line for gives its arguments back. */
export function callFunction(token: string, args: PropertyMap, region?: string): PropertyMap {
  if (token.startsWith("aws:")) {
    const account = { accountId: SAMPLE_ACCOUNT_ID, region: region ?? DEFAULT_REGION };
    return callAwsFunction(token, args, account);
  }
  if (token === "docker:index/getRegistryImage:getRegistryImage") {
    const image = { urn: String(args.name), type: "docker:index/registryImage:RegistryImage" };
    return { ...makeResource({ ...image, name: String(args.name), inputs: args }), ...args };
  }
  if (token === "docker:index/getRegistryImageManifests:getRegistryImageManifests") {
    return { id: String(args.name), manifests: ["amd64", "arm64"].map(manifest), ...args };
  }
  return { ...args };
}

/** Every image that exists has both platforms that Fargate runs. */
function manifest(architecture: string): PropertyMap {
  return { os: "linux", architecture, mediaType: "application/vnd.oci.image.manifest.v1+json" };
}

function knownText(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
