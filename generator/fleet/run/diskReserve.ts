import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";

/** Some hundred records: what a run tells from when the disk is full until it has ended its updates. */
const RESERVE_BYTES = 1024 * 1024;

/** Room on a disk that is given up when the disk is full. */
export interface DiskReserve {
  /** Gives the room up; `false` where there is none any more. */
  free: () => boolean;
}

/**
 * Keeps room on the disk of a file: a state of Pulumi's may be on the same one, and what the engine tells when that is full must
 * still be written down. Where there is not even that much room, there is no reserve.
 */
export function reserveRoom(file: string): DiskReserve {
  const reserve = `${file}.reserve`;
  let isKept = wrote(reserve);
  const free = (): boolean => {
    const wasKept = isKept;
    isKept = false;
    rmSync(reserve, { force: true });
    return wasKept;
  };
  if (!isKept) free();
  return { free };
}

/** What is random takes its room also where a file system compresses. */
function wrote(file: string): boolean {
  const descriptor = openSync(file, "w", 0o600);
  try {
    writeAll(descriptor, randomBytes(RESERVE_BYTES));
    fsyncSync(descriptor);
    return true;
  } catch (error) {
    if (isFull(error)) return false;
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Writes all bytes: a system may write less than it is given, and more when there is room again.
 *
 * @param makeRoom Makes room on a full disk; `false` where it cannot.
 */
export function writeAll(
  descriptor: number,
  bytes: Buffer,
  makeRoom: () => boolean = () => false,
  write: (descriptor: number, bytes: Buffer, offset: number) => number = writeSync,
): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += write(descriptor, bytes, written);
    } catch (error) {
      if (!isFull(error) || !makeRoom()) throw error;
    }
  }
}

function isFull(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOSPC" || code === "EDQUOT";
}
