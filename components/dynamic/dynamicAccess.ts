import type * as pulumi from "@pulumi/pulumi/dynamic";

import type { AwsSettings } from "../aws/providerSettings.js";
import { settingsFrom } from "../aws/providerSettings.js";
import type { AwsConnection } from "../aws/awsConnection.js";
import { connectionTo } from "../aws/awsConnection.js";

/** How a dynamic resource reaches AWS, as plain data in its inputs. */
export interface DynamicPlace {
  region: string;
  /** The stack's profile of the AWS configuration files; nothing for what the environment says. */
  profile?: string | undefined;
  /** Settings of the explicit provider; nothing where it is the stack's. */
  settings?: AwsSettings | undefined;
}

/**
 * How the provider of a dynamic resource reaches AWS, in its own process. The stack's settings come from Pulumi with
 * every update, so that they are those of today also where a resource of long ago is deleted, and in no state.
 */
export function dynamicAccess() {
  let stack: AwsSettings = {};
  return {
    /** Takes the stack's configuration, which Pulumi gives before anything else. */
    configure: ({ config }: pulumi.ConfigureRequest): Promise<void> => {
      stack = settingsFrom((key): unknown => config.get(`aws:${key}`));
      return Promise.resolve();
    },

    /** What a resource shall do, with the way to AWS. */
    withConnection: <T extends DynamicPlace>(place: T): T & AwsConnection => {
      const { region, profile, settings } = place;
      const own = settings ?? { ...(profile !== undefined && { profile }), ...stack };
      return { ...place, ...connectionTo(region, own) };
    },
  };
}
