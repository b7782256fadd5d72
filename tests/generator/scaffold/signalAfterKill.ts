import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { packageRoot } from "../../../generator/project/packageRoot.js";

/** What changes a folder, and is killed on the way. */
export interface KilledCall {
  /** File of `generator/scaffold/`, without its ending. */
  file: string;
  /** The function that it exports. */
  call: string;
  /** What it is asked for, but for `proceed`. */
  request: object;
}

/** Has a process of its own kill itself at the k-th time that the call asks whether to proceed, and gives how it ended. */
export function signalAfterKill({ file, call, request }: KilledCall, k: number): string | null {
  const module = join(packageRoot(), `dist/generator/scaffold/${file}.js`);
  const script = `
    let step = 0;
    const proceed = () => { step += 1; if (step === ${k}) process.kill(process.pid, "SIGKILL"); };
    void require(${JSON.stringify(module)}).${call}({ ...${JSON.stringify(request)}, proceed });`;
  return spawnSync(process.execPath, ["-e", script]).signal;
}
