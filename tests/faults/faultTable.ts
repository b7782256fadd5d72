import { type FaultLevel, type FaultOutcome, isWhole } from "./faultOutcome.js";

/** Headings of the table. */
const HEADINGS = [
  "fault",
  "seeds",
  "cases",
  "calls to AWS",
  "faults injected",
  "resumes",
  "lost",
  "orphans",
  "manual steps",
];

/** What came of the cases of a level, as a table of Markdown: a row for each kind of fault, and their sum. */
export function faultTable(level: FaultLevel, outcomes: readonly FaultOutcome[]): string {
  const all = outcomes.filter((one) => one.level === level);
  const kinds = [...new Set(all.map((one) => one.kind))].sort();
  const rows = kinds.map((kind) => [kind, ...figures(all.filter((one) => one.kind === kind))]);
  if (all.length > 0) rows.push(["**all**", ...figures(all)]);
  return [HEADINGS, HEADINGS.map((_, i) => (i < 2 ? "---" : "--:")), ...rows]
    .map((cells) => `| ${cells.join(" | ")} |`)
    .join("\n");
}

function figures(some: readonly FaultOutcome[]): string[] {
  const sum = (of: (one: FaultOutcome) => number): string =>
    String(some.reduce((total, one) => total + of(one), 0));
  return [
    seedsText(some.map(({ seed }) => seed)),
    String(some.length),
    sum(({ calls }) => calls),
    sum(({ injected }) => injected),
    sum(({ resumes }) => resumes),
    sum(({ lost }) => lost.length),
    sum(({ orphans }) => orphans.length),
    sum(({ manualSteps }) => manualSteps.length),
  ];
}

function seedsText(seeds: readonly number[]): string {
  const [least, most] = [Math.min(...seeds), Math.max(...seeds)];
  return least === most ? String(least) : `${least}–${most}`;
}

/** One line about a case that did not come out whole; nothing about any other. */
export function problemLine(outcome: FaultOutcome): string | undefined {
  if (isWhole(outcome)) return undefined;
  const { level, kind, place, seed, lost, orphans, manualSteps } = outcome;
  const what = [
    ...(lost.length > 0 ? [`lost ${lost.join(", ")}`] : []),
    ...(orphans.length > 0 ? [`orphans ${orphans.join(", ")}`] : []),
    ...manualSteps,
  ];
  return `${level}: ${kind} at ${place}, seed ${seed}: ${what.join("; ")}`;
}
