import { statSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Why no picture can be written to a file; nothing where one can. It is told before the program runs.
 *
 * @param isOffline Whether the preview is one without an engine, which alone tells what names what.
 */
export function pictureProblem(file: string, isOffline: boolean): string | undefined {
  if (!isOffline) {
    return "'--picture' must go with '--offline': an engine's preview does not tell which resources name which";
  }
  if (!/[^/\\]\.(mmd|md|svg)$/i.test(file)) {
    return `'--picture' must name a file of Mermaid ('.mmd'), Markdown ('.md') or SVG ('.svg'), got ${JSON.stringify(file)}; '--picture stack.svg' works`;
  }
  const got = `got ${JSON.stringify(file)}; '--picture stack.svg' works`;
  const folder = kindOf(dirname(file));
  if (folder !== "folder") return `'--picture' must name a file in a folder that there is, ${got}`;
  switch (kindOf(file)) {
    case "folder":
      return `'--picture' must name a file and no folder, ${got}`;
    case "unreachable":
      return `'--picture' must name a file that can be reached, as by a shorter name, ${got}`;
    default:
      return undefined;
  }
}

function kindOf(path: string): "folder" | "other" | "none" | "unreachable" {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) return "none";
    return found.isDirectory() ? "folder" : "other";
  } catch {
    // A name that is too long, links in a circle, or a folder that may not be entered.
    return "unreachable";
  }
}
