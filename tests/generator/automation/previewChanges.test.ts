import assert from "node:assert/strict";

import { type EngineChange, previewChanges } from "../../../generator/automation/index.js";
import { CliError } from "../../../generator/cliError.js";
import { differs, logGroupUrn, message, stackStarts, starts, summary } from "./engineEvents.js";
import { type FakeOperation, PROJECT, withFakePulumi } from "./fakePulumi.js";

function changes(operation: FakeOperation): Promise<EngineChange[]> {
  return withFakePulumi({ preview: operation }, () =>
    previewChanges({ directory: PROJECT, stack: "dev" }),
  );
}

const change = (
  operation: string,
  name: string,
  properties: string[] = [],
  forcedBy: string[] = [],
) => ({
  urn: logGroupUrn(name),
  type: "aws:cloudwatch/logGroup:LogGroup",
  name,
  operation,
  properties,
  forcedBy,
});

describe("previewChanges", () => {
  it("tells of each resource once what the engine would do, and what forces a replacement", async () => {
    const found = await changes({
      events: [
        stackStarts(),
        starts("same", "kept"),
        starts("create", "new"),
        differs("update", "longer", ["retentionInDays"]),
        differs("create-replacement", "renamed", ["name", "tags"], ["name"]),
        differs("replace", "renamed", ["name", "tags"], ["name"]),
        starts("delete-replaced", "renamed"),
        starts("delete", "old"),
        starts("import", "found"),
        starts("refresh", "looked-at"),
        ...summary({ create: 1 }),
      ],
    });
    assert.deepEqual(found, [
      change("create", "new"),
      change("update", "longer", ["retentionInDays"]),
      change("replace", "renamed", ["name", "tags"], ["name"]),
      change("delete", "old"),
      change("import", "found"),
    ]);
  });

  it("rejects with what the program failed of", async () => {
    await assert.rejects(
      changes({ events: [message("error", "Error: no credentials")], exitCode: 255 }),
      (error: unknown) => error instanceof CliError && error.message === "Error: no credentials",
    );
  });

  it("rejects where there is no CLI, and says what works without one", async () => {
    const { PATH } = process.env;
    process.env.PATH = "/nowhere";
    try {
      await assert.rejects(
        previewChanges({ directory: PROJECT, stack: "dev" }),
        /there is no 'pulumi' on the PATH/,
      );
    } finally {
      process.env.PATH = PATH;
    }
  });
});
