import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { packageRoot } from "../generator/project/packageRoot.js";
import { exampleContestants, judgeExamples } from "./examples.js";
import { benchFleet } from "./fleet.js";
import { benchManyResources } from "./manyResources.js";
import { benchNew } from "./newRepositories.js";
import { benchPolicies } from "./policies.js";
import { benchPreviewParts } from "./previewParts.js";
import type { Contestant, Medians } from "./wholeProcesses.js";
import { measureAll, RUNS } from "./wholeProcesses.js";

/** Installs the peers at the first run: they are no part of the package. */
function installPeers(folder: string): void {
  if (existsSync(join(folder, "node_modules"))) return;
  process.stderr.write("installing the peers (once)\n");
  execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
}

/** A service as a user has it: scaffolded, and installed with its own dependencies. */
function installService(folder: string): string {
  process.stderr.write("scaffolding and installing a service\n");
  const cli = join(packageRoot(), "dist", "generator", "cli.js");
  execFileSync(process.execPath, [cli, "new", "orders", "--yes"], { cwd: folder });
  const service = join(folder, "orders");
  execFileSync("npm", ["ci"], { cwd: service, stdio: ["ignore", "ignore", "inherit"] });
  return service;
}

function floor(directory: string): Contestant {
  return {
    title: "require @pulumi/pulumi (the floor)",
    directory,
    parameters: ["-e", 'require("@pulumi/pulumi")'],
  };
}

function contestants(service: string, peers: string): Contestant[] {
  const slipway = join(service, "node_modules", "slipway", "dist", "generator", "cli.js");
  const tsNode = (program: string): string[] => ["-r", "ts-node/register", program];
  return [
    floor(service),
    {
      title: "slipway preview --offline",
      directory: service,
      parameters: [slipway, "preview", "--offline", "--stack", "prod"],
    },
    {
      title: "AWS CDK synth, ts-node",
      directory: join(peers, "cdk"),
      parameters: tsNode("app.ts"),
    },
    {
      title: "default Pulumi program, ts-node",
      directory: join(peers, "pulumi"),
      parameters: tsNode("index.ts"),
    },
  ];
}

function print(rows: Medians[]): void {
  const [first] = rows;
  if (!first) return;
  console.log(
    `\nMedians of ${RUNS} whole processes, as ratios to the floor, on Node ${process.version}`,
  );
  for (const { title, seconds, mebibytes } of rows) {
    const time = `${(seconds / first.seconds).toFixed(2)}× (${seconds.toFixed(2)} s)`;
    const memory = `${(mebibytes / first.mebibytes).toFixed(2)}× (${mebibytes.toFixed(0)} MiB)`;
    console.log(`${title.padEnd(38)} time ${time.padEnd(18)} memory ${memory}`);
  }
}

/**
 * @param only `examples` leaves the peers out, and needs nothing installed; so do `policies`, `fleet`, `preview` (of
 * many resources) and `parts` (what a preview tells beside its resources), which measure these. `new` has peers of its own.
 */
async function main(only: string | undefined): Promise<void> {
  if (only === "fleet") {
    await benchFleet(process.argv[3]);
    return;
  }
  if (only === "policies") {
    benchPolicies(...process.argv.slice(3));
    return;
  }
  if (only === "preview") {
    benchManyResources();
    return;
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "slipway-bench-")));
  try {
    if (only === "new") {
      benchNew(folder);
      return;
    }
    if (only === "parts") {
      benchPreviewParts(folder);
      return;
    }
    const peers = join(packageRoot(), "bench", "peers");
    if (only !== "examples") installPeers(peers);
    const others =
      only === "examples" ? [floor(packageRoot())] : contestants(installService(folder), peers);
    const rows = measureAll([...others, ...exampleContestants()], folder);
    print(rows);
    judgeExamples(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

void main(process.argv[2]);
