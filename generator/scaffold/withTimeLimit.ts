import { createContext, Script } from "node:vm";

const CALL = new Script("run()");

/**
 * Runs something that computes, and stops it where it takes too long: also in the middle of a regular expression, which a
 * pattern of others may make run for years.
 *
 * @param refuse Throws what is to be told then.
 * @throws {Error} what `run` throws.
 */
export function withTimeLimit(milliseconds: number, run: () => void, refuse: () => never): void {
  try {
    CALL.runInContext(createContext({ run }), { timeout: milliseconds });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_TIMEOUT") throw error;
    refuse();
  }
}
