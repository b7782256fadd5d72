import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";

import { joinedStatus } from "../../../generator/fleet/index.js";
import { FleetFolder } from "./fleetFolder.js";

const FLEET = `name: shop
defaults: { environment: "{stack}", region: eu-west-1, dependsOn: ["platform:{stack}"] }
stacks:
  - { path: platform, account: "123456789012" }
  - path: services/*
rollout: { waveSizes: ["100%"] }
`;

/** A platform and two services, and the folder that keeps the journals of a matrix's jobs, as a pipeline's artifacts do. */
export class MatrixFleet {
  readonly folder = new FleetFolder().write({ "fleet.yaml": FLEET });
  readonly journals = join(this.folder.root, "journals");

  constructor() {
    for (const path of ["platform", "services/orders", "services/mails"]) {
      this.folder.project(path, ["dev", "prod"]);
    }
    mkdirSync(this.journals);
  }

  /** What a job leaves goes to the artifacts, and its checkout is gone. */
  keepArtifact(name: string): void {
    const made = join(this.folder.root, ".slipway");
    cpSync(join(made, "fleet"), join(this.journals, name), { recursive: true });
    rmSync(made, { recursive: true });
  }

  /** What became of each stack of `dev`, by all journals. */
  async states(): Promise<Record<string, string>> {
    const { stacks } = await joinedStatus({
      ...{ file: this.folder.file, journals: [this.journals], environments: ["dev"] },
    });
    return Object.fromEntries(stacks.map(({ id, state, wave }) => [id, `${state} in ${wave}`]));
  }
}
