import { readdirSync } from "node:fs";
import { join } from "node:path";

import { findProject } from "../../generator/project/findProject.js";
import { packageRoot } from "../../generator/project/packageRoot.js";

/** A program under `examples/`. */
export interface Example {
  /** Its folder in `examples/`. */
  name: string;
  /** Folder of the project that has its stacks, from the package's root: its own, or `.` for the root program. */
  project: string;
  /** Name of the Pulumi project. */
  projectName: string;
  /** Such as `nodejs`. */
  runtime: string;
  /** Stacks that have a file; `dev` without one. */
  stacks: string[];
}

/** All examples, in the order of their names. A folder that is added is one of them by itself. */
export function allExamples(): Example[] {
  return readdirSync(join(packageRoot(), "examples"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => example(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function example(name: string): Example {
  // The root program is examples/platform with its stacks; the folder alone is tested as a copy.
  const project = name === "platform" ? "." : join("examples", name);
  const directory = join(packageRoot(), project);
  const { name: projectName, runtime } = findProject(directory);
  const stacks = readdirSync(directory)
    .map((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1])
    .filter((stack) => stack !== undefined)
    .sort();
  return { name, project, projectName, runtime, stacks: stacks.length > 0 ? stacks : ["dev"] };
}
