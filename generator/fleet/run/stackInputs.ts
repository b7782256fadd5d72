import { createHash, type Hash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { FleetStack } from "../manifest/fleetStack.js";

/** What no program reads, or what running it writes. */
const NOT_READ = ["**/node_modules/**", "**/.git/**", "**/.slipway/**", "**/.pulumi/**"];

/** Configuration of a stack; that of other stacks says nothing of this one. */
const STACK_FILE = /(?:^|\/)Pulumi\.([^/]+)\.(?:json|ya?ml)$/;

/** Keys of a stack's file that Pulumi writes there as it makes the stack: how secrets are encrypted changes nothing else. */
const ENCRYPTION = ["encryptionsalt", "encryptedkey", "secretsprovider"];

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
    const content = await readFile(join(directory, file));
    const part = of === undefined ? content : await configurationIn(content.toString());
    if (part === undefined) continue;
    addPart(hash, file);
    addPart(hash, part);
  }
  return hash.digest("hex");
}

/** What a stack's file says besides its encryption; nothing where that is nothing, as if there were no file. */
async function configurationIn(text: string): Promise<string | undefined> {
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  if (document.errors.length > 0) return text;
  const settings = Object.entries((document.toJS() ?? {}) as Record<string, unknown>);
  const own = settings.filter(([key]) => !ENCRYPTION.includes(key));
  return own.length === 0 ? undefined : JSON.stringify(own);
}

/** With its length before it, so that no two lists of files have the same text. */
function addPart(hash: Hash, part: string | Buffer): void {
  hash.update(`${Buffer.byteLength(part)}:`).update(part);
}
