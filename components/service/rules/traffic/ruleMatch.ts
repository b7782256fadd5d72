import { isHttpToken } from "../../../rules/httpToken.js";
import { isIpv4Range, isIpv6Range } from "../../../rules/cidrRange.js";
import type { Problem } from "../../../rules/problem.js";

/** What requests a listener rule matches: those that meet each condition, by any one of its values. */
export interface RuleMatch {
  /** Path pattern, such as `/orders/*`. */
  path?: string | undefined;
  /** Host name, such as `orders.example.com`. */
  host?: string | undefined;
  /** Further path patterns. */
  paths?: readonly string[] | undefined;
  /** Further host names. */
  hosts?: readonly string[] | undefined;
  httpHeaders?: readonly { name: string; values: readonly string[] }[] | undefined;
  queryStrings?: readonly { key?: string; values: readonly string[] }[] | undefined;
  sourceCidrBlocks?: readonly string[] | undefined;
  httpMethods?: readonly string[] | undefined;
}

/** Values that AWS takes in the conditions of one rule, and wildcards in all of them; no account has more. */
const MOST_VALUES = 5;
const MOST_WILDCARDS = 6;

/** All path patterns of a match. */
export function pathsOf({ path, paths = [] }: RuleMatch): string[] {
  return path === undefined ? [...paths] : [path, ...paths];
}

/** All host names of a match. */
export function hostsOf({ host, hosts = [] }: RuleMatch): string[] {
  return host === undefined ? [...hosts] : [host, ...hosts];
}

/** Whether a match asks for more than host and path. */
export function hasFurtherConditions(match: RuleMatch): boolean {
  const { httpHeaders = [], queryStrings = [], sourceCidrBlocks = [], httpMethods = [] } = match;
  return [httpHeaders, queryStrings, sourceCidrBlocks, httpMethods].some(
    ({ length }) => length > 0,
  );
}

/** The conditions of a listener rule, as AWS takes them. */
export function ruleConditions(match: RuleMatch) {
  const hosts = hostsOf(match);
  const paths = pathsOf(match);
  const { httpHeaders = [], queryStrings = [], sourceCidrBlocks = [], httpMethods = [] } = match;
  const isRestricted = hosts.length > 0 || hasFurtherConditions(match);
  return [
    ...(hosts.length > 0 ? [{ hostHeader: { values: hosts } }] : []),
    ...(paths.length > 0 ? [{ pathPattern: { values: paths } }] : []),
    ...httpHeaders.map(({ name, values }) => ({
      httpHeader: { httpHeaderName: name, values: [...values] },
    })),
    ...queryStrings.map(({ key, values }) => ({
      queryStrings: values.map((value) => (key === undefined ? { value } : { key, value })),
    })),
    ...(httpMethods.length > 0 ? [{ httpRequestMethod: { values: [...httpMethods] } }] : []),
    ...(sourceCidrBlocks.length > 0 ? [{ sourceIp: { values: [...sourceCidrBlocks] } }] : []),
    // A rule needs a condition; without any it takes every request.
    ...(paths.length === 0 && !isRestricted ? [{ pathPattern: { values: ["/*"] } }] : []),
  ];
}

/**
 * Why a listener would refuse the conditions of a rule; nothing when it would not.
 *
 * @param at Path of the match below the component's arguments.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RuleCondition.html
 */
export function matchProblem(match: RuleMatch, at: string): Problem | undefined {
  return (
    hostAndPathProblem(match, at) ??
    headerProblem(match, at) ??
    queryStringProblem(match, at) ??
    methodProblem(match, at) ??
    sourceProblem(match, at) ??
    sizeProblem(match, at)
  );
}

