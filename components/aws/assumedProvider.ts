import { getRegionOutput } from "@pulumi/aws/getRegion";
import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";

import { providerState } from "./awsSettings.js";
import { SETTINGS } from "./providerSettings.js";

/** A role that a provider takes on. */
interface RoleToAssume {
  roleArn: pulumi.Input<string>;
  externalId?: pulumi.Input<string>;
  sessionName?: pulumi.Input<string>;
}

/** What else of a provider decides how AWS is reached, and is no matter of the account that it reaches. */
const WAYS = [
  ...SETTINGS,
  "customCaBundle",
  "ec2MetadataServiceEndpoint",
  "ec2MetadataServiceEndpointMode",
  "httpProxy",
  "httpsProxy",
  "insecure",
  "maxRetries",
  "noProxy",
  "retryMode",
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRegionValidation",
  "skipRequestingAccountId",
] as const;

/**
 * Makes a provider that reaches AWS as the component's own does, in the same region, and then takes a role on. Which
 * accounts the component's provider may work in is not taken over: the role leads to another one.
 */
export function assumedProvider(
  name: string,
  role: RoleToAssume,
  parent: pulumi.Resource,
): Provider {
  const region = getRegionOutput({}, { parent }).region;
  const own = settingsOf(parent);
  const carried: pulumi.ResourceTransformation = ({ props, opts }) => ({
    // Settings have the form here that they have in a configuration: a text, or JSON.
    props: { ...props, ...own, assumeRoles: oneRoleMore(own["assumeRoles"], role) },
    opts,
  });
  return new Provider(name, { region }, { parent, transformations: [carried] });
}

/** The settings of a component's provider, as a configuration has them: those alone that there may be. */
function settingsOf(component: pulumi.Resource): Record<string, pulumi.Output<unknown>> {
  const state = providerState(component);
  const config = new pulumi.Config("aws");
  const found = WAYS.flatMap((key): [string, pulumi.Output<unknown>][] => {
    if (state === undefined) {
      const value = config.getSecret(key);
      return value === undefined ? [] : [[key, value]];
    }
    // A secret that is nothing cannot be sent to the engine, so what is there alone is one.
    return [[key, state.apply((all) => (isGiven(all[key]) ? pulumi.secret(all[key]) : undefined))]];
  });
  return Object.fromEntries(found);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

/** The roles of a provider with one more, which is taken on with the key of the last. */
function oneRoleMore(
  roles: pulumi.Output<unknown> | undefined,
  role: RoleToAssume,
): pulumi.Output<string> {
  return pulumi.all([roles, role]).apply(([before, last]) => {
    const list: unknown[] = isGiven(before) ? parsedList(String(before)) : [];
    return JSON.stringify([...list, last]);
  });
}

/** The parser's own words would show the text, and with it what may be a secret. */
function parsedList(text: string): unknown[] {
  try {
    const roles: unknown = JSON.parse(text);
    if (Array.isArray(roles)) return roles;
  } catch {
    // The message below is the same.
  }
  throw new Error("'aws:assumeRoles' is not what the AWS provider takes");
}
