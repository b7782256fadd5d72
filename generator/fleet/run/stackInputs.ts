import { createHash, type Hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FleetStack } from "../manifest/fleetStack.js";

/** What no program reads, or what running it writes. */
const NOT_READ = ["**/node_modules/**", "**/.git/**", "**/.slipway/**", "**/.pulumi/**"];

/** Configuration of a stack; that of other stacks says nothing of this one. */
const STACK_FILE = /(?:^|\/)Pulumi\.([^/]+)\.(?:json|ya?ml)$/;

/**
 * SHA-256 of what a stack is made of: all files of its project's folder but installed packages and other stacks'
 * configuration. What a program reads from elsewhere, such as the environment, is not in it.
 */
export async function stackInputHash({
  directory,
  stack,
}: Pick<FleetStack, "directory" | "stack">): Promise<string> {
  const { glob } = await import("tinyglobby");
  const files = await glob(["**"], { cwd: directory, dot: true, ignore: NOT_READ });
  const hash = createHash("sha256");
  for (const file of files.sort()) {
    const of = STACK_FILE.exec(file)?.[1];
    if (of !== undefined && of !== stack) continue;
    addPart(hash, file);
    addPart(hash, await readFile(join(directory, file)));
  }
  return hash.digest("hex");
}

/** With its length before it, so that no two lists of files have the same text. */
function addPart(hash: Hash, part: string | Buffer): void {
  hash.update(`${Buffer.byteLength(part)}:`).update(part);
}