function hostAndPathProblem(match: RuleMatch, at: string): Problem | undefined {
  const paths = namedValues(match.path, match.paths, `${at}.path`);
  for (const [argument, path] of paths) {
    if (/^\/[A-Za-z0-9_.$/~"'@:+&*?-]{0,127}$/.test(path)) continue;
    const reason = `'${argument}' must start with a slash and have at most 128 characters, got ${JSON.stringify(path)}; "/orders/*" works`;
    return { path: argument, reason };
  }
  const hosts = namedValues(match.host, match.hosts, `${at}.host`);
  for (const [argument, host] of hosts) {
    if (/^[A-Za-z0-9.*?-]{1,128}$/.test(host)) continue;
    const reason = `'${argument}' must be a host name of at most 128 characters, got ${JSON.stringify(host)}; "orders.example.com" works`;
    return { path: argument, reason };
  }
  return undefined;
}

/** The one value and the list beside it, each with its argument. */
function namedValues(one: string | undefined, more: readonly string[] = [], at: string) {
  const listed = more.map((value, i) => [`${at}s[${i}]`, value] as const);
  return one === undefined ? listed : [[at, one] as const, ...listed];
}

function headerProblem({ httpHeaders = [] }: RuleMatch, at: string): Problem | undefined {
  for (const [i, { name, values }] of httpHeaders.entries()) {
    const path = `${at}.httpHeaders[${i}]`;
    if (!isHttpToken(name, 40) || name.toLowerCase() === "host") {
      const reason = `'${path}.name' must be the name of a header other than Host, of at most 40 characters, got ${JSON.stringify(name)}; "X-Version" works`;
      return { path: `${path}.name`, reason };
    }
    const problem = valuesProblem(values, `${path}.values`, `["beta"] works`);
    if (problem) return problem;
  }
  return undefined;
}

function queryStringProblem({ queryStrings = [] }: RuleMatch, at: string): Problem | undefined {
  for (const [i, { key, values }] of queryStrings.entries()) {
    const path = `${at}.queryStrings[${i}]`;
    if (key !== undefined && (key.length < 1 || key.length > 128)) {
      const reason = `'${path}.key' must have 1 to 128 characters, got ${key.length}; "version" works`;
      return { path: `${path}.key`, reason };
    }
    const problem = valuesProblem(values, `${path}.values`, `["beta"] works`);
    if (problem) return problem;
  }
  return undefined;
}

function valuesProblem(
  values: readonly string[],
  path: string,
  works: string,
): Problem | undefined {
  if (values.length === 0) return { path, reason: `'${path}' must hold a value; ${works}` };
  const bad = values.find(({ length }) => length < 1 || length > 128);
  if (bad === undefined) return undefined;
  const reason = `'${path}' must hold values of 1 to 128 characters, got one of ${bad.length}; ${works}`;
  return { path, reason };
}

function methodProblem({ httpMethods = [] }: RuleMatch, at: string): Problem | undefined {
  for (const [i, method] of httpMethods.entries()) {
    if (/^[A-Z_-]{1,40}$/.test(method)) continue;
    const path = `${at}.httpMethods[${i}]`;
    const reason = `'${path}' must be an HTTP method in upper case, got ${JSON.stringify(method)}; "POST" works`;
    return { path, reason };
  }
  return undefined;
}

function sourceProblem({ sourceCidrBlocks = [] }: RuleMatch, at: string): Problem | undefined {
  for (const [i, cidr] of sourceCidrBlocks.entries()) {
    if (isIpv4Range(cidr) || isIpv6Range(cidr)) continue;
    const path = `${at}.sourceCidrBlocks[${i}]`;
    const reason = `'${path}' must be an IPv4 or IPv6 range, got ${JSON.stringify(cidr)}; "192.0.2.0/24" works`;
    return { path, reason };
  }
  return undefined;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
function sizeProblem(match: RuleMatch, at: string): Problem | undefined {
  const { httpHeaders = [], queryStrings = [], sourceCidrBlocks = [], httpMethods = [] } = match;
  const patterns = [...httpHeaders, ...queryStrings].flatMap(({ values }) => values);
  const values = [...hostsOf(match), ...pathsOf(match), ...patterns];
  const count = values.length + sourceCidrBlocks.length + httpMethods.length;
  if (count <= MOST_VALUES) return wildcardsProblem(values, at);
  const reason = `'${at}' may have at most ${MOST_VALUES} values in its conditions, got ${count}; a pattern with * takes several, as does a second entry of 'additionalLoadBalancers'`;
  return { path: at, reason };
}

/** A `\*` stands for the character itself. */
function wildcardsProblem(patterns: readonly string[], at: string): Problem | undefined {
  const count = patterns
    .join(" ")
    .replace(/\\[*?]/g, "")
    .replace(/[^*?]/g, "").length;
  if (count <= MOST_WILDCARDS) return undefined;
  const reason = `'${at}' may have at most ${MOST_WILDCARDS} wildcards in its conditions, got ${count}; one * takes any number of characters, and a second entry of 'additionalLoadBalancers' has ${MOST_WILDCARDS} of its own`;
  return { path: at, reason };
}
