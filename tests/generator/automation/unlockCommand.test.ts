import assert from "node:assert/strict";

import type { EngineRun } from "../../../generator/automation/engineRun.js";
import { unlockCommand } from "../../../generator/automation/unlockCommand.js";

const CLEAN: EngineRun = { facts: [], inFlight: new Map(), cancelled: false };

function commandFor(run: Partial<EngineRun>, name = "dev", workDir = "/srv/orders/infra") {
  const workspace = { workDir } as Parameters<typeof unlockCommand>[0]["workspace"];
  return unlockCommand({ name, workspace }, { ...CLEAN, ...run });
}

function failed(stderr: string): Partial<EngineRun> {
  return { failure: { stdout: "", stderr, code: 255 } };
}

describe("the command that frees a stack", () => {
  for (const stderr of [
    "error: the stack is currently locked by 1 lock(s). Either wait",
    "error: [409] Conflict: Another update is currently in progress.",
  ]) {
    it(`is named where another update holds it: ${stderr.slice(0, 24)}`, () => {
      assert.equal(commandFor(failed(stderr)), "pulumi cancel --stack dev --cwd /srv/orders/infra");
    });
  }

  it("is not named after a success, nor after a failure or a cancellation that frees the lock", () => {
    assert.equal(commandFor({}), undefined);
    assert.equal(commandFor(failed("error: boom")), undefined);
    assert.equal(commandFor({ ...failed("error: update canceled"), cancelled: true }), undefined);
  });

  it("is one that a shell reads, whatever the folder is called", () => {
    assert.equal(
      commandFor({ mayLeaveLock: true }, "acme/orders/dev", "/home/o'neil/my shop"),
      "pulumi cancel --stack acme/orders/dev --cwd '/home/o'\\''neil/my shop'",
    );
  });
});
