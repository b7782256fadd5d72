import { isHttpToken } from "../../../rules/httpToken.js";
import type { DeploymentStrategy } from "../deployment/deploymentStrategy.js";
import { isShiftedByEcs } from "../deployment/deploymentStrategy.js";
import { MOST_INTEGER, wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";

/** A port of Service Connect when all in it is known. */
export interface ConnectPort {
  portName: string;
  port: number;
  dnsName?: string | undefined;
  discoveryName?: string | undefined;
  ingressPortOverride?: number | undefined;
  idleTimeoutSeconds?: number | undefined;
  perRequestTimeoutSeconds?: number | undefined;
  testHeaderName?: string | undefined;
  testHeaderValue?: string | undefined;
}

/** The header that Service Connect tells test requests by where it is told no other. */
const TEST_HEADER = "x-amzn-ecs-blue-green-test";

/**
 * The rules by which a port tells test requests from others; nothing where it keeps to AWS's own.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-blue-green.html
 */
export function testTrafficRules<Text>({
  testHeaderName: name,
  testHeaderValue: exact,
}: {
  testHeaderName?: Text;
  testHeaderValue?: Text;
}): { testTrafficRules?: { header: { name: Text | string; value: { exact: Text } } }[] } {
  if (exact === undefined) return {};
  return { testTrafficRules: [{ header: { name: name ?? TEST_HEADER, value: { exact } } }] };
}

/** Why a port cannot have test requests with a strategy; nothing when it has none, or can. */
export function testedPortsProblem(
  ports: readonly { testHeaderName?: unknown; testHeaderValue?: unknown }[],
  strategy: DeploymentStrategy,
): Problem | undefined {
  if (isShiftedByEcs(strategy)) return undefined;
  return firstProblem(ports, ({ testHeaderName, testHeaderValue }, i) => {
    if (testHeaderName === undefined && testHeaderValue === undefined) return undefined;
    const argument = testHeaderValue === undefined ? "testHeaderName" : "testHeaderValue";
    const path = `serviceConnect.services[${i}].${argument}`;
    const reason = `'${path}' is for 'deployment.strategy' "blueGreen", "canary" or "linear", got it with "${strategy}"; leave it out`;
    return { path, reason };
  });
}

/** Why a service finds no namespace; nothing when it does. */
export function connectNamespaceProblem(namespace: {
  given?: string | undefined;
  ofCluster?: string | undefined;
}): Problem | undefined {
  if (namespace.given !== undefined || namespace.ofCluster !== undefined) return undefined;
  const path = "serviceConnect.namespaceArn";
  const reason = `'${path}' must be given where the cluster has no namespace; 'serviceConnectNamespace' on the Cluster works too`;
  return { path, reason };
}

/**
 * Why ECS would refuse the ports of Service Connect; nothing when it would not.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html
 */
export function connectPortsProblem(ports: readonly ConnectPort[]): Problem | undefined {
  return firstProblem(ports, (port, i) => {
    const at = `serviceConnect.services[${i}]`;
    return portProblem(port, at) ?? clashProblem(port, ports.slice(0, i), at);
  });
}

function portProblem(port: ConnectPort, at: string): Problem | undefined {
  return (
    wholeNumberProblem(`${at}.port`, port.port, [1, 65_535], 80) ??
    wholeNumberProblem(
      `${at}.ingressPortOverride`,
      port.ingressPortOverride,
      [1, 65_535],
      15_000,
    ) ??
    wholeNumberProblem(
      `${at}.idleTimeoutSeconds`,
      port.idleTimeoutSeconds,
      [0, MOST_INTEGER],
      300,
    ) ??
    wholeNumberProblem(
      `${at}.perRequestTimeoutSeconds`,
      port.perRequestTimeoutSeconds,
      [0, MOST_INTEGER],
      15,
    ) ??
    nameProblem(port, at) ??
    testHeaderProblem(port, at)
  );
}

function testHeaderProblem(
  { testHeaderName: name, testHeaderValue: value }: ConnectPort,
  at: string,
): Problem | undefined {
  if (name !== undefined && value === undefined) {
    const path = `${at}.testHeaderName`;
    const reason = `'${path}' needs 'testHeaderValue' beside it, got ${JSON.stringify(name)} alone; "green" works`;
    return { path, reason };
  }
  if (name !== undefined && !isHttpToken(name, 256)) {
    const path = `${at}.testHeaderName`;
    const reason = `'${path}' must be the name of a header, of at most 256 characters, got ${JSON.stringify(name)}; "x-test" works`;
    return { path, reason };
  }
  if (value === undefined || /^[ -~]{1,256}$/.test(value)) return undefined;
  const path = `${at}.testHeaderValue`;
  const reason = `'${path}' must have 1 to 256 characters of ASCII, got ${JSON.stringify(value)}; "green" works`;
  return { path, reason };
}

function nameProblem({ dnsName, discoveryName }: ConnectPort, at: string): Problem | undefined {
  if (dnsName !== undefined && !/^[a-z0-9]([a-z0-9.-]{0,125}[a-z0-9])?$/.test(dnsName)) {
    const path = `${at}.dnsName`;
    const reason = `'${path}' must be a host name of at most 127 lower case letters, digits, hyphens and dots, got ${JSON.stringify(dnsName)}; "orders" works`;
    return { path, reason };
  }
  if (discoveryName === undefined || /^[a-z0-9_-]{1,64}$/.test(discoveryName)) return undefined;
  const path = `${at}.discoveryName`;
  const reason = `'${path}' must have 1 to 64 lower case letters, digits, hyphens and underscores, got ${JSON.stringify(discoveryName)}; "orders" works`;
  return { path, reason };
}

function clashProblem(
  { discoveryName, dnsName, port }: ConnectPort,
  before: readonly ConnectPort[],
  at: string,
): Problem | undefined {
  if (discoveryName !== undefined && before.some((b) => b.discoveryName === discoveryName)) {
    const path = `${at}.discoveryName`;
    const reason = `'${path}' must be its own, got "${discoveryName}" twice; "${discoveryName}-2" works`;
    return { path, reason };
  }
  if (dnsName === undefined) return undefined;
  if (!before.some((b) => b.dnsName === dnsName && b.port === port)) return undefined;
  const path = `${at}.dnsName`;
  const reason = `'${path}' and 'port' must be their own, got "${dnsName}:${port}" twice; "${dnsName}-2" works`;
  return { path, reason };
}

/** Why a port of Service Connect is none of the task definition's; nothing when it is. */
export function portNamesProblem(
  portNames: readonly string[],
  containers: readonly { portNames?: readonly string[] | undefined }[],
): Problem | undefined {
  const names = containers.flatMap((container) => container.portNames ?? []);
  const missing = portNames.findIndex((name) => !names.includes(name));
  if (missing === -1) return undefined;
  const path = `serviceConnect.services[${missing}].portName`;
  const has =
    names.length > 0
      ? `the task definition has ${names.map((name) => `"${name}"`).join(", ")}`
      : `it names no port, [{ containerPort: 8080, name: "${portNames[missing] ?? ""}" }] does`;
  const reason = `'${path}' must be the 'name' of a port mapping, got "${portNames[missing] ?? ""}"; ${has}`;
  return { path, reason };
}
