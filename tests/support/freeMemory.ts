import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { fileEnded } from "./afterEachFile.js";

/** So much garbage the workers of a parallel run gather. Node by itself would take half a gigabyte before it looks. */
const GARBAGE_MIB = 96;

const heapMib = (): number => process.memoryUsage().heapUsed / 1024 ** 2;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
setFlagsFromString("--no-expose-gc");

let limit = heapMib() + GARBAGE_MIB;

/** After each file of a worker. */
export const mochaHooks = {
  afterAll(): void {
    if (process.env["MOCHA_WORKER_ID"] === undefined) return;
    fileEnded();
    if (heapMib() < limit) return;
    collect();
    limit = heapMib() + GARBAGE_MIB;
  },
};
