/** What of Stryker's report is read: mutation-testing-report-schema, version 1. */
export interface StrykerReport {
  files: Record<string, { source: string; mutants: readonly Mutant[] }>;
}

interface Mutant {
  mutatorName: string;
  replacement?: string;
  status: string;
  location: { start: { line: number; column: number } };
}

/** How the mutants of a file ended. */
export interface MutantCounts {
  killed: number;
  survived: number;
  /** In metadata that is made while modules are loaded. */
  ignored: number;
}

/** Mutants of a line that no test killed. */
export interface SurvivingLine {
  path: string;
  /** The line's text, by which it is found again wherever it moves to. */
  line: string;
  /** Where it is now. */
  number: number;
  survivors: number;
  /** What the mutants are, for whoever looks for a test that kills them. */
  mutants: string[];
}

/** How the mutants ended, by the paths of their files. */
export function countsOf(report: StrykerReport): Record<string, MutantCounts> {
  const entries = Object.entries(report.files).map(([path, { mutants }]) => {
    const number = (...statuses: string[]): number =>
      mutants.filter(({ status }) => statuses.includes(status)).length;
    const killed = number("Killed", "Timeout");
    const survived = number("Survived", "NoCoverage");
    return [path, { killed, survived, ignored: number("Ignored") }] as const;
  });
  return Object.fromEntries(entries);
}

/** The lines with mutants that no test killed. Lines of one text in a file are one. */
export function survivingLines(report: StrykerReport): SurvivingLine[] {
  const lines = new Map<string, SurvivingLine>();
  for (const [path, { source, mutants }] of Object.entries(report.files)) {
    const texts = source.split("\n");
    for (const { mutatorName, replacement = "", status, location } of mutants) {
      if (status !== "Survived" && status !== "NoCoverage") continue;
      const { line: number, column } = location.start;
      const line = texts[number - 1]?.trim() ?? "";
      const key = `${path}\n${line}`;
      const found = lines.get(key) ?? { path, line, number, survivors: 0, mutants: [] };
      found.survivors++;
      found.mutants.push(`${mutatorName} at ${column}: ${replacement.slice(0, 80)}`);
      lines.set(key, found);
    }
  }
  return [...lines.values()];
}

/** Killed mutants of those that were tried, in percent; of none, all. */
export function scoreOf(counts: readonly MutantCounts[]): number {
  const sum = (of: (one: MutantCounts) => number): number =>
    counts.reduce((total, one) => total + of(one), 0);
  const killed = sum((one) => one.killed);
  const all = killed + sum((one) => one.survived);
  return all === 0 ? 100 : (100 * killed) / all;
}
