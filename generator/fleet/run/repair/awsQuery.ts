import type { AwsConnection } from "../../../../components/aws/awsConnection.js";
import { clientSettings } from "../../../../components/aws/awsConnection.js";
import { dnsSuffixOf, partitionOfRegion } from "../../../../components/rules/awsPartition.js";

type Settings = ReturnType<typeof clientSettings>;
type AwsCredentials = Exclude<NonNullable<AwsConnection["credentials"]>, () => unknown>;

/**
 * Versions of the APIs that are asked.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Welcome.html
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
 */
const VERSIONS = { ec2: "2016-11-15", sts: "2011-06-15" } as const;

/** Elements of EC2's answers that are lists, of however many items. */
const LIST_ITEM = "item";

/** What an element of an answer has: a text, or elements by their names; those of a list are in an array. */
export interface Ec2Object {
  [name: string]: string | Ec2Object | Ec2Object[] | undefined;
}

/** AWS refuses a call. */
export class QueryError extends Error {
  constructor(
    public readonly code: string,
    message: string,
  ) {
    super(`${code}: ${message}`);
    this.name = "QueryError";
  }
}

/**
 * Asks Amazon EC2 for what there is. Its client in the AWS SDK is larger than all of this package, for a few calls of
 * which each has a page of parameters at the most: this signs and sends them as the SDK does.
 *
 * @param filters Names and values, of which each object has one of each.
 * @throws {QueryError} if EC2 refuses the call.
 * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/Query-Requests.html
 */
export async function describeEc2(
  connection: AwsConnection,
  action: string,
  list: string,
  filters: Readonly<Record<string, string>>,
): Promise<Ec2Object[]> {
  const found: Ec2Object[] = [];
  for (let next = ""; ; ) {
    const answer = await ask(connection, "ec2", action, {
      ...Object.fromEntries(
        Object.entries(filters).flatMap(([name, value], i) => [
          [`Filter.${i + 1}.Name`, name],
          [`Filter.${i + 1}.Value.1`, value],
        ]),
      ),
      ...(next !== "" && { NextToken: next }),
    });
    found.push(...itemsOf(answer, list));
    next = textIn(answer, "nextToken") ?? "";
    if (next === "") return found;
  }
}

/** The items of a list of an object; none where it has none. */
export function itemsOf(object: Ec2Object, list: string): Ec2Object[] {
  const element = object[list];
  if (typeof element !== "object" || Array.isArray(element)) return [];
  const items = element[LIST_ITEM];
  return Array.isArray(items) ? items : [];
}

/** The text of an element of an object. */
export function textIn(object: Ec2Object, name: string): string | undefined {
  const value = object[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

/**
 * The id of the account that the keys of a connection belong to, which every key may ask for.
 *
 * @throws {QueryError} if AWS refuses the keys.
 */
export async function accountOf(connection: AwsConnection): Promise<string | undefined> {
  const { GetCallerIdentityResult: result } = await ask(connection, "sts", "GetCallerIdentity", {});
  return typeof result === "object" && !Array.isArray(result)
    ? textIn(result, "Account")
    : undefined;
}

async function ask(
  connection: AwsConnection,
  service: keyof typeof VERSIONS,
  action: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Ec2Object> {
  const [{ AwsClient }, { XMLParser }] = await Promise.all([
    import("aws4fetch"),
    import("fast-xml-parser"),
  ]);
  const settings = clientSettings(connection, service);
  const { region, endpoint, maxAttempts } = settings;
  const keys = await keysOf(connection);
  const client = new AwsClient({ ...keys, region, service, retries: maxAttempts - 1 });
  const answer = await client.fetch(endpoint ?? addressOf(service, settings), {
    method: "POST",
    body: new URLSearchParams({
      Action: action,
      Version: VERSIONS[service],
      ...parameters,
    }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
    signal: AbortSignal.timeout(CALL_MILLISECONDS),
  });
  const text = await answer.text();
  const parser = new XMLParser({
    parseTagValue: false,
    isArray: (name: string) => name === LIST_ITEM,
  });
  const document = parser.parse(text) as Record<string, Ec2Object | undefined>;
  if (answer.ok) return document[`${action}Response`] ?? {};
  const code = /<Code>([^<]*)/.exec(text)?.[1] ?? `status ${answer.status}`;
  throw new QueryError(code, /<Message>([^<]*)/.exec(text)?.[1] ?? "no reason");
}

/** No call waits for ever. */
const CALL_MILLISECONDS = 60_000;

/** @see https://docs.aws.amazon.com/general/latest/gr/ec2-service.html */
function addressOf(
  service: string,
  { region, useFipsEndpoint, useDualstackEndpoint }: Settings,
): string {
  const host = useFipsEndpoint === true ? `${service}-fips` : service;
  const suffix = dnsSuffixOf(partitionOfRegion(region));
  return `https://${host}.${region}.${useDualstackEndpoint === true ? "api.aws" : suffix}/`;
}

async function keysOf({ credentials, profile }: AwsConnection): Promise<AwsCredentials> {
  if (typeof credentials === "function") return credentials();
  if (credentials) return credentials;
  const { fromNodeProviderChain } = await import("@aws-sdk/credential-providers");
  return fromNodeProviderChain({ ...(profile !== undefined && { profile }) })();
}
