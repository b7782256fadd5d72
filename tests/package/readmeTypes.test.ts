import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

import { packageRoot } from "../../generator/project/packageRoot.js";
import { fleetPrograms, folderOfPrograms, readmePrograms } from "../support/readmePrograms.js";

const programs = [...readmePrograms, ...fleetPrograms];

/** The compiler takes half a gigabyte for them; tests/documentation/readme.test.ts runs those that can run. */
describe("the types of the programs of README.md, of its page of the library and of the pages of fleets", function () {
  this.timeout(120_000);
  let folder: string;

  before(() => {
    folder = folderOfPrograms(programs);
  });

  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("has programs that compile under strict, as those of fleets do", () => {
    assert.equal(fleetPrograms.length, 4);
    assert.equal(readmePrograms.length, 3);
    const files = programs.map((_, i) => join(folder, `program${i}/index.ts`));
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      // The last two await at the top, as a module may.
      moduleDetection: ts.ModuleDetectionKind.Force,
      types: ["node"],
      typeRoots: [join(folder, "node_modules/@types")],
      // The sources have the types of the package, whether or not its declarations are built.
      paths: {
        slipway: [join(packageRoot(), "components/index.ts")],
        "slipway/fleet": [join(packageRoot(), "generator/fleet/index.ts")],
        "slipway/automation": [join(packageRoot(), "generator/automation/index.ts")],
        "slipway/testing": [join(packageRoot(), "generator/testing/index.ts")],
      },
    });
    const topLevelAwait = new Set([1309, 1378, 1432]);
    const errors = files
      .flatMap((file) => {
        const source = program.getSourceFile(file);
        return [
          ...program.getSyntacticDiagnostics(source),
          ...program.getSemanticDiagnostics(source),
        ];
      })
      .filter(({ code }) => !topLevelAwait.has(code))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    assert.deepEqual(errors, []);
  });
});
