import { readFileSync } from "node:fs";
import type { SourceMapPayload } from "node:module";
import { SourceMap } from "node:module";
import { dirname, relative, resolve } from "node:path";

const PLACE = /([^\s()]+\.js):(\d+):(\d+)/g;

/**
 * A stack whose places in compiled files are those in TypeScript. A text is mapped when it is printed: a hook that maps
 * each stack of the process maps also all that Pulumi takes and nobody reads.
 */
export function typeScriptPlaces(stack: string): string {
  return stack.replace(PLACE, (place, file: string, line: string, column: string) => {
    const map = sourceMapOf(resolve(file));
    const origin = map?.findOrigin(Number(line), Number(column));
    if (origin === undefined || !("fileName" in origin)) return place;
    const source = resolve(dirname(file), origin.fileName);
    return `${relative(process.cwd(), source)}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

const maps = new Map<string, SourceMap | undefined>();

function sourceMapOf(file: string): SourceMap | undefined {
  if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
  return maps.get(file);
}

function readMap(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(path, "utf8")) as SourceMapPayload);
  } catch {
    // A package's file has no map, or has left it out.
    return undefined;
  }
}
