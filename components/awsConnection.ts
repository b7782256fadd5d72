import * as pulumi from "@pulumi/pulumi";

/** How to reach AWS from the process of a program: what the AWS SDK's clients take. Nothing is what the SDK finds. */
export interface AwsConnection {
  region: string;
  /** Profile of the AWS configuration files. */
  profile?: string | undefined;
  credentials?: AwsCredentials | undefined;
  /** Addresses that stand in for those of AWS, by the provider's name of the service, such as `ecs`. */
  endpoints?: Record<string, string> | undefined;
}

/** A key of AWS. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The settings of a stack for its AWS provider, as far as the AWS SDK can follow them. */
export interface AwsSettings {
  profile?: string | undefined;
  accessKey?: string | undefined;
  secretKey?: string | undefined;
  token?: string | undefined;
  endpoints?: Record<string, string> | undefined;
  /** Roles that the provider takes on; the calls of this process are made without. */
  assumesRole: boolean;
}

/**
 * The settings of the stack's AWS provider. Read them in a component's constructor, while the configuration is that of
 * the component's stack.
 */
export function awsSettings(): pulumi.Output<AwsSettings> {
  const config = new pulumi.Config("aws");
  return pulumi
    .all([config.getSecret("accessKey"), config.getSecret("secretKey"), config.getSecret("token")])
    .apply(([accessKey, secretKey, token]) => {
      const secrets: Record<string, string | undefined> = { accessKey, secretKey, token };
      return settingsFrom((key) => (key in secrets ? secrets[key] : config.get(key)));
    });
}

/**
 * Whether a component's AWS provider has credentials that this process cannot have: those of a provider of the program's
 * own, or of a role that it assumes.
 */
export function isProviderAlone(component: pulumi.Resource): boolean {
  const config = new pulumi.Config("aws");
  const roles = [config.get("assumeRoles"), config.get("assumeRoleWithWebIdentity")];
  const isExplicit = component.getProvider("aws:ecs/service:Service") !== undefined;
  return isExplicit || roles.some((role) => role !== undefined);
}

/** The settings of an AWS provider, from its configuration by key, such as `profile`. */
export function settingsFrom(get: (key: string) => string | undefined): AwsSettings {
  const endpoints = get("endpoints");
  const list = (endpoints === undefined ? [] : JSON.parse(endpoints)) as Record<string, string>[];
  return {
    profile: get("profile"),
    accessKey: get("accessKey"),
    secretKey: get("secretKey"),
    token: get("token"),
    endpoints: Object.fromEntries(list.flatMap((each) => Object.entries(each))),
    assumesRole: get("assumeRoles") !== undefined || get("assumeRoleWithWebIdentity") !== undefined,
  };
}

/**
 * The connection for the service with an ARN.
 *
 * @throws {Error} if the settings name what the AWS SDK cannot follow without another package.
 */
export function connectionFor(arn: string, settings: AwsSettings): AwsConnection {
  const { profile, accessKey, secretKey, token, endpoints, assumesRole } = settings;
  if (assumesRole) {
    throw new Error("the stack's AWS provider assumes a role, which only the provider can do");
  }
  const region = arn.split(":")[3] ?? "";
  const credentials =
    accessKey === undefined || secretKey === undefined
      ? undefined
      : {
          accessKeyId: accessKey,
          secretAccessKey: secretKey,
          ...(token !== undefined && { sessionToken: token }),
        };
  return { region, profile, credentials, endpoints };
}

/** Names under which the provider's `endpoints` may have a service. */
const ENDPOINT_NAMES = {
  ecs: ["ecs"],
  codedeploy: ["codedeploy"],
  logs: ["logs", "cloudwatchlogs"],
  elbv2: ["elbv2", "elasticloadbalancingv2", "elb"],
} as const;

/** Tries of a call that AWS throttles, with the SDK's growing pauses between them. */
const MAX_ATTEMPTS = 6;

/** What a client of the AWS SDK is made of. */
export function clientSettings(
  { region, profile, credentials, endpoints = {} }: AwsConnection,
  service: keyof typeof ENDPOINT_NAMES,
) {
  const endpoint = ENDPOINT_NAMES[service]
    .map((name) => endpoints[name])
    .find((address) => address !== undefined);
  return {
    region,
    maxAttempts: MAX_ATTEMPTS,
    ...(profile !== undefined && { profile }),
    ...(credentials && { credentials }),
    ...(endpoint !== undefined && { endpoint }),
  };
}
