import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseStackName } from "../../../project/stackName.js";

const SCHEME = "file://";

/**
 * The folder in which a backend of files keeps what it knows; nothing for any other backend. Of all backends that one alone
 * leaves half of a file where a disk is full: an object store takes an object whole or not at all, as S3 and the APIs like it
 * do, and Pulumi Cloud keeps states in a database.
 *
 * @param url As `pulumi whoami` tells it.
 * @param workDir Where Pulumi runs, to which the address may be relative.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel
 * @see https://www.pulumi.com/docs/iac/concepts/state-and-backends/#local-filesystem
 */
function backendFolder(url: string, workDir: string): string | undefined {
  if (!url.startsWith(SCHEME)) return undefined;
  const [path = ""] = url.slice(SCHEME.length).split("?");
  if (path === "~" || path.startsWith("~/")) return join(homedir(), path.slice(1), ".pulumi");
  const folder = path.startsWith("/") ? fileURLToPath(SCHEME + path) : resolve(workDir, path);
  return join(folder, ".pulumi");
}

/** A stack, as far as it leads to its files. */
export interface PlacedStack {
  name: string;
  workspace: {
    workDir: string;
    projectSettings: () => Promise<{ name: string }>;
    whoAmI: () => Promise<{ url?: string }>;
  };
}

/** Where a stack's files are in a backend of files. */
export interface StackPlace {
  /** Of the backend, as in `/states/.pulumi`. */
  folder: string;
  project: string;
  /** Its name alone. */
  stack: string;
}

/** Where a stack's files are; nothing for any backend that is not one of files. */
export async function stackPlace({
  name,
  workspace,
}: PlacedStack): Promise<StackPlace | undefined> {
  const { url = "" } = await workspace.whoAmI();
  const folder = backendFolder(url, workspace.workDir);
  if (folder === undefined) return undefined;
  const { name: project } = await workspace.projectSettings();
  return { folder, project, stack: parseStackName(name, project).name };
}
