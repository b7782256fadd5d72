import { expandVariables, type Lookup } from "./dockerVariables.js";

/** What the EXPOSE instructions of a Dockerfile name, as they are written where they are no single TCP port. */
export interface ExposedPorts {
  /** TCP ports, of a range the first. */
  tcp: number[];
  /** Ranges of TCP ports, such as `8000-8010`. */
  ranges: string[];
  /** UDP ports, such as `53/udp`. */
  udp: string[];
  /** Ports that are a variable without a value, such as `$PORT`. */
  unset: string[];
}

/** Nothing exposed. */
export function noPorts(): ExposedPorts {
  return { tcp: [], ranges: [], udp: [], unset: [] };
}

/**
 * Adds the ports of one EXPOSE.
 *
 * @param content Its arguments as they are written.
 * @see https://docs.docker.com/reference/dockerfile/#expose
 */
export function expose(ports: ExposedPorts, content: string, lookup: Lookup): void {
  for (const word of content.split(/\s+/).filter(Boolean)) {
    const expanded = expandVariables(word, lookup);
    if (expanded === undefined) ports.unset.push(word);
    // A variable may stand for several ports.
    else for (const port of expanded.split(/\s+/).filter(Boolean)) addPort(ports, port);
  }
}

function addPort(ports: ExposedPorts, text: string): void {
  const [, first, last, protocol = "tcp"] =
    /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(tcp|udp))?$/i.exec(text) ?? [];
  const port = Number(first);
  if (!(port >= 1 && port <= 65_535)) return;
  if (protocol.toLowerCase() === "udp") ports.udp.push(text);
  else {
    ports.tcp.push(port);
    if (last !== undefined && last !== first) ports.ranges.push(text);
  }
}
