import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isJson } from "../../../../components/rules/jsonText.js";
import { type PlacedStack, stackPlace } from "./fileBackend.js";

/** In which a lock of some hundred bytes is written, by whoever writes one in this moment. */
const WRITE_MILLISECONDS = 5000;

/**
 * Takes away locks of a stack that were cut off as they were written, in a backend of files: a full disk leaves them, and
 * Pulumi reads none of the stack's locks any more. A lock is written beside its place and then moved there, so whoever could
 * not write it to its end has got an error, and holds nothing.
 *
 * @returns The files that are gone.
 * @see https://github.com/pulumi/pulumi/blob/master/pkg/backend/diy/lock.go
 */
export async function removeCutOffLocks(
  locked: PlacedStack,
  pauseMilliseconds = WRITE_MILLISECONDS,
): Promise<string[]> {
  const place = await stackPlace(locked);
  if (place === undefined) return [];
  const { project, stack } = place;
  const folder = join(place.folder, "locks");
  const { glob } = await import("tinyglobby");
  // Backends that were begun long ago have no projects. What is not in its place yet ends in .tmp.
  const places = [`*/${project}/${stack}`, stack].map((each) => `${each}/*.json{,.*.tmp}`);
  const files = await glob(places, { cwd: folder, absolute: true });
  const suspects = await cutOffOf(files);
  if (suspects.length === 0) return [];
  await sleep(pauseMilliseconds);
  const gone = await cutOffOf(suspects);
  for (const file of gone) await rm(file, { force: true });
  return gone;
}

/** Those that are there, and no JSON. */
async function cutOffOf(files: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(
    files.map((file) => readFile(file, "utf8").catch(() => undefined)),
  );
  return files.filter((_, i) => {
    const text = texts[i];
    return text !== undefined && !isJson(text);
  });
}
