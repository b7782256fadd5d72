import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** So many programs leave garbage before it is collected: that takes less time than one of them. */
const PROGRAMS = 20;

const BYTES_PER_MIB = 1024 ** 2;

/**
 * Collects garbage after every so many programs. Node puts that off, and would take ever more memory for what nobody
 * holds any more.
 *
 * @param mostMib Collects nothing where the process has more than this: the larger it is, the longer all of it stands still.
 * @returns To be called after each program. To be made before the first.
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function garbageCollector(mostMib = Infinity): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // Programs do not see it.
  setFlagsFromString("--no-expose-gc");
  let programs = 0;
  return () => {
    programs += 1;
    if (programs % PROGRAMS !== 0) return;
    if (process.memoryUsage().heapUsed <= mostMib * BYTES_PER_MIB) collect();
  };
}
