import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { liveProcesses } from "../../../generator/automation/sessionProcesses.js";
import { processTree } from "../../engine/support/processTree.js";
import type { Running } from "../../engine/support/process.js";

/** What is done to the processes of a run on the real engine. */
export type EngineBlow =
  | "kill engine"
  | "kill provider"
  | "kill runner"
  | "kill all"
  | "SIGINT"
  | "SIGINT twice"
  | "SIGINT, SIGTERM, SIGKILL";

/** Whether it ends the provider that commands share. */
export function killsProvider(blow: string): boolean {
  return ["kill provider", "kill all", "SIGINT, SIGTERM, SIGKILL"].includes(blow);
}

/** As GitHub cancels a job: https://github.com/ringerc/github-actions-signal-handling-demo */
const TERM_AFTER_MILLISECONDS = 7500;
const KILL_AFTER_MILLISECONDS = 2500;

const KEY_MILLISECONDS = 1000;

/** Words in the command lines of processes. */
const RUNNER = /\bcli[.]js|stackChild[.]js/;
const ENGINE = /^(?:\S*[/])?pulumi /;
const PROVIDER = /pulumi-resource-aws|terraform-provider/;

/** A `slipway` that runs, and the provider that its commands share, where they do. */
export interface Struck {
  slipway: Running;
  killProvider: () => Promise<void>;
}

/** Does it to the processes of a run. The signals come later where the blow has several. */
export async function strike(blow: EngineBlow, { slipway, killProvider }: Struck): Promise<void> {
  switch (blow) {
    case "kill engine":
      killThose(slipway.pid, ENGINE);
      break;
    case "kill provider":
      killThose(slipway.pid, PROVIDER);
      await killProvider();
      break;
    case "kill runner":
      killThose(slipway.pid, RUNNER);
      break;
    case "kill all":
      killThose(slipway.pid, /^/);
      await killProvider();
      break;
    case "SIGINT":
      signal(slipway, "SIGINT");
      break;
    case "SIGINT twice":
      signal(slipway, "SIGINT");
      await sleep(KEY_MILLISECONDS);
      signal(slipway, "SIGINT");
      break;
    case "SIGINT, SIGTERM, SIGKILL":
      signal(slipway, "SIGINT");
      void escalate({ slipway, killProvider });
      break;
  }
}

async function escalate({ slipway, killProvider }: Struck): Promise<void> {
  await sleep(TERM_AFTER_MILLISECONDS);
  signal(slipway, "SIGTERM");
  await sleep(KILL_AFTER_MILLISECONDS);
  if (commandLine(slipway.pid) === "") return;
  killThose(slipway.pid, /^/);
  await killProvider();
}

function signal(slipway: Running, name: NodeJS.Signals): void {
  try {
    slipway.signal(name);
  } catch {
    // It has ended.
  }
}

function killThose(pid: number, which: RegExp): void {
  for (const each of processTree(pid).filter((one) => which.test(commandLine(one)))) {
    try {
      process.kill(each, "SIGKILL");
    } catch {
      // It has ended.
    }
  }
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

/** Processes that have a text in their environment, such as a folder that is one case's alone: ids and command lines. */
export function processesWith(text: string): { pid: number; command: string }[] {
  return liveProcesses()
    .filter(({ pid }) => pid !== process.pid && environment(pid).includes(text))
    .map(({ pid }) => ({ pid, command: commandLine(pid).slice(0, 80) }));
}

function environment(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "utf8");
  } catch {
    return "";
  }
}
