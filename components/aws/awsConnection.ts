import type { AwsCredentials, CredentialSource } from "./assumedCredentials.js";
import { assumedCredentials } from "./assumedCredentials.js";
import type { AwsSettings } from "./providerSettings.js";
import { readProviderSettings } from "./providerSettings.js";

/** How to reach AWS from the process of a program: what the AWS SDK's clients take. Nothing is what the SDK finds. */
export interface AwsConnection {
  region: string;
  /** Profile of the AWS configuration files. */
  profile?: string | undefined;
  credentials?: AwsCredentials | CredentialSource | undefined;
  /** Addresses that stand in for those of AWS, by the provider's name of the service, such as `ecs`. */
  endpoints?: Record<string, string> | undefined;
  useFipsEndpoint?: boolean | undefined;
  useDualstackEndpoint?: boolean | undefined;
}

/**
 * The connection that a provider with these settings has.
 *
 * @throws {Error} if the settings are not what the provider takes, or name what the AWS SDK cannot follow.
 */
export function connectionTo(region: string, settings: AwsSettings): AwsConnection {
  const read = readProviderSettings(settings);
  const { profile, key, endpoints, useFipsEndpoint, useDualstackEndpoint } = read;
  const { webIdentity, roles, configFile, credentialsFile } = read;
  const isChain = webIdentity ?? roles[0] ?? configFile ?? credentialsFile;
  return {
    region,
    profile,
    credentials: isChain === undefined ? key : assumedCredentials(read, region),
    endpoints,
    useFipsEndpoint,
    useDualstackEndpoint,
  };
}

/**
 * The connection for the service with an ARN.
 *
 * @throws {Error} if the settings are not what the provider takes, or name what the AWS SDK cannot follow.
 */
export function connectionFor(arn: string, settings: AwsSettings): AwsConnection {
  return connectionTo(arn.split(":")[3] ?? "", settings);
}

/** Names under which the provider's `endpoints` may have a service. */
const ENDPOINT_NAMES = {
  ecs: ["ecs"],
  codedeploy: ["codedeploy"],
  logs: ["logs", "cloudwatchlogs"],
  elbv2: ["elbv2", "elasticloadbalancingv2", "elb"],
  ec2: ["ec2"],
  sts: ["sts"],
} as const;

/** Tries of a call that AWS throttles, with the SDK's growing pauses between them. */
const MAX_ATTEMPTS = 6;

/** What a client of the AWS SDK is made of. */
export function clientSettings(connection: AwsConnection, service: keyof typeof ENDPOINT_NAMES) {
  const { region, profile, credentials, endpoints = {} } = connection;
  const { useFipsEndpoint, useDualstackEndpoint } = connection;
  const endpoint = ENDPOINT_NAMES[service]
    .map((name) => endpoints[name])
    .find((address) => address !== undefined);
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    ...(profile !== undefined && { profile }),
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
    // An address of its own is neither.
    ...(endpoint === undefined && useFipsEndpoint === true && { useFipsEndpoint }),
    ...(endpoint === undefined && useDualstackEndpoint === true && { useDualstackEndpoint }),
  };
}
