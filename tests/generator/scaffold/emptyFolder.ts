import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An empty folder that is removed after each test of the `describe` that calls this. */
export function emptyFolders(): () => string {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(realpathSync(tmpdir()), "slipway-test-"));
    folders.push(folder);
    return folder;
  };
}

/** The paths of all that is in a folder, in order; folders end with a slash. Links are not followed. */
export function listing(folder: string): string[] {
  const paths = readdirSync(folder, { recursive: true }) as string[];
  return paths
    .map((path) => (lstatSync(join(folder, path)).isDirectory() ? `${path}/` : path))
    .sort();
}
