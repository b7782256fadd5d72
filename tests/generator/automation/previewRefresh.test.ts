import assert from "node:assert/strict";
import {
  previewRefresh,
  type RefreshPreview,
} from "../../../generator/automation/previewRefresh.js";
import { logGroupUrn, message, SECRET, STACK_URN, summary } from "./engineEvents.js";
import { type FakeScript, PROJECT, withFakePulumi } from "./fakePulumi.js";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

/** What the engine sends when it has read a log group, or anything else. */
function read(op: string, name: string, more: object = {}, state: object = {}): object {
  const urn = logGroupUrn(name);
  const old = {
    ...{ type: LOG_GROUP, urn, custom: true, id: name, parent: STACK_URN },
    ...{ inputs: {}, outputs: { retentionInDays: 7, key: SECRET } },
    ...state,
  };
  const next = op === "delete" ? null : { ...old, outputs: { retentionInDays: 30, key: SECRET } };
  return { resOutputsEvent: { metadata: { op, urn, type: old.type, old, new: next, ...more } } };
}

async function refresh(script: FakeScript): Promise<{ result: RefreshPreview; log: string[] }> {
  return withFakePulumi(script, async (fake) => {
    const result = await previewRefresh({ directory: PROJECT, stack: "dev" });
    return { result, log: await fake.log() };
  });
}

describe("previewRefresh", () => {
  it("asks the providers for all resources and changes nothing", async () => {
    const detailedDiff = { retentionInDays: { diffKind: "update", inputDiff: true } };
    const events = [
      read("update", "a", { detailedDiff, diffs: ["retentionInDays", "tags"] }),
      read("update", "b", { diffs: ["tags"] }),
      read("delete", "c"),
      read("update", "others", {}, { external: true }),
      read("update", "component", {}, { custom: false }),
      read("update", "provider", {}, { type: "pulumi:providers:aws" }),
      ...summary({ update: 2, delete: 1 }),
    ];
    const { result, log } = await refresh({ refresh: { events } });
    assert.deepEqual([result.status, result.errors], ["previewed", []]);
    assert.deepEqual(
      result.resources.map(({ state, operation, isRead, paths, live }) => [
        ...[state.id, operation, isRead, paths, live?.outputs["retentionInDays"]],
      ]),
      [
        ["a", "update", true, ["retentionInDays"], 30],
        ["b", "update", true, ["tags"], 30],
        ["c", "delete", true, [], undefined],
        ["others", "same", false, [], 30],
        ["component", "same", false, [], 30],
        ["provider", "same", false, [], 30],
      ],
    );
    assert.deepEqual(result.resources[0]?.state.outputs, { retentionInDays: 7, key: "[secret]" });
    const commands = log.filter((line) => /^(?:refresh|up|preview|destroy) /.test(line));
    assert.equal(commands.length, 1);
    assert.match(commands[0] ?? "", /^refresh --preview-only /);
  });

  it("tells why a provider could not be asked, and who holds the stack", async () => {
    const denied = message("error", "AccessDenied", "a");
    const failed = await refresh({ refresh: { events: [denied], exitCode: 255 } });
    assert.equal(failed.result.status, "failed");
    assert.deepEqual(failed.result.errors, [{ urn: logGroupUrn("a"), message: "AccessDenied" }]);
    const stderr = "error: the stack is currently locked by 1 lock(s)";
    const held = await refresh({ refresh: { stderr, exitCode: 255 } });
    assert.equal(held.result.status, "conflict");
  });
});
