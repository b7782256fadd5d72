/** A port of a container, as a registered task definition has it. */
interface RegisteredPort {
  name?: unknown;
  protocol?: unknown;
  appProtocol?: unknown;
}

/**
 * Ports that a deployed service offers by Service Connect and whose protocol would change, in words: ECS takes that in no
 * update.
 *
 * @param before JSON of the deployed containers.
 * @param after JSON of the containers that follow; anything else where they are not known.
 * @param portNames Ports that the service offers, before and after.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html ("appProtocol is immutable in a Service Connect service")
 */
export function connectPortMoves(
  before: unknown,
  after: unknown,
  portNames: readonly string[],
): string[] {
  const [old, fresh] = [portsOf(before), portsOf(after)];
  return portNames.flatMap((name) => {
    const [from, to] = [old.get(name), fresh.get(name)];
    if (from === undefined || to === undefined || from === to) return [];
    return [`port "${name}" of Service Connect goes from ${from} to ${to}`];
  });
}

/** The protocols of named ports: `udp`, or what the proxies speak, which is TCP where nothing is said. */
function portsOf(json: unknown): Map<string, string> {
  const containers = parsed(json);
  const ports = containers.flatMap(({ portMappings }) =>
    Array.isArray(portMappings) ? (portMappings as RegisteredPort[]) : [],
  );
  const named = ports.flatMap(({ name, protocol, appProtocol }) =>
    typeof name === "string" ? [[name, protocolOf(protocol, appProtocol)] as const] : [],
  );
  return new Map(named);
}

function protocolOf(protocol: unknown, appProtocol: unknown): string {
  if (typeof appProtocol === "string") return appProtocol;
  return protocol === "udp" ? "udp" : "plain TCP";
}

/** What is not known, or is a secret, is no JSON. */
function parsed(json: unknown): { portMappings?: unknown }[] {
  if (typeof json !== "string") return [];
  try {
    const containers: unknown = JSON.parse(json);
    return Array.isArray(containers) ? (containers as { portMappings?: unknown }[]) : [];
  } catch {
    return [];
  }
}
