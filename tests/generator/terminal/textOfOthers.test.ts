import assert from "node:assert/strict";

import { report } from "../../../generator/commands/runNew.js";
import { reportOf } from "../../../generator/commands/runDoctor.js";
import { policyLines } from "../../../generator/terminal/policyLines.js";
import { printPreview } from "../../../generator/terminal/printPreview.js";
import { progressLine } from "../../../generator/terminal/progressLine.js";
import { outputLines, pendingLines } from "../../../generator/terminal/summary.js";

/** Clears the screen, forges a line, turns text, and never ends. */
const EVIL = `a\u001b[2J\u009b2J\rb\nslipway: done\u202e${"x".repeat(900_000)}`;
const URN = `urn:pulumi:dev::shop::aws:sns/topic:Topic::${EVIL}`;

const resource = { urn: URN, type: `x:${EVIL}:Y`, name: EVIL, parent: null, inputs: {} };
const service = { ...resource, type: "slipway:index:Service", inputs: { desiredCount: EVIL } };
const policies = {
  violations: [
    {
      policy: EVIL,
      enforcementLevel: "mandatory" as const,
      severity: "high" as const,
      urn: URN,
      message: EVIL,
    },
  ],
  undetermined: [{ policy: EVIL, urn: URN, path: EVIL }],
  exempted: [{ policy: EVIL, urn: URN, message: EVIL, reason: EVIL, expires: EVIL }],
  evaluated: 1,
};

const PRINTED: Record<string, () => string> = {
  "a tree of resources": () =>
    printPreview(
      { stack: EVIL, resources: [resource, service], policies, outputs: { [EVIL]: EVIL } },
      "offline",
    ),
  findings: () => policyLines(policies).join("\n"),
  outputs: () => outputLines({ [EVIL]: { deep: EVIL }, [`${EVIL}2`]: [EVIL] }).join("\n"),
  "pending operations": () => pendingLines("dev", [{ urn: URN, operation: EVIL }]).join("\n"),
  "a change": () =>
    progressLine({ kind: "started", operation: "create", urn: URN, type: EVIL, name: EVIL }),
  "what a program prints": () =>
    progressLine({ kind: "message", severity: "info", urn: URN, text: EVIL }),
  "an error of a provider": () =>
    progressLine({ kind: "message", severity: "error", urn: URN, text: EVIL }),
  "a repository's warnings": () =>
    report({
      name: "orders",
      directory: "orders",
      template: "web-service",
      files: [],
      package: { spec: EVIL, kind: "given" },
      warnings: [`./Dockerfile runs the program as root (USER ${EVIL})`],
      next: [],
    }),
  "an examination": () =>
    reportOf({
      stack: "dev",
      status: "findings",
      services: [
        {
          name: EVIL,
          urn: URN,
          verdict: "failed",
          text: EVIL,
          causes: [],
          drift: [
            { field: "loadBalancers", state: EVIL, live: EVIL, owner: "program", delegated: false },
          ],
          unavailable: [],
        },
      ],
    }),
};

describe("text of others, as it is printed", () => {
  for (const [what, print] of Object.entries(PRINTED)) {
    it(`holds nothing that a terminal obeys, no line of others, and none without end: ${what}`, () => {
      const text = print();
      assert.match(text, /a\\u001b\[2J/);
      assert.doesNotMatch(text, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u);
      const lines = text.split("\n");
      assert.deepEqual(
        lines.filter((line) => line.startsWith("slipway: done")),
        [],
      );
      assert.ok(Math.max(...lines.map((line) => line.length)) < 7000);
    });
  }
});
