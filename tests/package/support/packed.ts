import { execFileSync } from "node:child_process";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";

/** Runs a command and gives what it prints; fails with all that it printed when it fails. */
export function run(folder: string, command: string, ...args: string[]): string {
  // npm passes its own settings on to what it runs, and these are not those of a user's shell.
  const env = Object.entries(process.env).filter(([name]) => !name.startsWith("npm_"));
  try {
    return execFileSync(command, args, {
      cwd: folder,
      encoding: "utf8",
      env: Object.fromEntries(env),
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${args.join(" ")}\n${stdout}\n${stderr}`);
  }
}

/** Where the run's tarball is: `packOnce.ts` makes it. */
export const PACKED_VARIABLE = "SLIPWAY_TESTS_TARBALL";

/** Lays this package into a folder, packed as `npm publish` would, and gives the tarball's name. */
export function pack(folder: string): string {
  const tarball = process.env[PACKED_VARIABLE];
  if (tarball === undefined) {
    throw new Error(
      "there is no tarball: run 'npm run test:package' or 'test:templates', which pack one for all",
    );
  }
  copyFileSync(tarball, join(folder, basename(tarball)));
  return basename(tarball);
}
