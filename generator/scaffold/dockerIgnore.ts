import { existsSync } from "node:fs";
import { join } from "node:path";
import { relative } from "node:path/posix";

import { readDockerIgnoreFile } from "../../components/image/rules/dockerIgnoreFile.js";
import { readInputFile } from "../project/readInputFile.js";
import type { FileChange } from "./changeFolder.js";
import { type Layout, PROGRAM_FOLDER } from "./layout.js";

/**
 * What keeps the program out of the image, where the image is built from a folder that the program is in: each change of
 * it would make another image, and its packages would be sent to each build. One line is appended to the ignore file that
 * counts; where there is none, it comes into being.
 *
 * @param root Absolute path of the repository.
 * @see https://docs.docker.com/build/concepts/context/#filename-and-location
 */
export function dockerIgnoreChange(root: string, { context, dockerfile }: Layout): FileChange[] {
  const program = relative(context, PROGRAM_FOLDER);
  if (program.startsWith("..")) return [];
  const ofDockerfile = `${dockerfile}.dockerignore`;
  const usual = context === "." ? ".dockerignore" : `${context}/.dockerignore`;
  const path = existsSync(join(root, ofDockerfile)) ? ofDockerfile : usual;
  if (!existsSync(join(root, path))) return [{ path, after: `${program}\n` }];
  const before = readInputFile(join(root, path));
  if (readDockerIgnoreFile(before).ignores(`${program}/index.ts`)) return [];
  const end = before === "" || before.endsWith("\n") ? "" : "\n";
  return [{ path, before, after: `${before}${end}${program}\n` }];
}
