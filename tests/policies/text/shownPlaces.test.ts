import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { commands, userData } from "./shownCommands.js";
import type { Lists } from "./shownVariables.js";
import { buildArguments, labels, logOptions, overrides } from "./shownVariables.js";

function isFound(resource: ReviewedResource): boolean {
  return evaluate([ecsNoPlaintextSecrets], [resource]).violations.length > 0;
}

function judged<T>({ secrets, harmless, resourceOf: make }: Lists<T>) {
  return {
    secrets: secrets.length,
    missed: secrets.filter((one) => !isFound(make(one))),
    harmless: harmless.length,
    taken: harmless.filter((one) => isFound(make(one))),
  };
}

// Written from what such places hold in the documentation of their tools, before the detector was told of them.
describe("secrets in every place that ECS, EC2 and registries show", () => {
  const places = () =>
    Object.entries({
      "log options": judged(logOptions),
      labels: judged(labels),
      commands: judged(commands),
      "user data": judged(userData),
      "build arguments": judged(buildArguments),
      overrides: judged(overrides),
    });

  it("finds at least 95 of 100 secrets", () => {
    const all = places();
    const missed = all.flatMap(([place, { missed: own }]) => own.map((one) => [place, one]));
    const count = all.reduce((sum, [, { secrets }]) => sum + secrets, 0);
    assert.ok(missed.length <= 0.05 * count, `${missed.length}: ${JSON.stringify(missed)}`);
  });

  it("takes at most 2 of 100 harmless values for secrets", () => {
    const all = places();
    const taken = all.flatMap(([place, { taken: own }]) => own.map((one) => [place, one]));
    const count = all.reduce((sum, [, { harmless }]) => sum + harmless, 0);
    assert.ok(taken.length <= 0.02 * count, `${taken.length}: ${JSON.stringify(taken)}`);
  });
});
