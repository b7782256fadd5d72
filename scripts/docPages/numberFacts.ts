/** Units by how the names of arguments end. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/Seconds$/, "seconds"],
  [/Minutes$/, "minutes"],
  [/Hours$/, "hours"],
  [/Days$/, "days"],
  [/GibPerVcpu$/, "GiB per vCPU"],
  [/Percent$|PercentageOver\w+$|PercentageOf\w+$/, "percent"],
  [/MiB$|Mib$|^memory$|^memoryReservation$|^sharedMemorySize$|^maxSwap$/, "MiB"],
  [/GiB$|Gib$/, "GiB"],
  [/Gb$/, "GB"],
  [/Mbps$/, "Mbit/s"],
  [/Gbps$/, "Gbit/s"],
  [/^cpu$/, "CPU units; 1024 are one vCPU"],
];

/** The unit of a number: by its name, or by the first word of its description; nothing where it has none. */
export function unitOf(name: string, description: string): string | undefined {
  const found = UNITS.find(([pattern]) => pattern.test(name));
  if (found) return found[1];
  return /^(?:Seconds|Minutes|Percent|MiB|GiB)\b/
    .exec(description)?.[0]
    .replace(/^[A-Z](?=[a-z]+$)/, (letter) => letter.toLowerCase());
}

const NUMBER = String.raw`-?\d(?:[\d.,]*\d)?`;

/** How descriptions say a range, most telling first. */
const RANGES: readonly RegExp[] = [
  new RegExp(`(?<!number from )(?<![\\d.,])${NUMBER} to ${NUMBER}(?: in tenths)?`),
  new RegExp(`at least ${NUMBER}(?: and at most ${NUMBER})?`),
  new RegExp(`above ${NUMBER}(?:, at most ${NUMBER})?`),
  new RegExp(`at most ${NUMBER}`),
];

/** The range that a number's own description gives; nothing where it gives none. */
export function rangeIn(description: string): string | undefined {
  const text = description.replace(/\s*\n\s*/g, " ");
  for (const pattern of RANGES) {
    const [found] = pattern.exec(text) ?? [];
    if (found !== undefined) return found;
  }
  return undefined;
}
