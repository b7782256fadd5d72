import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { EventCollector } from "../../../generator/automation/eventCollector.js";
import type { FailedCreation } from "../../../generator/automation/failedCreation.js";
import type { Phase } from "../../../generator/automation/progress.js";
import { fails, logGroupUrn, SECRET, starts } from "./engineEvents.js";

const PROVIDER = "urn:pulumi:dev::orders::pulumi:providers:aws::default::0ae9081c";

/** A failed step on a log group of a provider. */
function failed(op: string, inputs: object, more: object = {}): object {
  const event = fails(op, "logs", inputs) as {
    resOpFailedEvent: { metadata: { new: object | null } };
  };
  const { metadata } = event.resOpFailedEvent;
  if (metadata.new) Object.assign(metadata.new, { provider: PROVIDER, ...more });
  return event;
}

function heard(phase: Phase, ...events: object[]): FailedCreation[] {
  const creations: FailedCreation[] = [];
  const collector = new EventCollector(phase, {
    onFailedCreation: (creation) => creations.push(creation),
  });
  for (const event of events) collector.add(event as EngineEvent);
  return creations;
}

describe("creations that fail", () => {
  const inputs = { name: "logs-0a1b2c3", tags: { team: "shop" } };

  it("are told with what was asked for, replacements too", () => {
    for (const op of ["create", "create-replacement"]) {
      const [creation] = heard("update", starts(op, "logs", inputs), failed(op, inputs));
      assert.equal(creation?.urn, logGroupUrn("logs"));
      assert.equal(creation.provider, PROVIDER);
      assert.deepEqual(creation.inputs, inputs);
    }
  });

  it("are told without inputs that have secrets, at any depth", () => {
    const secrets = { kmsKeyId: SECRET, tags: { token: SECRET }, list: [{ a: SECRET }] };
    const [creation] = heard("update", failed("create", { ...secrets, name: "logs-0a1b2c3" }));
    assert.deepEqual(creation?.inputs, { name: "logs-0a1b2c3" });
  });

  it("are neither other steps, nor components, nor those of a preview", () => {
    assert.deepEqual(heard("update", failed("update", inputs), failed("delete", inputs)), []);
    assert.deepEqual(heard("update", failed("create", inputs, { custom: false })), []);
    assert.deepEqual(heard("preview", failed("create", inputs)), []);
  });
});
