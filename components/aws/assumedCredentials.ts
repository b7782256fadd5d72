import { readFile, stat } from "node:fs/promises";

import { shownValue } from "../rules/shownValue.js";
import type { AssumedRole, ReadSettings, WebIdentityRole } from "./providerSettings.js";

/** A key of AWS, for as long as it is good. */
export interface AwsCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
}

/** Gives a key, and another one when that has come to its end. */
export type CredentialSource = () => Promise<AwsCredentials>;

/** A key that is about to end is of no use for a call that takes its time. */
const SLACK_MILLISECONDS = 5 * 60_000;

/**
 * The key that a provider with these settings has in the end: it begins with its own, and takes on role after role.
 * All clients of the AWS SDK share it, each of which would take on the roles again.
 *
 * @param region Where the provider works.
 */
export function assumedCredentials(settings: ReadSettings, region: string): CredentialSource {
  let source: Promise<CredentialSource> | undefined;
  let current: Promise<AwsCredentials> | undefined;
  const renew = async () => {
    source ??= credentialChain(settings, region);
    return (await source)();
  };
  return async () => {
    const found = current;
    if (found) {
      const key = await found.catch(() => undefined);
      if (key && isGood(key)) return key;
    }
    // Somebody else may have begun meanwhile.
    if (current === found) current = renew();
    return current ?? renew();
  };
}

function isGood({ expiration }: AwsCredentials): boolean {
  return expiration === undefined || expiration.getTime() - SLACK_MILLISECONDS > Date.now();
}

async function credentialChain(settings: ReadSettings, region: string): Promise<CredentialSource> {
  const { fromNodeProviderChain, fromTemporaryCredentials, fromWebToken } = await import(
    "@aws-sdk/credential-providers"
  );
  const { profile, key, configFile, credentialsFile, webIdentity, roles } = settings;
  const clientConfig = stsSettings(settings, region);
  let source: CredentialSource = key
    ? () => Promise.resolve(key)
    : fromNodeProviderChain({
        clientConfig,
        ...(profile !== undefined && { profile }),
        ...(configFile !== undefined && { configFilepath: configFile }),
        ...(credentialsFile !== undefined && { filepath: credentialsFile }),
      });
  if (webIdentity) {
    source = async () =>
      fromWebToken({ ...(await webIdentityRequest(webIdentity)), clientConfig })();
  }
  for (const role of roles) {
    source = fromTemporaryCredentials({
      params: roleRequest(role),
      masterCredentials: source,
      clientConfig,
    });
  }
  return source;
}

/** What a client of STS is made of. */
function stsSettings(settings: ReadSettings, region: string) {
  const endpoint = settings.endpoints["sts"];
  const { useFipsEndpoint, useDualstackEndpoint } = settings;
  return {
    region: settings.stsRegion ?? region,
    // An address of its own is neither.
    ...(endpoint === undefined ? { useFipsEndpoint, useDualstackEndpoint } : { endpoint }),
  };
}

function roleRequest(role: AssumedRole) {
  const { roleArn, sessionName, durationSeconds, externalId, policy, policyArns } = role;
  const { sourceIdentity, tags, transitiveTagKeys } = role;
  return {
    RoleArn: roleArn,
    ...(sessionName !== undefined && { RoleSessionName: sessionName }),
    ...(durationSeconds !== undefined && { DurationSeconds: durationSeconds }),
    ...(externalId !== undefined && { ExternalId: externalId }),
    ...(policy !== undefined && { Policy: policy }),
    ...(policyArns && { PolicyArns: policyArns.map((arn) => ({ arn })) }),
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
    ...(tags && { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
    ...(transitiveTagKeys && { TransitiveTagKeys: transitiveTagKeys }),
  };
}

/** The token's file is read each time: whoever writes it renews it. */
async function webIdentityRequest(role: WebIdentityRole) {
  const { roleArn, sessionName, durationSeconds, policy, policyArns } = role;
  return {
    roleArn,
    webIdentityToken: role.webIdentityToken ?? (await tokenIn(role.webIdentityTokenFile ?? "")),
    ...(sessionName !== undefined && { roleSessionName: sessionName }),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(policy !== undefined && { policy }),
    ...(policyArns && { policyArns: policyArns.map((arn) => ({ arn })) }),
  };
}

/** Longest token that STS takes. */
const LONGEST_TOKEN = 20_000;

/**
 * @throws {Error} if there is no token in the file.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
async function tokenIn(file: string): Promise<string> {
  const must = `'webIdentityTokenFile' of 'aws:assumeRoleWithWebIdentity' must be a file with the token of an identity provider, got ${shownValue(file)}`;
  const works = `a job whose runner writes one works, or 'webIdentityToken'`;
  // A pipe would be waited for, and a device read without end.
  const stats = await stat(file).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (stats instanceof Error) throw new Error(`${must}, which ${whyNot(stats)}; ${works}`);
  if (!stats.isFile()) throw new Error(`${must}, which is a folder, a pipe or a device; ${works}`);
  if (stats.size > LONGEST_TOKEN) {
    throw new Error(
      `${must}, which has ${stats.size} bytes, and a token at most ${LONGEST_TOKEN}; ${works}`,
    );
  }
  const text = await readFile(file, "utf8").catch(
    (error: unknown) => error as NodeJS.ErrnoException,
  );
  if (text instanceof Error) throw new Error(`${must}, which ${whyNot(text)}; ${works}`);
  const token = text.trim();
  if (token === "") throw new Error(`${must}, which is empty; ${works}`);
  return token;
}

function whyNot({ code, message }: NodeJS.ErrnoException): string {
  if (code === "ENOENT" || code === "ENOTDIR") return "does not exist";
  if (code === "EACCES" || code === "EPERM") return "may not be read by the user that runs Pulumi";
  return `cannot be read (${code ?? message})`;
}
