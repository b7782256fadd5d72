import { copyFile, readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { timeInName } from "../timeInName.js";
import type { StackPlace } from "./fileBackend.js";
import type { ExportedDeployment } from "./pendingCreates.js";

/** A state as a backend of files keeps it. */
export interface Checkpoint {
  version: number;
  /** What of the form's version it uses. */
  features?: string[];
  checkpoint: { latest?: ExportedDeployment | null };
}

/** How the names of states end, with and without PULUMI_SELF_MANAGED_STATE_GZIP. */
const ENDS = [".json", ".json.gz", ".json.zst"] as const;

const GZIP = Buffer.from([0x1f, 0x8b]);
const ZSTANDARD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);

/**
 * What the file of a state says. Nothing where it was cut off, also before its first byte; `unknown` where it is compressed in a way that
 * cannot be read here.
 */
export function checkpointIn(bytes: Buffer): Checkpoint | "unknown" | undefined {
  if (bytes.subarray(0, ZSTANDARD.length).equals(ZSTANDARD)) return "unknown";
  const isPacked = bytes.subarray(0, GZIP.length).equals(GZIP);
  try {
    return JSON.parse(String(isPacked ? gunzipSync(bytes) : bytes)) as Checkpoint;
  } catch {
    return undefined;
  }
}

/** The file of a stack's state: the newest where a backend has begun to compress, or has ended to. */
export async function stateFile({
  folder,
  project,
  stack,
}: StackPlace): Promise<string | undefined> {
  // Backends that were begun long ago have no projects.
  for (const place of [join("stacks", project), "stacks"]) {
    const files = ENDS.map((end) => join(folder, place, stack + end));
    const times = await Promise.all(files.map(timeOf));
    const newest = Math.max(...times);
    if (newest > 0) return files[times.indexOf(newest)];
  }
  return undefined;
}

async function timeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/**
 * Whether an update of the stack has ended since, and has left a whole state: the backend copies it then.
 *
 * @param since Milliseconds since the epoch.
 */
export async function hasEndedSince(
  { folder, project, stack }: StackPlace,
  since: number,
): Promise<boolean> {
  for (const place of [join(folder, "history", project, stack), join(folder, "history", stack)]) {
    const names = await readdir(place).catch(() => []);
    for (const name of names) {
      const nanoseconds = /-(\d+)[.]checkpoint[.]json(?:[.]\w+)?$/.exec(name)?.[1] ?? "0";
      if (Number(nanoseconds) / 1e6 <= since) continue;
      if (checkpointIn(await readFile(join(place, name)))) return true;
    }
  }
  return false;
}

/** Keeps the file of a state that was cut off, beside it, under a name that Pulumi takes for no stack; gives it. */
export async function copyBeside(file: string, now: Date): Promise<string> {
  const copy = `${file}.cut-off-${timeInName(now)}`;
  try {
    await copyFile(file, copy);
  } catch (error) {
    await rm(copy, { force: true });
    throw error;
  }
  return copy;
}
