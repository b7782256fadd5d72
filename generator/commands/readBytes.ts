import { CliError } from "../cliError.js";
import { FEWEST_BYTES, LARGEST_BYTES } from "../review/commentText.js";

/**
 * The value of `--max-bytes`.
 *
 * @throws {CliError} if it is no number of bytes that a comment may have.
 */
export function readBytes(text: string): number {
  const bytes = Number(text);
  if (Number.isInteger(bytes) && bytes >= FEWEST_BYTES && bytes <= LARGEST_BYTES) return bytes;
  throw new CliError(
    `'--max-bytes' must be a whole number from ${FEWEST_BYTES} to ${LARGEST_BYTES}, got "${text}"; 16000 works`,
  );
}
