import assert from "node:assert/strict";
import { type UpOptions, upStack } from "../../generator/automation/index.js";
import { type AwsClients, awsClients, inventory } from "./support/awsClients.js";
import { type Emulator, startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import { makeWorkspace, type Workspace } from "./support/workspace.js";

engineSuite("saved plans on an engine", () => {
  let emulator: Emulator;
  let clients: AwsClients;
  let workspace: Workspace;

  before(async () => {
    emulator = await startEmulator();
    clients = awsClients(emulator);
    const program = "tests/engine/fixtures/fleet/app";
    workspace = await makeWorkspace({ emulator, program });
  });

  after(async () => {
    await workspace.remove();
    await emulator.stop();
  });

  const up = (options: Partial<UpOptions>) =>
    upStack({
      ...{ directory: workspace.directory, stack: workspace.stack, savedPlan: true },
      environmentVariables: Object.fromEntries(
        Object.entries(workspace.environment).flatMap(([name, value = ""]) =>
          name.startsWith("PULUMI_") ? [[name, value]] : [],
        ),
      ),
      ...options,
    });

  it("hold an update to its preview: what has changed since is refused, and what has not is done", async () => {
    const atFirst = await inventory(clients);
    const refused = await up({
      approve: async () => {
        // Somebody saves the program while a person looks at the preview.
        await workspace.configure({ "app:retentionInDays": 7 });
        return true;
      },
    });
    assert.equal(refused.status, "failed");
    assert.match(
      refused.errors.map(({ message }) => message).join("\n"),
      /violates plan: properties changed/,
    );
    const groups = (await inventory(clients)).filter(
      (id) => !atFirst.includes(id) && id.includes("first"),
    );
    assert.deepEqual(groups, [], "nothing that was not reviewed is there");
    const done = await up({});
    assert.deepEqual([done.status, done.errors], ["updated", []]);
    const again = await up({});
    assert.equal(again.status, "unchanged");
  });
});
