import { existsSync } from "node:fs";
import { findSourceMap, SourceMap, type SourceMapPayload } from "node:module";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { readInputFile } from "../../project/readInputFile.js";
import { moduleKindOf } from "./esmHooks.js";
import type { FramePlace } from "./programFrames.js";
import { mapOfTranspiled } from "./transpile.js";

/** Compiled programs and their maps may be large. */
const LARGEST_MIB = 64;

/** What a compiler writes at the end of a file that it has a source map of. */
const MAP_COMMENT = /^\/\/# sourceMappingURL=(\S+)\s*$/m;

/** A source map inside of the comment. */
const INLINE = /^data:application\/json[^,]*;base64,/;

/** Finds the places that a user wrote by those that Node runs: of a TypeScript file, or of what a compiler made of one. */
export class OriginalPlaces {
  private readonly maps = new Map<string, SourceMap | undefined>();

  /** The place as a user wrote it; the same where nothing tells another. */
  public of(place: FramePlace): FramePlace {
    const { file, line, column } = place;
    if (!this.maps.has(file)) this.maps.set(file, mapOf(file));
    const entry = this.maps.get(file)?.findEntry(line - 1, column - 1);
    if (entry === undefined || !("originalLine" in entry)) return place;
    const root = this.maps.get(file)?.payload.sourceRoot ?? "";
    const { originalSource: named } = entry;
    const source = named.startsWith("file:")
      ? fileURLToPath(named)
      : resolve(dirname(file), root, named);
    if (!existsSync(source)) return place;
    return { file: source, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
}

function mapOf(file: string): SourceMap | undefined {
  try {
    // What the compiler makes has its map with it, which Node keeps.
    if (/\.[cm]?ts$/.test(file))
      return mapOfTranspiled(file, moduleKindOf(file)) ?? findSourceMap(file);
    const [, target] = MAP_COMMENT.exec(readInputFile(file, LARGEST_MIB)) ?? [];
    if (target === undefined) return undefined;
    const text = INLINE.test(target)
      ? Buffer.from(target.replace(INLINE, ""), "base64").toString()
      : readInputFile(resolve(dirname(file), decodeURI(target)), LARGEST_MIB);
    return new SourceMap(JSON.parse(text) as SourceMapPayload);
  } catch {
    // A place in the compiled file is better than none.
    return undefined;
  }
}
