import { fleetWaves } from "../../../../generator/fleet/manifest/fleetWaves.js";
import { readFleet } from "../../../../generator/fleet/manifest/readFleet.js";
import type { StackDeployment } from "../../../../generator/fleet/index.js";
import { openRemoteFleet } from "../../../../generator/fleet/remote/remoteFleet.js";
import { remoteRunner } from "../../../../generator/fleet/remote/remoteRunner.js";
import { FleetFolder } from "../fleetFolder.js";
import { type FakeRun, type FakeRunOptions, runFakes } from "../run/fakeStacks.js";
import type { CloudServer } from "./cloudServer.js";
import { quickClock } from "./quickClock.js";

/** A fleet in a repository, whose policies are judged elsewhere. */
export const FLEET = `name: shop
stacks:
  - path: network
  - path: orders
    account: "123456789012"
    dependsOn: ["network:dev"]
remote:
  organization: acme
  policies: organization
  git: { url: "https://git.example.com/acme/shop.git" }
`;

/** A repository with the fleet and its projects. */
export function remoteFolder(fleet = FLEET): FleetFolder {
  return new FleetFolder()
    .project("network", ["dev"])
    .project("orders/infra", ["dev"])
    .write({ "fleet.yaml": fleet })
    .commit();
}

/** How long a call may take in a test. */
const CALL_MILLISECONDS = 150;

/** Runs the stacks of a fleet on a server, a thousand times as fast. */
export async function runRemote(
  folder: FleetFolder,
  server: CloudServer,
  options: FakeRunOptions = {},
): Promise<FakeRun> {
  const fleet = await readFleet(folder.file);
  const remote = await openRemoteFleet(fleet, fleet.stacks, {
    ...{ clock: quickClock, random: () => 0.5, callMilliseconds: CALL_MILLISECONDS },
    environmentVariables: server.environment,
  });
  return runFakes(fleet.stacks, {
    waves: fleetWaves(fleet.stacks, fleet.rollout),
    runner: remoteRunner(remote),
    clock: quickClock,
    ...options,
  });
}

/** The deployments that a run's journal has of a stack, in their order, such as `update asked`. */
export function journaled({ records }: FakeRun, stack: string): string[] {
  return deploymentsOf(records, stack).map(({ operation, state }) => `${operation} ${state}`);
}

/** The same as they are. */
export function deploymentsOf(records: FakeRun["records"], stack: string): StackDeployment[] {
  return records.flatMap((record) =>
    record.kind === "deployment" && record.id === stack ? [record.deployment] : [],
  );
}
