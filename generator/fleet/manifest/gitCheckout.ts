import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import type { GitSource } from "./gitSource.js";
import { git } from "./gitCommand.js";

/** Where repositories are kept, and what ends git. */
export interface CheckoutOptions {
  cache: string;
  signal: AbortSignal | undefined;
}

/** A commit's whole id, in SHA-1 or SHA-256: what it names never changes. */
const COMMIT = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A repository at a ref, in the cache: only the ref's last commit is fetched, and a commit by its id once.
 *
 * @returns Its folder.
 * @throws {CliError} if git cannot fetch it.
 */
export async function checkOut(
  { url, ref }: GitSource,
  { cache, signal }: CheckoutOptions,
): Promise<string> {
  const folder = folderOf(cache, url, ref);
  const head = join(folder, ".git", "HEAD");
  const options = { cwd: folder, signal };
  const problem = `'git' must be a repository and a ref that can be fetched, got ${withoutPassword(url)} at ${ref}`;
  if (!existsSync(head)) await git(["init", "--quiet", "."], problem, options);
  const had = await git(["rev-parse", "--verify", "--quiet", "HEAD"], problem, options).catch(
    () => "",
  );
  if (COMMIT.test(ref) && had.trim() === ref) return folder;
  await git(["fetch", "--quiet", "--depth", "1", "--", url, ref], problem, options);
  await git(["checkout", "--quiet", "--force", "--detach", "FETCH_HEAD"], problem, options);
  return folder;
}

/** One for each repository and ref. Git is told to leave all of the cache alone. */
function folderOf(cache: string, url: string, ref: string): string {
  const key = createHash("sha256")
    .update(JSON.stringify([url, ref]))
    .digest("hex")
    .slice(0, 24);
  const folder = join(resolve(cache), key);
  mkdirSync(folder, { recursive: true });
  const ignore = join(resolve(cache), ".gitignore");
  if (!existsSync(ignore)) writeFileSync(ignore, "*\n");
  return folder;
}

function withoutPassword(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//");
}
