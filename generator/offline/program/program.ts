import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

import { CliError } from "../../cliError.js";
import type { Project } from "../../project/findProject.js";
import { isMap } from "../../project/findProject.js";
import { beginningOf, readInputFile } from "../../project/readInputFile.js";
import {
  installTypescriptForCommonJs,
  installTypescriptForEsModules,
} from "./typescriptModules.js";

/** Where a project's program begins. */
export interface Program {
  /** Folder that it runs in. */
  directory: string;
  /** A file, or a folder with an index file; absolute. */
  entry: string;
  /** Whether it is an ES module. */
  isEsModule: boolean;
}

/**
 * Where a project's program begins, by the same rules as Pulumi's language host: `main` of Pulumi.yaml, else `exports`
 * or `main` of package.json, else the project's folder.
 *
 * @throws {CliError} if the project's runtime is not Node.js, or what it names as `main` is missing.
 */
export function findProgram({
  runtime,
  main,
  directory: root,
  file,
}: Pick<Project, "runtime" | "main" | "directory" | "file">): Program {
  if (runtime !== "nodejs") {
    throw new CliError(
      `${file}: 'runtime' must be nodejs for an offline preview, got ${runtime}; ` +
        "'pulumi preview' runs other languages",
    );
  }
  const mainPath = resolve(root, main ?? ".");
  const isFolder = existsSync(mainPath) ? statSync(mainPath).isDirectory() : false;
  const directory = isFolder ? mainPath : dirname(mainPath);
  const manifest = nearestManifest(directory);
  const named = isFolder ? manifestEntry(manifest) : undefined;
  const entry = named ?? mainPath;
  if (!existsSync(entry) && !existsSync(`${entry}.ts`) && !existsSync(`${entry}.js`)) {
    throw new CliError(
      `${file}: 'main' must name the program's file or folder, got ${String(main)}, ` +
        "which does not exist",
    );
  }
  const isEsModule = manifest.content.type === "module" || /\.m[jt]s$/.test(entry);
  return { directory, entry, isEsModule };
}

/**
 * Runs a program and gives what it exports. TypeScript runs as it is.
 */
export async function runProgram({ entry, isEsModule }: Program): Promise<unknown> {
  installTypescriptForCommonJs();
  const exported = isEsModule ? await importProgram(entry) : requireProgram(entry);
  return isFunction(exported) ? await exported() : exported;
}

function isFunction(value: unknown): value is () => unknown {
  return typeof value === "function";
}

function requireProgram(entry: string): unknown {
  // With a slash at its end a folder is not mistaken for a file beside it that has the same name.
  const isFolder = existsSync(entry) && statSync(entry).isDirectory();
  const path = isFolder ? join(entry, "/") : entry;
  const require_ = createRequire(__filename);
  assertNoPipe(resolved(require_, path, isFolder));
  return require_(path) as unknown;
}

function resolved(require_: NodeJS.Require, path: string, isFolder: boolean): string {
  try {
    return require_.resolve(path);
  } catch (error) {
    throw isFolder ? withoutProgram(path, ["index.js", "index.ts"]) : error;
  }
}

async function importProgram(entry: string): Promise<unknown> {
  installTypescriptForEsModules();
  const file = statSync(entry).isDirectory() ? indexFile(entry) : entry;
  assertNoPipe(file);
  const exported = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  if (!("default" in exported)) return exported;
  if (Object.keys(exported).length === 1) return exported.default;
  throw new CliError(`${file} must have either a default export or named exports, not both`);
}

/** Node itself reads a program that is JavaScript, and would wait for a pipe. */
function assertNoPipe(file: string): void {
  beginningOf(file, 0);
}

function indexFile(folder: string): string {
  const names = ["index.js", "index.mjs", "index.ts", "index.mts"];
  const found = names.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  throw withoutProgram(folder, names);
}

function withoutProgram(folder: string, names: readonly string[]): CliError {
  return new CliError(
    `${folder} must hold the program, as one of ${names.join(", ")}, or as the file that 'main' of package.json names`,
  );
}

interface Manifest {
  directory: string;
  content: Record<string, unknown>;
}

function nearestManifest(start: string): Manifest {
  for (let directory = start; ; directory = dirname(directory)) {
    const file = join(directory, "package.json");
    if (existsSync(file)) {
      const content = parsedManifest(file);
      return { directory, content: isMap(content) ? content : {} };
    }
    if (directory === dirname(directory)) return { directory: start, content: {} };
  }
}

function parsedManifest(file: string): unknown {
  const text = readInputFile(file);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CliError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** The program that a package.json names, if that file exists. */
function manifestEntry({ directory, content }: Manifest): string | undefined {
  const { exports: exported, main } = content;
  const root = isMap(exported) ? exported["."] : exported;
  const target = isMap(root) ? (root.default ?? root.require ?? root.import) : root;
  const named = exported === undefined ? main : target;
  if (typeof named !== "string") return undefined;
  const file = join(directory, named);
  if (existsSync(file)) return file;
  process.stderr.write(
    `warning: package.json names ${named} as entry point, which does not exist; using the folder\n`,
  );
  return undefined;
}
