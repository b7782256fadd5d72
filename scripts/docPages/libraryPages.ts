import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { ExportedName } from "./exportedNames.js";
import { exportedNames } from "./exportedNames.js";
import { camelCase, fenced, prose, WRITTEN } from "./markdown.js";

/** A module that programs import. */
interface EntryPoint {
  /** As programs import it. */
  module: string;
  file: string;
  lead: string;
}

/** The modules that programs import besides the components. */
export const ENTRY_POINTS: readonly EntryPoint[] = [
  {
    module: "slipway/automation",
    file: "generator/automation/index.ts",
    lead: "Runs stacks on Pulumi's engine from a program of your own: what `slipway preview`, `slipway up` and `slipway destroy` do.",
  },
  {
    module: "slipway/fleet",
    file: "generator/fleet/index.ts",
    lead: "Previews and updates the stacks of many services from a program of your own: what `slipway fleet` does.",
  },
  {
    module: "slipway/testing",
    file: "generator/testing/index.ts",
    lead: "Previews a program, or runs components, in your own tests: no account, no engine.",
  },
  {
    module: "slipway/policies",
    file: "policies/pack.ts",
    lead: "The policies as a library, and policies of your own in the same form.",
  },
  {
    module: "slipway/dynamicProviders",
    file: "components/dynamicProviders.ts",
    lead: "The providers of dynamic resources, which states of deployed stacks name: not for programs.",
  },
];

/** A page for each module that programs import, with all that it exports. */
export function libraryPages(): [string, string][] {
  return ENTRY_POINTS.map(({ module, file, lead }) => [
    `library/${camelCase(module.replace("slipway/", ""))}.md`,
    [
      `# ${module}`,
      "",
      lead,
      "",
      WRITTEN,
      ...exportedNames(join(packageRoot(), file)).flatMap(section),
      "",
    ].join("\n"),
  ]);
}

function section({ name, comment, declaration }: ExportedName): string[] {
  return ["", `## ${name}`, "", prose(comment), "", ...fenced("ts", declaration)];
}
