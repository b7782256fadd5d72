import { spawnSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { writeSync, openSync, closeSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { ExportedDeployment } from "../../../generator/fleet/run/repair/pendingCreates.js";
import { type AwsClients, awsClients, inventory } from "../../engine/support/awsClients.js";
import { type Emulator, startEmulator } from "../../engine/support/emulator.js";
import { type FleetWorkspace, makeFleet } from "../../engine/support/fleetWorkspace.js";
import { FaultProxy } from "./faultProxy.js";
import { processesWith } from "./engineProcesses.js";

/** Of a small file system: what the states of a few stacks take. */
const STATE_SYSTEM_SIZE = "2m";

/** A fleet on the real engine, whose calls go through a proxy to an emulator; each case begins as the first did. */
export class EngineBench {
  /** What the emulator has from its start, such as a default VPC, whose ids are others after each reset. */
  private atFirst = new Set<string>();

  private constructor(
    private readonly emulator: Emulator,
    private readonly clients: AwsClients,
    public readonly proxy: FaultProxy,
    public readonly fleet: FleetWorkspace,
    /** Whether the states are on a file system of their own, which can be filled. */
    public readonly canFill: boolean,
  ) {}

  /**
   * Begins with an empty emulator.
   *
   * @param ownProvider Whether each command starts an AWS provider, as on a user's machine, which is most of what a case
   * then costs. Otherwise the commands of this bench share one.
   */
  public static async start(stacks: number, ownProvider: boolean): Promise<EngineBench> {
    const emulator = await startEmulator();
    const proxy = await FaultProxy.start(emulator.endpoint);
    const proxied = { ...emulator, endpoint: proxy.endpoint };
    const fleet = await makeFleet(proxied, stacks, {
      ownProvider: ownProvider || "killable",
      program: "tests/engine/fixtures/faults",
    });
    fleet.environment["NODE_OPTIONS"] = `--require ${join(__dirname, "loadLazily.js")}`;
    const states = fileURLToPath(fleet.backend);
    await cp(states, `${states}.fresh`, { recursive: true });
    const words = ["-t", "tmpfs", "-o", `size=${STATE_SYSTEM_SIZE}`, "slipway-faults", states];
    const canFill = spawnSync("mount", words, { stdio: "ignore" }).status === 0;
    return new EngineBench(emulator, awsClients(emulator), proxy, fleet, canFill);
  }

  /** The folder of the states. */
  public get states(): string {
    return fileURLToPath(this.fleet.backend);
  }

  /** Says whether the provider is configured for each command: that takes it seconds, and calls to AWS. */
  public configureEach(value: boolean): void {
    const { relay } = this.fleet;
    if (relay) relay.pool.configuresEach = value;
  }

  /** Ends the processes that carry out calls to AWS, at once, where commands share them. */
  public async killProvider(): Promise<void> {
    await this.fleet.relay?.pool.kill();
  }

  /**
   * Puts everything back: no processes, an empty AWS, stacks without resources, no journal.
   *
   * @param spare Whether the provider will be killed, and another one has to be there at once.
   */
  public async reset(spare = false): Promise<void> {
    this.endProcesses();
    if (spare) await this.fleet.relay?.pool.keepSpare();
    await fetch(`${this.emulator.endpoint}/moto-api/reset`, { method: "POST" });
    this.atFirst = new Set(await inventory(this.clients));
    for (const name of await readdir(this.states)) {
      await rm(join(this.states, name), { recursive: true, force: true });
    }
    await cp(`${this.states}.fresh`, this.states, { recursive: true });
    await mkdir(join(this.states, ".pulumi", "locks"), { recursive: true });
    await rm(join(this.fleet.directory, ".slipway"), { recursive: true, force: true });
  }

  /** Ends what is left of a case, and says what that was. */
  public endProcesses(): string[] {
    const left = processesWith(this.fleet.backend);
    for (const { pid } of left) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // It has ended.
      }
    }
    return left.map(({ command }) => command);
  }

  /** All that was made in AWS since then, by names without what the engine has made up. */
  public async inventory(): Promise<string[]> {
    return (await inventory(this.clients))
      .filter((id) => !this.atFirst.has(id))
      .map((id) => id.replace(/-[0-9a-f]{7}\b/, ""))
      .sort();
  }

  /** What the states have that is not in AWS's inventory by name, what has not ended in them, and states that are lost. */
  public async unsettled(): Promise<string[]> {
    const found: string[] = [];
    for (const [file, state] of await this.deployments()) {
      if (state === undefined) found.push(`the state ${file} cannot be read: it was cut off`);
      for (const { type, resource } of state?.pending_operations ?? []) {
        found.push(`${type} ${resource.urn} is pending`);
      }
    }
    for (const lock of await this.fleet.locks()) found.push(`the lock ${lock} is left`);
    return found;
  }

  /** Resources that all states have together, of what is in AWS. */
  public async resourceCount(): Promise<number> {
    const states = (await this.deployments()).map(([, state]) => state);
    const resources = states.flatMap((state) => state?.resources ?? []);
    return resources.filter(({ type }) => type.startsWith("aws:")).length;
  }

  /** The states, by the names of their files; nothing for one that cannot be read. */
  private async deployments(): Promise<[string, ExportedDeployment | undefined][]> {
    const folder = join(this.states, ".pulumi", "stacks", "app");
    const files = (await readdir(folder)).filter((each) => /^s\d+[.]json$/.test(each));
    return Promise.all(
      files.map(async (file) => [file, deploymentIn(await readFile(join(folder, file), "utf8"))]),
    );
  }

  /** Fills the file system of the states, until the file is removed that it gives. */
  public fill(): string {
    const file = join(this.states, "full");
    const descriptor = openSync(file, "w");
    try {
      for (const size of [65_536, 512, 1]) while (wrote(descriptor, size));
    } finally {
      closeSync(descriptor);
    }
    return file;
  }

  /** Locks a stack as another machine does whose update goes on; gives the lock's file. */
  public async lockFromElsewhere(stack: string): Promise<string> {
    const folder = join(this.states, ".pulumi", "locks", "organization", "app", stack);
    await mkdir(folder, { recursive: true });
    const lock = { pid: 1, username: "someone", hostname: "elsewhere" };
    const file = join(folder, "00000000-0000-4000-8000-000000000000.json");
    await writeFile(file, JSON.stringify({ ...lock, timestamp: new Date().toISOString() }));
    return file;
  }

  public async stop(): Promise<void> {
    this.endProcesses();
    if (this.canFill) spawnSync("umount", [this.states]);
    await this.fleet.relay?.pool.stop();
    await this.fleet.remove();
    await this.proxy.stop();
    await this.emulator.stop();
  }
}

function wrote(descriptor: number, size: number): boolean {
  try {
    return writeSync(descriptor, Buffer.alloc(size, 1)) === size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
    throw error;
  }
}

function deploymentIn(text: string): ExportedDeployment | undefined {
  try {
    const { checkpoint } = JSON.parse(text) as { checkpoint: { latest?: ExportedDeployment } };
    return checkpoint.latest ?? {};
  } catch {
    return undefined;
  }
}
