import { mkdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { runCommand } from "../../../automation/commandRun.js";
import type { RunObserver } from "../../../automation/runObserver.js";
import type { StackOptions } from "../../../automation/stackOptions.js";
import { findProject } from "../../../project/findProject.js";
import { writeDurably } from "../../../project/writeDurably.js";
import type { StackWatch } from "../stackRunner.js";
import { type PlacedStack, stackPlace } from "./fileBackend.js";
import { checkpointIn, stateFile } from "./stateFile.js";

/** What the engine's observer does to keep a state, and what is to be done when the engine has ended. */
export interface StateKeeper extends Pick<RunObserver, "onMade"> {
  beforeChange: () => Promise<void>;
  onAllTold: () => void;
  /** Is waited for when the engine has ended: where the state is whole, the copy goes. */
  afterChange: () => Promise<void>;
  /** Keeps the state while something changes it that makes nothing outside of it. */
  around: (work: () => Promise<void>) => Promise<void>;
}

/**
 * Keeps a stack's state while the engine changes it, in a backend of files: a copy from right before, which only this user
 * reads, and what the engine makes since. Pulumi's own copies are not enough: the one beside the state is cut off with it, and
 * its history has neither the state of a stack that was never updated, nor what was edited or imported since the last update.
 * Secrets in the copy stay encrypted, as they are in the state.
 *
 * @param folder For the copy.
 */
export function stateKeeper(
  options: StackOptions,
  folder: string,
  { onKept, onMade }: Pick<StackWatch, "onKept" | "onMade">,
): StateKeeper {
  let file: string | undefined;
  let isKept = false;
  let isAllTold = false;
  const keeper: StateKeeper = {
    beforeChange: async () => {
      [isKept, isAllTold] = [false, false];
      const at = new Date();
      const place = await stackPlace(placed(options));
      file = place && (await stateFile(place));
      if (file === undefined) return;
      const state = await readFile(file);
      // What cannot be told whole from cut off would never be put back.
      const checkpoint = checkpointIn(state);
      if (checkpoint === undefined || checkpoint === "unknown") return;
      const name = `${options.stack.replaceAll("/", ".")}-${at.getTime()}${extname(file)}`;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeDurably(join(folder, name), state, 0o600);
      isKept = true;
      await onKept?.({ what: "copied", file: join(folder, name), at: at.toISOString() });
    },
    onMade: (made) => {
      if (isKept) onMade?.(made);
    },
    onAllTold: () => {
      isAllTold = true;
    },
    afterChange: async () => {
      if (!isKept || file === undefined) return;
      isKept = false;
      const isWhole = checkpointIn(await readFile(file).catch(() => Buffer.of())) !== undefined;
      if (isWhole) await onKept?.({ what: "notNeeded" });
      else if (isAllTold) await onKept?.({ what: "allTold" });
    },
    around: async (work) => {
      await keeper.beforeChange();
      keeper.onAllTold();
      await work().finally(keeper.afterChange);
    },
  };
  return keeper;
}

/** The stack without the Automation API, which would select it once more. */
function placed({
  stack,
  directory,
  environmentVariables = {},
  ...observer
}: StackOptions): PlacedStack {
  const project = findProject(directory);
  const environment = { ...process.env, ...environmentVariables };
  return {
    name: stack,
    workspace: {
      workDir: project.directory,
      projectSettings: () => Promise.resolve({ name: project.name }),
      whoAmI: async () => {
        const { PULUMI_BACKEND_URL: url } = environment;
        if (url !== undefined && url !== "") return { url };
        const run = { cwd: project.directory, environment: environmentVariables };
        const words = ["whoami", "--json"];
        const { stdout } = await runCommand(words, { ...run, signal: undefined, observer });
        return JSON.parse(stdout) as { url?: string };
      },
    },
  };
}
