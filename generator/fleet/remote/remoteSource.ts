import { dirname } from "node:path";
import { CliError } from "../../cliError.js";
import type { GitSource } from "../manifest/gitSource.js";
import type { Fleet, FleetStack } from "../manifest/fleetStack.js";
import { git } from "../manifest/gitCommand.js";
import type { RemoteGit } from "../manifest/remoteSettings.js";

/** The program of a stack, as somebody else gets it. */
export interface RemoteSource {
  /** Of the repository. */
  url: string;
  /** Its whole id: a branch may go on between the preview and the update. */
  commit: string;
  /** Of the project, in the repository. */
  folder: string;
}

const COMMIT = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * Where the programs of stacks are taken from, each at one commit for the whole run.
 *
 * @returns By the ids of the stacks.
 * @throws {CliError} if the fleet is in no repository, that has no `origin`, a ref is unknown, or a project has changes that
 * are not committed.
 */
export async function remoteSources(
  fleet: Pick<Fleet, "file" | "gitSources">,
  stacks: readonly FleetStack[],
  settings: RemoteGit = {},
  signal?: AbortSignal,
): Promise<Map<string, RemoteSource>> {
  const byFolder = new Map<string, RemoteSource>();
  const sources = new Map<string, RemoteSource>();
  let shared: Pick<RemoteSource, "url" | "commit"> | undefined;
  for (const { id, directory } of stacks) {
    let source = byFolder.get(directory);
    if (source === undefined) {
      const entry = fleet.gitSources?.get(id);
      if (entry === undefined) shared ??= await ownSource(dirname(fleet.file), settings, signal);
      source = await sourceOf(directory, entry, shared, settings, signal);
      byFolder.set(directory, source);
    }
    sources.set(id, source);
  }
  return sources;
}

async function sourceOf(
  directory: string,
  entry: GitSource | undefined,
  shared: Pick<RemoteSource, "url" | "commit"> | undefined,
  { ref }: RemoteGit,
  signal: AbortSignal | undefined,
): Promise<RemoteSource> {
  const from = { cwd: directory, signal };
  const problem = `'--remote' needs ${directory} to be in a repository of git`;
  const prefix = (await git(["rev-parse", "--show-prefix"], problem, from)).trim();
  const folder = prefix.replace(/\/$/, "") || ".";
  if (entry !== undefined) {
    const commit = (await git(["rev-parse", "HEAD"], problem, from)).trim();
    return { url: httpsUrl(entry.url), commit, folder };
  }
  if (shared === undefined) throw new CliError(problem);
  if (ref === undefined) await refuseChanged(directory, signal);
  return { ...shared, folder };
}

/** What is not committed would be previewed here, and not be there. */
async function refuseChanged(directory: string, signal: AbortSignal | undefined): Promise<void> {
  const words = ["status", "--porcelain", "--untracked-files=no", "--", "."];
  const changed = await git(words, "git status fails", { cwd: directory, signal });
  if (changed.trim() === "") return;
  throw new CliError(
    `'--remote' takes what is committed, and ${directory} has changes that are not; ` +
      "'git commit' and 'git push' first, or 'remote.git.ref' in the fleet's file, work",
  );
}

/** Of the repository that the fleet's file is in, or of the one that its settings name. */
async function ownSource(
  folder: string,
  { url, github, ref }: RemoteGit,
  signal: AbortSignal | undefined,
): Promise<Pick<RemoteSource, "url" | "commit">> {
  const from = { cwd: folder, signal };
  const origin =
    url ?? (github === undefined ? await originOf(folder, signal) : `https://github.com/${github}`);
  if (ref === undefined) {
    const problem = "'--remote' needs the fleet's file to be in a repository of git with a commit";
    const commit = (await git(["rev-parse", "HEAD"], problem, from)).trim();
    return { url: httpsUrl(origin), commit };
  }
  return { url: httpsUrl(origin), commit: await commitOf(origin, ref, from) };
}

async function originOf(folder: string, signal: AbortSignal | undefined): Promise<string> {
  const problem =
    "'remote.git' must say 'url' or 'github', since the repository of the fleet's file has no remote 'origin'; " +
    "url: https://github.com/acme/shop.git works";
  return (await git(["remote", "get-url", "origin"], problem, { cwd: folder, signal })).trim();
}

async function commitOf(
  url: string,
  ref: string,
  from: { cwd: string; signal: AbortSignal | undefined },
): Promise<string> {
  if (COMMIT.test(ref)) return ref;
  const problem = `'remote.git.ref' must be a branch, a tag or a whole commit id of the repository, got ${ref}`;
  const listed = await git(["ls-remote", "--", url, ref, `${ref}^{}`], problem, from);
  const refs = new Map(
    listed.split("\n").map((line) => line.split("\t").reverse() as [string, string]),
  );
  const names = [`refs/heads/${ref}`, `refs/tags/${ref}^{}`, `refs/tags/${ref}`, ref];
  const commit = names.map((name) => refs.get(name)).find((each) => each !== undefined);
  if (commit !== undefined) return commit;
  throw new CliError(`${problem}, which it has not; main works where there is a branch main`);
}

/** Who clones has no key of this machine: the same repository over HTTPS, without a password. */
function httpsUrl(url: string): string {
  const [, host, path] = /^(?:ssh:\/\/)?[\w.-]+@([\w.-]+)(?::\d+)?[:/](.+)$/.exec(url) ?? [];
  if (host !== undefined && path !== undefined) return `https://${host}/${path}`;
  return url.replace(/^(https?:\/\/)[^/@]*@/, "$1");
}
