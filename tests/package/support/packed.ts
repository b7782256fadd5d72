import { execFileSync } from "node:child_process";

import { packageRoot } from "../../../generator/project/packageRoot.js";

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

/** Packs this package into a folder as `npm publish` would, and gives the tarball's name. */
export function pack(folder: string): string {
  run(packageRoot(), process.execPath, "components/prepare.cjs");
  const packed = run(
    packageRoot(),
    "npm",
    "pack",
    "--ignore-scripts",
    "--pack-destination",
    folder,
  );
  return packed.trim().split("\n").at(-1) ?? "";
}
