import { writeFileSync } from "node:fs";
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
  const noPolicies = join(folder, "none.json");
  writeFileSync(noPolicies, JSON.stringify({ all: "disabled" }));
  const pairs = EXAMPLES.map((name) => {
    const directory = join(root, "examples", name);
    const cli = join(root, "dist", "generator", "cli.js");
    const words = [cli, "preview", "--offline", "--stack", "dev", "--json"];
    const whole: Contestant = { title: name, directory, parameters: words };
    const without = ["--require", join(root, "bench", "withoutParts.cjs"), ...words];
    const bare: Contestant = {
      ...{ title: `${name}, bare`, directory },
      parameters: [...without, "--policy-config", noPolicies],
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
