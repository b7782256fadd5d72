import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import ts from "typescript";

/** Compiles, in the folder of a run, the files in which Stryker has put mutants. The rest was compiled before it was copied. */
function compileMutants(): void {
  const found = execFileSync(
    "grep",
    ["-rl", "--include=*.ts", "stryMutAct_", "policies", "components"],
    { encoding: "utf8" },
  );
  const compilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
  };
  for (const path of found.trim().split("\n")) {
    const fileName = resolve(path);
    const text = readFileSync(fileName, "utf8");
    const { outputText } = ts.transpileModule(text, { compilerOptions, fileName });
    writeFileSync(resolve("dist", path.replace(/\.ts$/, ".js")), outputText);
  }
}

compileMutants();
