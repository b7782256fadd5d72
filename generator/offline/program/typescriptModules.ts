import Module, { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

import type * as esmHooks from "./esmHooks.js";
import { transpile, transpileByCompiler } from "./transpile.js";

/** A CommonJS module that is being loaded. */
interface LoadingModule {
  _compile(code: string, file: string): unknown;
}

/** Node's loaders by file extension, and its resolver, which it lets be replaced without listing them in its types. */
interface Loader {
  _extensions: Record<string, (module: LoadingModule, file: string) => void>;
  _resolveFilename: (this: unknown, request: string, ...rest: unknown[]) => string;
}

/** Lets CommonJS programs be written in TypeScript, and require each other's `.ts` as `.js`. */
export function installTypescriptForCommonJs(): void {
  const loader = Module as unknown as Loader;
  loader._extensions[".ts"] = loadTypescript;
  loader._extensions[".cts"] = loadTypescript;
  const resolve = loader._resolveFilename;
  loader._resolveFilename = function (request, ...rest) {
    try {
      return resolve.call(this, request, ...rest);
    } catch (error) {
      const asTypescript = request.replace(/^(\.{1,2}\/.*|\/.*)\.(c?)js$/, "$1.$2ts");
      if (asTypescript === request) throw error;
      try {
        return resolve.call(this, asTypescript, ...rest);
      } catch {
        throw error;
      }
    }
  };
}

/** Lets ES module programs be written in TypeScript. */
export function installTypescriptForEsModules(): void {
  const hooks = require.resolve("./esmHooks.js");
  // Hooks in this thread start faster than those in a thread of their own; Node has them from 22.15 on.
  const { registerHooks } = Module as { registerHooks?: (hooks: typeof esmHooks) => void };
  if (registerHooks) registerHooks(createRequire(__filename)(hooks) as typeof esmHooks);
  else Module.register(pathToFileURL(hooks));
}

function loadTypescript(module: LoadingModule, file: string): void {
  try {
    module._compile(transpile(file, "commonjs"), file);
  } catch (error) {
    if (!isSyntaxErrorOf(file, error)) throw error;
    module._compile(transpileByCompiler(file, "commonjs", error), file);
  }
}

/** Whether Node could not read what sucrase made of a file, such as decorators, which sucrase leaves as they are. */
function isSyntaxErrorOf(file: string, error: unknown): boolean {
  return error instanceof SyntaxError && (error.stack?.startsWith(`${file}:`) ?? false);
}
