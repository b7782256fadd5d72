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
  const folder = dirname(file);
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
    return `'--picture' must name a file in a folder that there is, got ${JSON.stringify(file)}; '--picture stack.svg' works`;
  }
  if (statSync(file, { throwIfNoEntry: false })?.isDirectory() === true) {
    return `'--picture' must name a file, got the folder ${JSON.stringify(file)}; '--picture stack.svg' works`;
  }
  return undefined;
}
