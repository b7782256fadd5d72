import { rm, rmdir } from "node:fs/promises";

/**
 * Removes something temporary, as far as it can be: an error of a clean-up would stand in place of the one that made it
 * necessary, or fail work that is done.
 */
export async function removeLeftover(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

/** Removes a folder that has nothing in it any more. */
export async function removeIfEmpty(folder: string): Promise<void> {
  await rmdir(folder).catch(() => undefined);
}
