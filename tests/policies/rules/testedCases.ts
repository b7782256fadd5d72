import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { casesByRule, type RuleCases } from "./ruleCases.js";

/** The cases of all rules' tests, by the rules' names. The tests themselves are looked at, and not run. */
export function testedCases(): ReadonlyMap<string, RuleCases> {
  const require_ = createRequire(__filename);
  const global = globalThis as { describe?: unknown };
  const { describe: own } = global;
  const before = new Set(Object.keys(require_.cache));
  global.describe = () => undefined;
  try {
    for (const name of readdirSync(__dirname)) {
      if (name.endsWith(".test.js")) require_(join(__dirname, name));
    }
  } finally {
    global.describe = own;
    // Mocha loads them again in the same process: a module that Node still had would describe nothing.
    for (const file of Object.keys(require_.cache)) {
      if (file.endsWith(".test.js") && !before.has(file))
        Reflect.deleteProperty(require_.cache, file);
    }
  }
  return casesByRule;
}
