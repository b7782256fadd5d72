import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import type { Emulator } from "./emulator.js";
import { run } from "./process.js";
import {
  emulatorConfiguration,
  makeWorkspace,
  type Workspace,
  type WorkspaceOptions,
} from "./workspace.js";

/** A fleet of one small project in many stacks, ready to run. */
export interface FleetWorkspace extends Workspace {
  /** Ids of the stacks, as in `app:s00`. */
  ids: string[];
  /** Adds to the configuration of one stack. */
  configureStack(stack: string, configuration: Record<string, unknown>): Promise<void>;
  /** The lines of the last run's journal. */
  journal(): Promise<string[]>;
  /** Names of the files with which stacks are locked. */
  locks(): Promise<string[]>;
}

/**
 * Makes a fleet with as many stacks of a project.
 *
 * @param options `program`: the folder that has `fleet.yaml`, and the project in `app`; `onlyFirst`: the backend has no
 *   stack but the first.
 */
export async function makeFleet(
  emulator: Emulator,
  count: number,
  {
    ownProvider = false,
    program = "tests/engine/fixtures/fleet",
    onlyFirst = false,
  }: Partial<Pick<WorkspaceOptions, "ownProvider" | "program">> & { onlyFirst?: boolean } = {},
): Promise<FleetWorkspace> {
  const names = Array.from({ length: count }, (_, i) => `s${String(i).padStart(2, "0")}`);
  const options = { emulator, program, project: "app", stack: "s00", ownProvider };
  const workspace = await makeWorkspace(options);
  const { project, environment, directory } = workspace;
  const settings = (stack: string): string => join(project, `Pulumi.${stack}.yaml`);
  const configurations = new Map<string, Record<string, unknown>>();
  const salt = /^encryptionsalt:.*$/m.exec(await readFile(settings("s00"), "utf8"))?.[0] ?? "";
  const configureStack: FleetWorkspace["configureStack"] = async (stack, more) => {
    const config = { ...(configurations.get(stack) ?? emulatorConfiguration(emulator)), ...more };
    configurations.set(stack, config);
    await writeFile(settings(stack), `${salt}\n${stringify({ config })}`);
  };
  for (const stack of names) {
    await configureStack(stack, {});
    if (stack === "s00" || onlyFirst) continue;
    const words = ["stack", "init", stack, "--non-interactive", "--no-select"];
    const made = await run("pulumi", words, { directory: project, environment });
    if (made.code !== 0) throw new Error(made.stderr);
  }
  const journals = join(directory, ".slipway", "fleet");
  const lockFolder = join(fileURLToPath(workspace.backend), ".pulumi", "locks");
  await mkdir(lockFolder, { recursive: true });
  return {
    ...workspace,
    ids: names.map((name) => `app:${name}`),
    configureStack,
    journal: async () => {
      const files = (await readdir(journals)).filter((name) => name.endsWith(".jsonl")).sort();
      return (await readFile(join(journals, files.at(-1) ?? ""), "utf8")).split("\n");
    },
    locks: async () => {
      const entries = await readdir(lockFolder, { recursive: true });
      return entries.filter((name) => name.endsWith(".json"));
    },
  };
}
