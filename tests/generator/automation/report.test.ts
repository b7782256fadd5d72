import assert from "node:assert/strict";
import type { EngineEvent } from "@pulumi/pulumi/automation";
import { type EngineFact, engineFact } from "../../../generator/automation/engineFact.js";
import {
  changesOf,
  isUnchanged,
  policyResult,
  previewReport,
  stackOutputs,
} from "../../../generator/automation/report.js";
import {
  analysis,
  ends,
  logGroupUrn,
  message,
  SECRET,
  STACK_URN,
  stackEnds,
  stackStarts,
  starts,
  summary,
  UNKNOWN,
  violation,
} from "./engineEvents.js";

function facts(...events: object[]): EngineFact[] {
  return events.flatMap((event) => engineFact(event as EngineEvent) ?? []);
}

describe("the report on a preview by the engine", () => {
  it("has what the program registers, with marks for secrets and unknown values", () => {
    const report = previewReport(
      "dev",
      facts(
        stackStarts(),
        starts("create", "a", { retentionInDays: 7, tags: { key: SECRET, arn: UNKNOWN } }),
        stackEnds({ url: UNKNOWN, password: SECRET }),
      ),
    );
    assert.deepEqual(report, {
      stack: "dev",
      resources: [
        {
          urn: STACK_URN,
          type: "pulumi:pulumi:Stack",
          name: "orders-dev",
          parent: null,
          inputs: {},
        },
        {
          urn: logGroupUrn("a"),
          type: "aws:cloudwatch/logGroup:LogGroup",
          name: "a",
          parent: STACK_URN,
          inputs: { retentionInDays: 7, tags: { key: "[secret]", arn: "[unknown]" } },
        },
      ],
      policies: { violations: [], undetermined: [], exempted: [], evaluated: 0 },
      outputs: { url: "[unknown]", password: "[secret]" },
    });
  });

  it("leaves out what the update deletes and the providers that the engine adds", () => {
    const provider = (name: string): object => ({
      resourcePreEvent: {
        metadata: {
          op: "create",
          urn: `urn:pulumi:dev::orders::pulumi:providers:aws::${name}`,
          type: "pulumi:providers:aws",
          old: null,
          new: { custom: true, parent: "", inputs: {}, outputs: {} },
        },
      },
    });
    const { resources } = previewReport(
      "dev",
      facts(
        provider("default_7_48_0"),
        provider("frankfurt"),
        starts("delete", "old"),
        starts("create-replacement", "a", { retentionInDays: 1 }),
        starts("replace", "a", { retentionInDays: 1 }),
        starts("delete-replaced", "a", { retentionInDays: 9 }),
      ),
    );
    assert.deepEqual(
      resources.map(({ name, inputs }) => [name, inputs]),
      [
        ["frankfurt", {}],
        ["a", { retentionInDays: 1 }],
      ],
    );
  });
});

