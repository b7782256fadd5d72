/** Milliseconds of the units that a duration of Go may have. */
const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};

/** Whole seconds of a duration as Go writes it, such as `1h30m`; nothing when it is none. */
export function goSeconds(text: string): number | undefined {
  if (
    !/^\+?(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/.test(
      text,
    )
  ) {
    return undefined;
  }
  const parts = text.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g);
  let milliseconds = 0;
  for (const [, amount, unit = ""] of parts) milliseconds += Number(amount) * (UNITS[unit] ?? 0);
  return Math.round(milliseconds / 1000);
}
