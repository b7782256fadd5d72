import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type * as sucrase from "sucrase";
import type * as typescript from "typescript";

/** The kind of module that TypeScript becomes. */
export type ModuleKind = "commonjs" | "module";

const require_ = createRequire(__filename);

/**
 * TypeScript without its types, on the same lines, so that an error in the program shows where it is. Types are not
 * checked: the project's own `tsc` does that. What sucrase does not know, the project's own `typescript` compiles.
 *
 * @param file Absolute path of the `.ts`, `.mts` or `.cts` file.
 * @throws {SyntaxError} if the file is not TypeScript.
 */
export function transpile(file: string, kind: ModuleKind): string {
  const source = readFileSync(file, "utf8");
  const { transform } = require_("sucrase") as typeof sucrase;
  try {
    return transform(source, {
      transforms: kind === "commonjs" ? ["typescript", "imports"] : ["typescript"],
      filePath: file,
      preserveDynamicImport: true,
    }).code;
  } catch (error) {
    return transpileByCompiler(file, kind, error);
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
  const { outputText, diagnostics = [] } = ts.transpileModule(readFileSync(file, "utf8"), {
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
  });
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
