import { readFileSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";

/** A file of the repository. */
export const textOf = (path: string): string => readFileSync(join(packageRoot(), path), "utf8");

const programsOf = (text: string): string[] =>
  [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, program = ""]) => program);

/** The programs of README.md and of its page of the library. */
export const readmePrograms = programsOf(
  `${textOf("README.md")}\n${textOf("docs/concepts/programs.md")}`,
);

/** Those of the pages of fleets: they want a fleet, so that they are compiled and not run. */
export const fleetPrograms = programsOf(
  ["fleet", "fleetJobs", "fleetRemote"].map((page) => textOf(`docs/${page}.md`)).join("\n"),
);
