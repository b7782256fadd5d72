import { existsSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { readInputFile } from "../../project/readInputFile.js";
import type { ModuleKind } from "./transpile.js";
import { transpile } from "./transpile.js";

interface ResolveContext {
  parentURL?: string | undefined;
}

interface LoadResult {
  format: ModuleKind;
  source: string | null;
  shortCircuit: true;
}

const TYPESCRIPT = /\.[cm]?ts$/;

/**
 * Node's hook that finds a module: an import of `./x.js` means `./x.ts` where only that exists, as in TypeScript.
 *
 * @see https://nodejs.org/api/module.html#resolvespecifier-context-nextresolve
 */
export function resolve<R>(
  specifier: string,
  context: ResolveContext,
  nextResolve: (specifier: string, context: ResolveContext) => R,
): R {
  return nextResolve(asTypescript(specifier, context.parentURL) ?? specifier, context);
}

/**
 * Node's hook that reads a module: TypeScript is read without its types.
 *
 * @see https://nodejs.org/api/module.html#loadurl-context-nextload
 */
export function load<C, R>(
  url: string,
  context: C,
  nextLoad: (url: string, context: C) => R,
): R | LoadResult {
  if (!url.startsWith("file:") || !TYPESCRIPT.test(url) || url.includes("/node_modules/")) {
    return nextLoad(url, context);
  }
  const file = fileURLToPath(url);
  const format = moduleKindOf(file);
  // A CommonJS file goes on to Node's other loader, which has a hook of its own.
  const source = format === "module" ? transpile(file, format) : null;
  return { format, source, shortCircuit: true };
}

function asTypescript(specifier: string, parentUrl: string | undefined): string | undefined {
  if (parentUrl === undefined || !/^\.{1,2}\/.*\.[cm]?js$/.test(specifier)) return undefined;
  if (!parentUrl.startsWith("file:") || existsSync(fileURLToPath(new URL(specifier, parentUrl)))) {
    return undefined;
  }
  const candidate = specifier.replace(/js$/, "ts");
  return existsSync(fileURLToPath(new URL(candidate, parentUrl))) ? candidate : undefined;
}

/** Whether a TypeScript file is an ES module: by its extension, or by the nearest package.json. */
export function moduleKindOf(file: string): ModuleKind {
  const extension = extname(file);
  if (extension !== ".ts") return extension === ".mts" ? "module" : "commonjs";
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest)) {
      const { type } = JSON.parse(readInputFile(manifest)) as { type?: unknown };
      return type === "module" ? "module" : "commonjs";
    }
    if (folder === dirname(folder)) return "commonjs";
  }
}
