import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { type EngineFact, engineFact } from "../../../generator/automation/engineFact.js";
import { CommandFailure, printedError } from "../../../generator/automation/commandFailure.js";
import { errorsOf, failureCause } from "../../../generator/automation/failure.js";
import { logGroupUrn, message, violation } from "./engineEvents.js";

function output(stderr: string, stdout = ""): { stdout: string; stderr: string; code: number } {
  return { stdout, stderr, code: 255 };
}

function facts(...events: object[]): EngineFact[] {
  return events.flatMap((event) => engineFact(event as EngineEvent) ?? []);
}

describe("the cause of a failure", () => {
  const cases: [string, string, object[], boolean, string][] = [
    [
      "a lock file of another process",
      "error: the stack is currently locked by 1 lock(s)",
      [],
      false,
      "conflict",
    ],
    [
      "Pulumi Cloud's answer 409",
      "error: [409] Conflict: Another update is currently in progress.",
      [],
      false,
      "conflict",
    ],
    [
      "a cancelled update with a violation",
      "",
      [violation("mandatory", "a", "x")],
      true,
      "cancelled",
    ],
    [
      "a violated mandatory policy",
      "error: preview failed",
      [violation("mandatory", "a", "x")],
      false,
      "policy",
    ],
    [
      "an error beside an advisory violation",
      "",
      [violation("advisory", "a", "x")],
      false,
      "failed",
    ],
    ["anything else", "error: no Pulumi.yaml", [], false, "failed"],
  ];
  for (const [title, stderr, events, cancelled, cause] of cases) {
    it(`is ${cause} for ${title}`, () => {
      assert.equal(
        failureCause({ facts: facts(...events), output: output(stderr), cancelled }),
        cause,
      );
    });
  }
});

describe("the errors of an operation", () => {
  it("are those that the engine reported, with the resource", () => {
    assert.deepEqual(
      errorsOf({
        facts: facts(
          message("error", "AccessDenied", "a"),
          message("warning", "old"),
          message("error", "update failed"),
        ),
        output: output("error: ignored"),
      }),
      [
        { urn: logGroupUrn("a"), message: "AccessDenied" },
        { urn: "", message: "update failed" },
      ],
    );
  });

  it("are what the CLI printed when the engine did not start", () => {
    assert.deepEqual(
      errorsOf({
        facts: [],
        output: output(
          "warning: old CLI\nerror: passphrase must be set\nwith PULUMI_CONFIG_PASSPHRASE\n",
        ),
      }),
      [{ urn: "", message: "passphrase must be set\nwith PULUMI_CONFIG_PASSPHRASE" }],
    );
  });

  it("name the exit code when the CLI printed nothing", () => {
    assert.equal(printedError(output("", " \n")), "pulumi ended with exit code 255");
    assert.equal(printedError(output("", "boom\n")), "boom");
  });

  it("says how to sign in, and the ways without an account, where the CLI names a variable", () => {
    const printed =
      "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions";
    const said = new CommandFailure(output(printed)).message;
    assert.match(said, /^PULUMI_ACCESS_TOKEN must be set .*; 'pulumi login' signs in/);
    assert.match(said, /'pulumi login --local'.*PULUMI_BACKEND_URL/);
  });
});
