import assert from "node:assert/strict";

import { ecsNoPlaintextSecrets } from "../../../policies/rules/ecsNoPlaintextSecrets.js";
import { secretInVariable } from "../../../policies/text/secretDetector.js";
import { HARMLESS_IDS, SECRETS_UNDER_IDS } from "./secretsUnderIds.js";

const { parameters } = ecsNoPlaintextSecrets;
const OPTIONS = {
  namePatterns: parameters.namePatterns.default,
  allowNames: parameters.allowNames.default,
  minEntropy: parameters.minEntropy.default,
  minLength: parameters.minLength.default,
};

/** A name of an id says that what looks random is none, and nothing of what has the form of a key. */
describe("secrets under names of ids", () => {
  const found = ([name, value]: readonly [string, string]) =>
    secretInVariable(name, value, OPTIONS) !== undefined;

  it("are found, 95 of 100 at least", () => {
    const missed = SECRETS_UNDER_IDS.filter((one) => !found(one));
    assert.ok(SECRETS_UNDER_IDS.length >= 30);
    assert.ok(missed.length <= 0.05 * SECRETS_UNDER_IDS.length, JSON.stringify(missed));
  });

  it("are not taken for ids and digests, but for 2 of 100 at most", () => {
    const taken = HARMLESS_IDS.filter(found);
    assert.ok(HARMLESS_IDS.length >= 60);
    assert.ok(taken.length <= 0.02 * HARMLESS_IDS.length, JSON.stringify(taken));
  });
});
