/** Ports from one to another, both among them. */
export interface PortRange {
  first: number;
  last: number;
}

/** What says which ports a mapping is for. */
interface MappedPorts {
  containerPort?: number | undefined;
  /** Such as `8000-8010`. */
  containerPortRange?: string | undefined;
}

/** Whether a number is one of a port. */
export function isPort(value: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= 65535;
}

/** The ports that a text such as `8000-8010` says; nothing where it says none. */
export function portRange(text: string): PortRange | undefined {
  const [, from, to] = /^(\d{1,5})-(\d{1,5})$/.exec(text) ?? [];
  const range = { first: Number(from), last: Number(to) };
  return isPort(range.first) && isPort(range.last) && range.first < range.last ? range : undefined;
}

/** The ports of the container that a mapping is for; nothing where it says none. */
export function mappedPorts(mapping: MappedPorts): PortRange | undefined {
  const { containerPort, containerPortRange } = mapping;
  if (containerPort !== undefined) return { first: containerPort, last: containerPort };
  return containerPortRange === undefined ? undefined : portRange(containerPortRange);
}

/** Whether any port is in both. */
export function overlap(a: PortRange, b: PortRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** A range as a mapping says it. */
export function rangeText({ first, last }: PortRange): string {
  return first === last ? String(first) : `${first}-${last}`;
}
