import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { allExamples } from "../tests/support/examples.js";
import type { Contestant, Medians } from "./wholeProcesses.js";

/** How much longer than the floor an example may take. */
const LIMIT = 2;

const TITLE = "examples/";

/** The offline preview of each example that there is one of. */
export function exampleContestants(): Contestant[] {
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  return allExamples()
    .filter(({ runtime }) => runtime === "nodejs")
    .map(({ name, project, stacks: [stack = "dev"] }) => ({
      title: `${TITLE}${name}`,
      directory: join(packageRoot(), project),
      parameters: [cli, "preview", "--offline", "--stack", stack],
    }));
}

/** Says whether the examples keep to the limit, and makes this process end with exit code 1 where one does not. */
export function judgeExamples(rows: readonly Medians[]): void {
  const [floor, ...others] = rows;
  const examples = others.filter(({ title }) => title.startsWith(TITLE));
  const slow = examples.filter(({ seconds }) => seconds > LIMIT * (floor?.seconds ?? 0));
  if (slow.length === 0) {
    console.log(`\nAll ${examples.length} examples take at most ${LIMIT} times the floor.`);
    return;
  }
  const names = slow.map(({ title }) => title).join(", ");
  console.error(`\nmore than ${LIMIT} times the floor: ${names}`);
  process.exitCode = 1;
}
