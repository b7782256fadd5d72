import { createRequire, SourceMap, type SourceMapPayload } from "node:module";

import type * as sucrase from "sucrase";
import type * as typescript from "typescript";

import { readInputFile } from "../../project/readInputFile.js";

/** Generated sources, such as an SDK's, may be large. */
const LARGEST_SOURCE_MIB = 32;

/** The kind of module that TypeScript becomes. */
export type ModuleKind = "commonjs" | "module";

const require_ = createRequire(__filename);

/** Namespaces, decorators and some exports of several variables: sucrase drops them or gets them wrong. */
const NEEDS_COMPILER =
  /^\s*(?:(?:export\s+)?(?:namespace|module)\s+[\w$.]+\s*\{|@[A-Za-z_$]|export\s+(?:const|let|var)\s*(?:[{[]|[\w$]+\s*(?::[^=;\n]*)?,))/m;

/** What sucrase makes of `export const a = 1, b = 2`: it ends the declaration after the first variable. */
const BROKEN_LIST = /; exports\.([\w$]+) = \1\s*,/;

/**
 * TypeScript without its types, on the same lines, so that an error in the program shows where it is. Types are not
 * checked: the project's own `tsc` does that. What sucrase cannot do, the project's own `typescript` does.
 *
 * @param file Absolute path of the `.ts`, `.mts` or `.cts` file.
 * @throws {SyntaxError} if the file is not TypeScript.
 */
export function transpile(file: string, kind: ModuleKind): string {
  const source = readInputFile(file, LARGEST_SOURCE_MIB);
  const problem = new SyntaxError(
    `${file} has a namespace, a decorator or an export of several variables, which needs the package typescript: ` +
      "npm install --save-dev typescript@6.0.3",
  );
  if (NEEDS_COMPILER.test(source)) return transpileByCompiler(file, kind, problem);
  let code: string;
  try {
    ({ code } = withoutTypes(source, file, kind));
  } catch (error) {
    return transpileByCompiler(file, kind, error);
  }
  return BROKEN_LIST.test(code) ? transpileByCompiler(file, kind, problem) : code;
}

function withoutTypes(
  source: string,
  file: string,
  kind: ModuleKind,
  more: sucrase.Options | object = {},
): sucrase.TransformResult {
  const { transform } = require_("sucrase") as typeof sucrase;
  return transform(source, {
    transforms: kind === "commonjs" ? ["typescript", "imports"] : ["typescript"],
    filePath: file,
    preserveDynamicImport: true,
    ...more,
  });
}

/**
 * Where what {@link transpile} makes of a file stands in it. Nothing for what the compiler makes, which has its map with
 * it.
 */
export function mapOfTranspiled(file: string, kind: ModuleKind): SourceMap | undefined {
  const source = readInputFile(file, LARGEST_SOURCE_MIB);
  if (NEEDS_COMPILER.test(source)) return undefined;
  try {
    const sourceMapOptions = { compiledFilename: file };
    const { code, sourceMap } = withoutTypes(source, file, kind, { sourceMapOptions });
    if (sourceMap === undefined || BROKEN_LIST.test(code)) return undefined;
    return new SourceMap(sourceMap as unknown as SourceMapPayload);
  } catch {
    return undefined;
  }
}

/**
 * TypeScript without its types, by the project's own compiler.
 *
 * @param cause Why sucrase did not do it. It is thrown when there is no compiler.
 * @throws {SyntaxError} if the file is not TypeScript.
 */
export function transpileByCompiler(file: string, kind: ModuleKind, cause: unknown): string {
  const ts = compilerOf(file);
  if (ts === undefined) throw cause;
  const { outputText, diagnostics = [] } = ts.transpileModule(
    readInputFile(file, LARGEST_SOURCE_MIB),
    {
      fileName: file,
      reportDiagnostics: true,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: kind === "commonjs" ? ts.ModuleKind.CommonJS : ts.ModuleKind.ES2022,
        useDefineForClassFields: false,
        esModuleInterop: true,
        experimentalDecorators: true,
        inlineSourceMap: true,
      },
    },
  );
  const [problem] = diagnostics;
  if (problem !== undefined) {
    const line = problem.file?.getLineAndCharacterOfPosition(problem.start ?? 0).line ?? 0;
    const text = ts.flattenDiagnosticMessageText(problem.messageText, " ");
    throw new SyntaxError(`${file}:${line + 1}: ${text}`);
  }
  process.setSourceMapsEnabled(true);
  return outputText;
}

function compilerOf(file: string): typeof typescript | undefined {
  try {
    return createRequire(file)("typescript") as typeof typescript;
  } catch {
    return undefined;
  }
}
