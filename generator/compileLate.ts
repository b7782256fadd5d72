import { setFlagsFromString } from "node:v8";

/** Later ones have no such flag. */
const MAJOR = "20";

/** Bytes of bytecode that a function has run before V8 compiles it anew; Node itself sets 67584. */
const WORK_BYTES = 1_000_000;

/**
 * Has V8 put off to compile for speed what runs often. It does that on threads of its own, and for hundreds of small functions
 * that takes longer than they run, even over thousands of resources. For our own processes that end after some seconds, and not
 * for one in which a user's program runs.
 *
 * @see https://nodejs.org/api/v8.html#v8setflagsfromstringflags
 */
export function compileLate(): void {
  const [major] = process.versions.node.split(".");
  if (major === MAJOR) setFlagsFromString(`--interrupt-budget=${WORK_BYTES}`);
}
