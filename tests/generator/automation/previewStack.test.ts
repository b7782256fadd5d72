import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { previewStack } from "../../../generator/automation/index.js";
import { CliError } from "../../../generator/cliError.js";
import { analysis, logGroupUrn, message, starts, summary, violation } from "./engineEvents.js";
import { type FakeOperation, PROJECT, withFakePulumi } from "./fakePulumi.js";

function preview(operation: FakeOperation): ReturnType<typeof previewStack> {
  return withFakePulumi({ preview: operation }, () =>
    previewStack({ directory: PROJECT, stack: "dev" }),
  );
}

describe("previewStack", () => {
  it("gives the resources and what the policies say", async () => {
    const { stack, resources, policies } = await preview({
      events: [analysis(4, 0), starts("create", "a"), ...summary({ create: 1 })],
    });
    assert.equal(stack, "dev");
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["a"],
    );
    assert.deepEqual(policies, { violations: [], undetermined: [], exempted: [], evaluated: 4 });
  });

  it("gives violations of mandatory policies, with which pulumi itself fails, as a result", async () => {
    const { policies } = await preview({
      events: [violation("mandatory", "a", "no"), message("error", "preview failed")],
      exitCode: 255,
    });
    assert.deepEqual(
      policies.violations.map(({ urn }) => urn),
      [logGroupUrn("a")],
    );
  });

  it("rejects with what the program failed of", async () => {
    await assert.rejects(
      preview({ events: [message("error", "Error: boom\n  at index.ts:1")], exitCode: 255 }),
      (error: unknown) =>
        error instanceof CliError &&
        error.exitCode === 1 &&
        error.message === "Error: boom\n  at index.ts:1",
    );
  });

  it("rejects with exit code 130 when it is cancelled", async () => {
    const request = new AbortController();
    const cancelled = withFakePulumi(
      {
        preview: {
          events: [message("info", "the program runs")],
          untilInterrupt: { lingerMilliseconds: 0, events: [message("error", "preview canceled")] },
          exitCode: 255,
        },
      },
      () =>
        previewStack({
          directory: PROJECT,
          stack: "dev",
          signal: request.signal,
          onProgress: (event) => {
            if (event.kind === "message") {
              request.abort();
            }
          },
        }),
    );
    await assert.rejects(cancelled, { message: "the preview was cancelled", exitCode: 130 });
  });

  it("says how to get Pulumi, and what works without it, when there is none", async () => {
    const path = process.env["PATH"];
    process.env["PATH"] = "/nowhere";
    try {
      await assert.rejects(previewStack({ directory: PROJECT, stack: "dev" }), {
        message:
          "there is no 'pulumi' on the PATH: install the Pulumi CLI (https://www.pulumi.com/docs/install/), " +
          "or run 'slipway preview --offline', which needs none",
        exitCode: 1,
      });
    } finally {
      process.env["PATH"] = path;
    }
  });

  it("names the version of a Pulumi that is too old", async () => {
    const folder = await mkdtemp(join(tmpdir(), "slipway-old-"));
    const path = process.env["PATH"];
    await writeFile(join(folder, "pulumi"), "#!/bin/sh\necho v2.0.0\n", { mode: 0o755 });
    process.env["PATH"] = folder;
    try {
      await assert.rejects(
        previewStack({ directory: PROJECT, stack: "dev" }),
        (error: unknown) =>
          error instanceof CliError &&
          /of version 3\.\d+\.\d+ or later, got 2\.0\.0: /.test(error.message),
      );
    } finally {
      process.env["PATH"] = path;
      await rm(folder, { recursive: true });
    }
  });

  it("gives what the backend says when it does not open the stack", async () => {
    const message = "passphrase must be set with PULUMI_CONFIG_PASSPHRASE";
    await assert.rejects(
      withFakePulumi({ refusal: message }, () =>
        previewStack({ directory: PROJECT, stack: "dev" }),
      ),
      {
        message: `${message}; set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file, to the stack's passphrase`,
        exitCode: 1,
      },
    );
  });
});
