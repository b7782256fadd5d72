import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";

import { CliError } from "../cliError.js";

const MIB = 1024 * 1024;

/** More than any configuration that people write; a larger file is a mistake, or an attack. */
const LARGEST_MIB = 4;

/** Windows has neither, whatever the type says. */
const FLAGS = constants as { O_NONBLOCK?: number; O_NOFOLLOW?: number };

/** Opens a pipe without waiting for somebody to write to it. */
const NO_WAIT = FLAGS.O_NONBLOCK ?? 0;

const NO_FOLLOW = FLAGS.O_NOFOLLOW ?? 0;

/**
 * The text of a file that a user names, or that a tool finds beside one.
 *
 * @param largestMib How large it may be. Default: 4.
 * @throws {CliError} if it is no regular file, such as a pipe or a device, which may never end, or is larger.
 * @throws {Error} if it cannot be opened.
 */
export function readInputFile(file: string, largestMib = LARGEST_MIB): string {
  return readWhole(file, largestMib, 0).toString("utf8");
}

/**
 * The bytes of a file that was found as one. What has become a link since then is not followed.
 *
 * @param largestMib How large it may be.
 * @throws {CliError} if it is no regular file, or is larger.
 * @throws {Error} if it cannot be opened, or is a link.
 */
export function readFoundFile(file: string, largestMib: number): Buffer {
  return readWhole(file, largestMib, NO_FOLLOW);
}

function readWhole(file: string, largestMib: number, flags: number): Buffer {
  return withFile(file, flags, (descriptor) => {
    const bytes = readUpTo(descriptor, largestMib * MIB + 1);
    if (bytes.length <= largestMib * MIB) return bytes;
    throw new CliError(`${file} must be a file of at most ${largestMib} MiB, and is larger`);
  });
}

/**
 * The beginning of a file's text.
 *
 * @throws {CliError} if it is no regular file.
 * @throws {Error} if it cannot be opened.
 */
export function beginningOf(file: string, bytes: number): string {
  return beginningBytes(file, bytes).toString("utf8");
}

/**
 * The first bytes of a file.
 *
 * @throws {CliError} if it is no regular file.
 * @throws {Error} if it cannot be opened.
 */
export function beginningBytes(file: string, bytes: number): Buffer {
  return withFile(file, 0, (descriptor) => readUpTo(descriptor, bytes));
}

function withFile<T>(file: string, flags: number, use: (descriptor: number) => T): T {
  const descriptor = openSync(file, constants.O_RDONLY | NO_WAIT | flags);
  try {
    if (!fstatSync(descriptor).isFile()) {
      throw new CliError(`${file} must be a file, and is a folder, a pipe or a device`);
    }
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Some file systems say 0 for the size of a file that has no end: what counts is what is read. */
function readUpTo(descriptor: number, bytes: number): Buffer {
  const { size } = fstatSync(descriptor);
  let buffer = Buffer.alloc(Math.min(bytes, Math.max(size + 1, 4096)));
  let length = 0;
  for (;;) {
    const count = readSync(descriptor, buffer, length, buffer.length - length, null);
    length += count;
    if (count === 0 || length === bytes) return buffer.subarray(0, length);
    if (length === buffer.length) {
      buffer = Buffer.concat([buffer], Math.min(bytes, buffer.length * 2));
    }
  }
}
