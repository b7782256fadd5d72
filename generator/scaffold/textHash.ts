import { createHash } from "node:crypto";

/** The hash by which the text of a file is known. */
export function textHash(text: string | Buffer): string {
  return createHash("sha256").update(text).digest("hex");
}
