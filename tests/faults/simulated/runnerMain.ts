/** A process that runs a fleet on simulated engines, or takes its run up, and prints the result. */
import fs from "node:fs";
import { CliError } from "../../../generator/cliError.js";
import { type FleetRunResult, resume, up } from "../../../generator/fleet/index.js";
import { listenToInterrupts } from "../../../generator/terminal/interrupts.js";
import { isFirst } from "./faultyCloud.js";
import { planOf, type Strike } from "./simulatedPlan.js";
import { simulatedRunner } from "./simulatedRunner.js";

/** Makes one record of the journal the last, or the disk full at it. */
function strikeJournal(root: string, { record, blow }: Strike & { at: "record" }): void {
  const write = fs.writeSync;
  let records = 0;
  const struck = (descriptor: number, bytes: Buffer): number => {
    const isRecord = Buffer.isBuffer(bytes) && bytes.subarray(0, 8).toString() === '{"kind":';
    if (!isRecord || (records += 1) !== record || !isFirst(root)) return write(descriptor, bytes);
    if (blow === "ENOSPC") throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    if (blow === "kill torn") write(descriptor, bytes.subarray(0, bytes.length / 2));
    if (blow === "kill after") write(descriptor, bytes);
    fs.fsyncSync(descriptor);
    process.kill(process.pid, "SIGKILL");
    return 0;
  };
  fs.writeSync = struck as typeof fs.writeSync;
}

async function main([root = "", operation = "", jobs = ""]: readonly string[]): Promise<void> {
  const { strike } = planOf(root);
  if (strike?.at === "record") strikeJournal(root, strike);
  const { signal, killSignal } = listenToInterrupts();
  const options = {
    ...{ file: `${root}/fleet.yaml`, jobs: Number(jobs), runner: simulatedRunner },
    ...{ signal, killSignal, conflictSeconds: 20 },
  };
  let result: Pick<FleetRunResult, "status" | "exitCode" | "stacks">;
  try {
    result = await (operation === "resume" ? resume(options) : up(options));
  } catch (error) {
    const exitCode = error instanceof CliError ? error.exitCode : 1;
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(exitCode);
  }
  process.stdout.write(JSON.stringify(result), () => {
    process.exit(result.exitCode);
  });
}

void main(process.argv.slice(2));
