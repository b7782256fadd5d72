import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
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

/** A package with the programs in `program0/index.ts` and so on, which has what they import; whoever asks for it removes it. */
export function folderOfPrograms(programs: readonly string[]): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-readme-")));
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(packageRoot(), join(folder, "node_modules/slipway"), "dir");
  for (const scope of ["@pulumi", "@types"]) {
    const modules = join(packageRoot(), "node_modules", scope);
    symlinkSync(modules, join(folder, "node_modules", scope), "dir");
  }
  writeFileSync(join(folder, "package.json"), `{ "name": "readme", "private": true }`);
  for (const [i, text] of programs.entries()) {
    mkdirSync(join(folder, `program${i}`));
    writeFileSync(join(folder, `program${i}/index.ts`), text);
  }
  return folder;
}
