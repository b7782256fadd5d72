import { open } from "node:fs/promises";

/**
 * Writes a file that is not there yet. It is on the disk when this comes back.
 *
 * @param mode Exactly, whatever the process masks.
 */
export async function writeDurably(
  path: string,
  content: string | Buffer,
  mode?: number,
): Promise<void> {
  const file = await open(path, "wx", mode ?? 0o644);
  try {
    if (mode !== undefined) await file.chmod(mode);
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
