import { goSeconds } from "./goDuration.js";

/** What of a provider's configuration decides with whose key AWS is asked, and where. */
export const SETTINGS = [
  "accessKey",
  "assumeRoles",
  "assumeRoleWithWebIdentity",
  "endpoints",
  "profile",
  "secretKey",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
  "stsRegion",
  "token",
  "useDualstackEndpoint",
  "useFipsEndpoint",
] as const;

type Setting = (typeof SETTINGS)[number];

/** The settings of an AWS provider, as its configuration has them: what is no text is JSON. */
export type AwsSettings = { [K in Setting]?: string };

/** What both ways of taking on a role have. */
interface Role {
  roleArn: string;
  sessionName?: string;
  durationSeconds?: number;
  /** JSON of a policy that narrows the role's permissions. */
  policy?: string;
  policyArns?: string[];
}

/** A role that is taken on with a key. */
export interface AssumedRole extends Role {
  externalId?: string;
  sourceIdentity?: string;
  tags?: Record<string, string>;
  transitiveTagKeys?: string[];
}

/** A role that is taken on with a token, such as that of a CI job. */
export interface WebIdentityRole extends Role {
  webIdentityToken?: string;
  /** File with the token. */
  webIdentityTokenFile?: string;
}

/** The settings, read. */
export interface ReadSettings {
  profile?: string;
  key?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  configFile?: string;
  credentialsFile?: string;
  /** Addresses that stand in for those of AWS, by the provider's name of the service, such as `ecs`. */
  endpoints: Record<string, string>;
  stsRegion?: string;
  useFipsEndpoint: boolean;
  useDualstackEndpoint: boolean;
  webIdentity?: WebIdentityRole;
  /** Each is taken on with the key of the one before. */
  roles: AssumedRole[];
}

/** The settings of a provider, from its configuration by key, such as `profile`. */
export function settingsFrom(get: (key: Setting) => unknown): AwsSettings {
  const settings: AwsSettings = {};
  for (const key of SETTINGS) {
    const value = get(key);
    if (value === undefined || value === null || value === "") continue;
    settings[key] = typeof value === "string" ? value : JSON.stringify(value);
  }
  return settings;
}

/**
 * Reads the settings as the provider does.
 *
 * @throws {Error} if one is not what the provider takes, or what the AWS SDK cannot follow. The text has no value: it
 * may be a secret.
 */
export function readProviderSettings(settings: AwsSettings): ReadSettings {
  const { profile, accessKey, secretKey, token, stsRegion } = settings;
  const configFile = onlyFile("sharedConfigFiles", settings);
  const credentialsFile = onlyFile("sharedCredentialsFiles", settings);
  const webIdentity = webIdentityOf(settings);
  return {
    ...(profile !== undefined && { profile }),
    ...(accessKey !== undefined &&
      secretKey !== undefined && {
        key: {
          accessKeyId: accessKey,
          secretAccessKey: secretKey,
          ...(token !== undefined && { sessionToken: token }),
        },
      }),
    ...(configFile !== undefined && { configFile }),
    ...(credentialsFile !== undefined && { credentialsFile }),
    ...(stsRegion !== undefined && { stsRegion }),
    endpoints: Object.assign({}, ...records("endpoints", settings)) as Record<string, string>,
    useFipsEndpoint: settings.useFipsEndpoint === "true",
    useDualstackEndpoint: settings.useDualstackEndpoint === "true",
    ...(webIdentity && { webIdentity }),
    roles: records("assumeRoles", settings).map((role, index) =>
      assumedRole(role, `aws:assumeRoles[${index}]`),
    ),
  };
}

function assumedRole(role: Record<string, unknown>, path: string): AssumedRole {
  return {
    ...roleOf(role, path),
    ...texts(role, ["externalId", "sourceIdentity"]),
    ...(isRecord(role["tags"]) && { tags: role["tags"] as Record<string, string> }),
    ...list(role, "transitiveTagKeys"),
  };
}

function webIdentityOf(settings: AwsSettings): WebIdentityRole | undefined {
  const key = "assumeRoleWithWebIdentity";
  if (settings[key] === undefined) return undefined;
  const role = parsed(key, settings[key]);
  // Nothing at all is JSON `null` where an explicit provider was made without.
  if (role === null) return undefined;
  if (!isRecord(role)) throw notRead(key);
  const token = texts(role, ["webIdentityToken", "webIdentityTokenFile"]);
  if (Object.keys(token).length === 0) {
    throw new Error(`'aws:${key}' needs 'webIdentityToken' or 'webIdentityTokenFile'`);
  }
  return { ...roleOf(role, `aws:${key}`), ...token };
}

function roleOf(role: Record<string, unknown>, path: string): Role {
  const { roleArn, duration } = role;
  if (typeof roleArn !== "string" || roleArn === "") throw new Error(`'${path}' needs 'roleArn'`);
  const durationSeconds =
    typeof duration === "string" && duration ? goSeconds(duration) : undefined;
  if (duration && durationSeconds === undefined) {
    throw new Error(`'${path}.duration' must be a duration such as "1h"`);
  }
  return {
    roleArn,
    ...texts(role, ["sessionName", "policy"]),
    ...list(role, "policyArns"),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}

/** The texts of a role that are given. */
function texts<K extends string>(role: Record<string, unknown>, keys: K[]): { [P in K]?: string } {
  const given = keys.flatMap((key) => (typeof role[key] === "string" && role[key] ? [key] : []));
  return Object.fromEntries(given.map((key) => [key, role[key]])) as { [P in K]?: string };
}

function list<K extends string>(role: Record<string, unknown>, key: K): { [P in K]?: string[] } {
  const value = role[key];
  if (!Array.isArray(value) || value.length === 0) return {};
  return { [key]: value as string[] } as { [P in K]?: string[] };
}

/** The AWS SDK for JavaScript reads one file of each kind, the provider several. */
function onlyFile(
  key: "sharedConfigFiles" | "sharedCredentialsFiles",
  settings: AwsSettings,
): string | undefined {
  const files = parsed(key, settings[key] ?? "[]") ?? [];
  if (!Array.isArray(files)) throw notRead(key);
  if (files.length > 1)
    throw new Error(`'aws:${key}' has ${files.length} files, and one is followed`);
  return files[0] as string | undefined;
}

function records(key: "endpoints" | "assumeRoles", settings: AwsSettings) {
  const value = parsed(key, settings[key] ?? "[]") ?? [];
  if (!Array.isArray(value) || !value.every(isRecord)) throw notRead(key);
  return value;
}

/** The parser's own words would show the text, and with it what may be a secret. */
function parsed(key: Setting, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notRead(key);
  }
}

function notRead(key: Setting): Error {
  return new Error(`'aws:${key}' is not what the AWS provider takes`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
