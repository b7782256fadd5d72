import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { measureAll } from "./wholeProcesses.js";
import type { Contestant } from "./wholeProcesses.js";

/** How much longer a preview may take with its policies, cost and deployments than without. */
const LIMIT = 1.15;

const EXAMPLES = ["blueGreen", "privateNetwork", "worker"];

/** Measures previews as they are and without what they tell, and fails where that costs more than it may. */
export function benchPreviewParts(folder: string): void {
  const root = packageRoot();
  const pairs = EXAMPLES.map((name) => {
    const directory = join(root, "examples", name);
    const cli = join(root, "dist", "generator", "cli.js");
    const whole: Contestant = {
      ...{ title: name, directory },
      parameters: [cli, "preview", "--offline", "--stack", "dev", "--json"],
    };
    const bare: Contestant = {
      ...{ title: `${name}, bare`, directory },
      parameters: [join(root, "bench", "withoutParts.cjs"), root, "dev"],
    };
    return [bare, whole];
  });
  const rows = measureAll(pairs.flat(), folder);
  for (const name of EXAMPLES) {
    const of = (title: string) => rows.find((row) => row.title === title)?.seconds ?? NaN;
    const ratio = of(name) / of(`${name}, bare`);
    console.log(
      `${name.padEnd(16)} ${of(name).toFixed(2)} s, ${of(`${name}, bare`).toFixed(2)} s without policies, cost and deployments: ${ratio.toFixed(2)}×`,
    );
    if (!(ratio <= LIMIT)) {
      console.error(`${name}: more than ${LIMIT}×`);
      process.exitCode = 1;
    }
  }
}
