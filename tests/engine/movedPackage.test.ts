import assert from "node:assert/strict";
import { cp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { packageRoot } from "../../generator/project/packageRoot.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

interface State {
  deployment: {
    /** Nothing when the stack has none. */
    resources?: { type: string; inputs?: { __provider?: string } }[];
  };
}

// A stack whose state was written by one version of the package lives on with another, whose files lie elsewhere.
engineSuite("dynamic resources of a package whose files have moved", () => {
  let emulator: Emulator;
  let stack: Workspace;
  let installed: string;

  before(async () => {
    emulator = await startEmulator();
    stack = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/capacity",
      environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    });
    installed = join(stack.directory, "node_modules", "slipway");
    await rm(installed);
    for (const part of ["package.json", "dist/components"]) {
      await cp(join(packageRoot(), part), join(installed, part), { recursive: true });
    }
  });

  after(async () => {
    await stack.remove();
    await emulator.stop();
  });

  async function up(group: string): Promise<void> {
    await stack.configure({
      "capacity:groups": JSON.stringify([group]),
      "capacity:serviceOn": group,
    });
    await stack.pulumiSucceeds("up", "--yes", "--skip-preview");
  }

  /** What the state holds of the code of dynamic resources. */
  async function storedTexts(): Promise<string[]> {
    const state = JSON.parse(await stack.pulumiSucceeds("stack", "export")) as State;
    return (state.deployment.resources ?? [])
      .filter(({ type }) => type === "pulumi-nodejs:dynamic:Resource")
      .map(({ inputs }) => inputs?.__provider ?? "");
  }

  it("are created by the built package, and name none of its files", async () => {
    await up("workers");
    const texts = await storedTexts();
    assert.equal(texts.length, 2);
    for (const text of texts) assert.match(text, /fromProject\("slipway\/dynamicProviders"\)/);
    assert.doesNotMatch(texts.join(""), /dist/);
  });

  it("are updated and deleted when its files lie elsewhere", async () => {
    await rename(join(installed, "dist/components"), join(installed, "dist/rooms"));
    const manifest = join(installed, "package.json");
    const text = await readFile(manifest, "utf8");
    await writeFile(manifest, text.replaceAll("dist/components/", "dist/rooms/"));
    // The group's detachment goes with the group, by the code that the state holds.
    await up("spare");
    assert.equal((await storedTexts()).length, 2);
    await stack.pulumiSucceeds("preview", "--expect-no-changes");
  });

  it("are destroyed, and leave nothing", async () => {
    await stack.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await storedTexts(), []);
  });
});