describe("the result of the policies", () => {
  it("has the violation's own message, without the policy's description", () => {
    const result = policyResult(
      facts(
        analysis(9, 0),
        violation("mandatory", "a", "keeps its log too long"),
        violation("advisory", "b", "has two lines\nof text"),
        analysis(7, 2),
      ),
    );
    const common = { policy: "a-policy", severity: "high" };
    assert.deepEqual(result, {
      violations: [
        {
          ...common,
          enforcementLevel: "mandatory",
          urn: logGroupUrn("a"),
          message: "keeps its log too long",
        },
        {
          ...common,
          enforcementLevel: "advisory",
          urn: logGroupUrn("b"),
          message: "has two lines\nof text",
        },
      ],
      undetermined: [],
      exempted: [],
      evaluated: 18,
    });
  });

  it("has what policies set by themselves, of Slipway's pack and of any other", () => {
    const event = (policyPackName: string, after: object): object => ({
      policyRemediationEvent: {
        resourceUrn: logGroupUrn("a"),
        policyName: "a-policy",
        policyPackName,
        before: { name: "a", tags: {} },
        after,
      },
    });
    const result = policyResult(
      facts(
        event("slipway", { name: "a", tags: {}, retentionInDays: 30 }),
        event("company", { name: "b" }),
        event("slipway", { name: "a", tags: {} }),
      ),
    );
    const common = { policy: "a-policy", urn: logGroupUrn("a") };
    assert.deepEqual(result.remediated, [
      { ...common, properties: ["retentionInDays"] },
      { ...common, pack: "company", properties: ["name", "tags"] },
    ]);
  });

  it("reads undetermined checks of Slipway's pack and of any other", () => {
    const event = (policyName: string, text: string): object => ({
      policyEvent: {
        resourceUrn: logGroupUrn("a"),
        policyName,
        message: text,
        enforcementLevel: "advisory",
      },
    });
    const result = policyResult(
      facts(
        event(
          "slipway-undetermined",
          "Some description.\n2 checks are undetermined until the update: one (a.b), two (c[0])\n",
        ),
        event(
          "theirs",
          "can't run policy 'theirs' from policy pack 'p@v1' during preview: string value at .tags.a can't be known during preview\n",
        ),
      ),
    );
    const urn = logGroupUrn("a");
    assert.deepEqual(result, {
      violations: [],
      undetermined: [
        { policy: "one", path: "a.b", urn },
        { policy: "two", path: "c[0]", urn },
        { policy: "theirs", path: "tags.a", urn },
      ],
      exempted: [],
      evaluated: 0,
    });
  });

  it("holds undetermined checks for a violation where a configuration makes them mandatory", () => {
    const text = "1 check is undetermined until the update: one (a.b)";
    const told = (enforcementLevel: string, policyName = "slipway-undetermined") => {
      const event = violation(enforcementLevel, "a", text) as { policyEvent: object };
      return policyResult(facts({ policyEvent: { ...event.policyEvent, policyName } }));
    };
    const { violations, undetermined } = told("mandatory");
    assert.deepEqual(
      violations.map(({ policy, enforcementLevel, message }) => [
        policy,
        enforcementLevel,
        message.trim(),
      ]),
      [["slipway-undetermined", "mandatory", text]],
    );
    assert.deepEqual(undetermined, [{ policy: "one", path: "a.b", urn: logGroupUrn("a") }]);
    assert.deepEqual(told("advisory").violations, []);
    assert.equal(told("advisory").undetermined.length, 1);
  });

  it("lists what exemptions let be, and tells the rest of what is said of them", () => {
    const said = (message: string) => ({
      policyEvent: {
        resourceUrn: logGroupUrn("a"),
        policyName: "slipway-exemptions",
        message: `Exemptions are needed.\n${message}\n`,
        enforcementLevel: "advisory",
      },
    });
    const { violations, exempted } = policyResult(
      facts(
        said('exempt from image-pinned until 2027-01-01, as "a \\"b\\"": runs latest'),
        said("the exemption of 'x' from 'image-pinned' matches no violation: remove it"),
      ),
    );
    assert.deepEqual(exempted, [
      {
        policy: "image-pinned",
        urn: logGroupUrn("a"),
        message: "runs latest",
        reason: 'a "b"',
        expires: "2027-01-01",
      },
    ]);
    assert.deepEqual(
      violations.map(({ policy, enforcementLevel }) => [policy, enforcementLevel]),
      [["slipway-exemptions", "advisory"]],
    );
  });

  it("calls a violation of a pack that names no severity medium", () => {
    const event = violation("mandatory", "a", "text") as { policyEvent: { severity?: string } };
    delete event.policyEvent.severity;
    assert.deepEqual(
      policyResult(facts(event)).violations.map(({ severity }) => severity),
      ["medium"],
    );
  });
});

describe("the changes of an operation", () => {
  it("are the engine's own count", () => {
    assert.deepEqual(changesOf(facts(ends("create", "a"), ...summary({ create: 2, same: 1 }))), {
      create: 2,
      same: 1,
    });
  });

  it("are what had ended when the engine was stopped before it counted", () => {
    assert.deepEqual(
      changesOf(
        facts(
          stackStarts(),
          starts("create", "a"),
          ends("create", "a"),
          starts("update", "b"),
          ends("same", "c"),
          stackEnds({}),
        ),
      ),
      { create: 1 },
    );
  });

  it("are none when all resources are as they were", () => {
    assert.equal(isUnchanged({ same: 4 }), true);
    assert.equal(isUnchanged({}), true);
    assert.equal(isUnchanged({ same: 4, update: 1 }), false);
  });
});

describe("what Slipway reads from the engine", () => {
  it("skips debug lines, ephemeral ones and events that it does not know", () => {
    const ephemeral = {
      diagnosticEvent: { severity: "info", message: "working", ephemeral: true },
    };
    assert.deepEqual(
      facts(message("debug", "noise"), ephemeral, { preludeEvent: { config: {} } }, {}),
      [],
    );
  });

  it("takes the program's own output on either stream as information", () => {
    assert.deepEqual(facts(message("info#err", "hello\n"), message("warning", "old", "a")), [
      { kind: "message", severity: "info", urn: "", text: "hello" },
      { kind: "message", severity: "warning", urn: logGroupUrn("a"), text: "old" },
    ]);
  });

  it("shows outputs of a stack that has none as an empty map", () => {
    assert.deepEqual(stackOutputs(facts(starts("create", "a"))), {});
  });
});
