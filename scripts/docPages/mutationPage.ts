import type { MutantCounts } from "../../tests/mutation/mutantCounts.js";
import { scoreOf } from "../../tests/mutation/mutantCounts.js";
import type { Ledger, MutationResult } from "../../tests/mutation/survivorLedger.js";
import { LEAST_SCORE, OPEN } from "../../tests/mutation/survivorLedger.js";
import { escaped, table, WRITTEN } from "./markdown.js";

/** The page that says how well the rules' tests notice what is changed in the rules. */
export function mutationPage({ rooms, seconds, stryker }: MutationResult, ledger: Ledger): string {
  return [
    "# How well the policies are tested",
    "",
    WRITTEN,
    "",
    `[Stryker](https://stryker-mutator.io) ${stryker} changes the rules, and the checks that they share with the components, in one place after another, and runs the tests of that place. A test that fails has killed the mutant. Each room must reach ${LEAST_SCORE} %, and each survivor is killed by a new test or has its reason below.`,
    "",
    ...table(
      ["", "files", "mutants", "killed", "survived", "score"],
      rooms.map(({ title, files }) => {
        const all = Object.values(files);
        return [title, String(all.length), ...row(all)];
      }),
    ),
    "",
    `\`npm run mutation\` writes this anew, in ${Math.ceil(seconds / 60)} minutes of CPU time; \`npm run mutation -- changed\` mutates the lines that differ from the main branch, as CI does with each change, and \`npm run mutation -- policies/rules/imagePinned.ts\` a file.`,
    "",
    `Not counted are ${rooms.flatMap(({ files }) => Object.values(files)).reduce((sum, { ignored }) => sum + ignored, 0)} mutants of what is made once while a module is loaded: names, links and sources of rules, tables. Pages that are made of them, snapshots and tests of whole lists hold those.`,
    "",
    "The tests are those of decisions, which run in one process. What only previews of whole programs or the engine would notice counts as survived.",
    ...rooms.flatMap(({ title, files }) => [
      "",
      `## ${title}`,
      "",
      ...table(
        ["file", "mutants", "killed", "survived", "score"],
        Object.entries(files).map(([path, counts]) => [`\`${path}\``, ...row([counts])]),
      ),
    ]),
    "",
    "## Survivors",
    "",
    openText(ledger),
    "",
    ...table(
      ["file", "line", "mutants", "reason"],
      Object.entries(ledger).flatMap(([path, entries]) =>
        entries.map(({ line, survivors, reason }) => [
          `\`${path}\``,
          escaped(line),
          String(survivors),
          escaped(reason),
        ]),
      ),
    ),
    "",
  ].join("\n");
}

/** How many survivors nobody has judged yet. */
function openText(ledger: Ledger): string {
  const all = Object.values(ledger).flat();
  const open = all.filter(({ reason }) => reason.startsWith(OPEN));
  const sum = (entries: typeof all): number =>
    entries.reduce((total, { survivors }) => total + survivors, 0);
  return `${sum(open)} of ${sum(all)} are open: their reason begins so, and a test or a better reason is wanted.`;
}

function row(all: readonly MutantCounts[]): string[] {
  const killed = all.reduce((sum, one) => sum + one.killed, 0);
  const survived = all.reduce((sum, one) => sum + one.survived, 0);
  return [
    String(killed + survived),
    String(killed),
    String(survived),
    `${scoreOf(all).toFixed(1)} %`,
  ];
}
