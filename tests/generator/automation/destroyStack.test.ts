import assert from "node:assert/strict";
import {
  destroyStack,
  type DestroyOptions,
  type DestroyResult,
} from "../../../generator/automation/index.js";
import { ends, logGroupUrn, message, starts, summary } from "./engineEvents.js";
import { type FakeScript, PROJECT, withFakePulumi } from "./fakePulumi.js";

async function destroy(
  script: FakeScript,
  options: Partial<DestroyOptions> = {},
): Promise<{ result: DestroyResult; log: string[] }> {
  return withFakePulumi(script, async (fake) => {
    const result = await destroyStack({ directory: PROJECT, stack: "dev", ...options });
    return { result, log: await fake.log() };
  });
}

const DONE = {
  destroy: { events: [starts("delete", "a"), ends("delete", "a"), ...summary({ delete: 1 })] },
};

describe("destroyStack", () => {
  it("deletes all resources and keeps the stack", async () => {
    const { result, log } = await destroy(DONE);
    assert.equal(result.status, "destroyed");
    assert.deepEqual(result.changes, { delete: 1 });
    assert.equal(result.removed, false);
    assert.equal(
      log.some((line) => line.startsWith("stack rm")),
      false,
    );
    assert.equal(log.filter((line) => line.startsWith("destroy ")).length, 1);
  });

  it("removes the stack as well when it is told to", async () => {
    const { result, log } = await destroy(DONE, { remove: true });
    assert.equal(result.removed, true);
    assert.equal(
      log.some((line) => line.startsWith("stack rm --yes dev")),
      true,
    );
  });

  it("keeps the stack when resources are left", async () => {
    const { result, log } = await destroy(
      { destroy: { events: [message("error", "in use", "a")], exitCode: 255 } },
      { remove: true },
    );
    assert.equal(result.status, "failed");
    assert.equal(result.removed, false);
    assert.equal(
      log.some((line) => line.startsWith("stack rm")),
      false,
    );
  });

  it("asks after a preview, and stops at a no", async () => {
    const asked: object[] = [];
    const { result, log } = await destroy(DONE, {
      approve: (planned) => {
        asked.push(planned);
        return Promise.resolve(false);
      },
    });
    const type = "aws:cloudwatch/logGroup:LogGroup";
    const operations = [{ urn: logGroupUrn("a"), type, operation: "delete" }];
    assert.deepEqual(asked, [{ changes: { delete: 1 }, operations }]);
    assert.equal(result.status, "declined");
    assert.deepEqual(result.changes, {});
    const previews = log.filter((line) => line.startsWith("destroy "));
    assert.deepEqual(
      previews.map((line) => line.includes("--preview-only")),
      [true],
    );
  });

  it("goes on after a yes", async () => {
    const { result } = await destroy(DONE, { approve: () => Promise.resolve(true) });
    assert.equal(result.status, "destroyed");
  });

  it("does not delete when the request to cancel came with the answer", async () => {
    const request = new AbortController();
    const { result, log } = await destroy(DONE, {
      signal: request.signal,
      approve: () => {
        request.abort();
        return Promise.resolve(true);
      },
    });
    assert.equal(result.status, "cancelled");
    assert.equal(log.filter((line) => line.startsWith("destroy ")).length, 1);
  });

  it("does not ask when the preview of the removal fails", async () => {
    const { result } = await destroy(
      { destroy: { stderr: "error: the stack is currently locked by 1 lock(s)", exitCode: 255 } },
      { approve: () => Promise.reject(new Error("asked")) },
    );
    assert.equal(result.status, "conflict");
  });
});
