import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecrScanOnPush } from "../../../policies/rules/ecrScanOnPush.js";
import { resourceOf } from "./ruleCases.js";

const TODAY = new Date("2026-05-10T12:00:00Z");

function judged(rules: unknown, name: unknown = "shop/orders") {
  const repository = resourceOf("aws:ecr/repository:Repository", { name });
  const registry = resourceOf(
    "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration",
    { scanType: "ENHANCED", rules },
  );
  const { violations, undetermined } = evaluate([ecrScanOnPush], [repository, registry], {}, TODAY);
  return [violations.length, undetermined.map(({ path }) => path)];
}

function rule(scanFrequency: string, ...filters: unknown[]) {
  const repositoryFilters = filters.map((filter) => ({ filter, filterType: "WILDCARD" }));
  return [{ scanFrequency, repositoryFilters }];
}

describe("ecr-scan-on-push, beside a registry that scans", () => {
  const enough: [string, unknown, unknown?][] = [
    ["everything, on and on", rule("CONTINUOUS_SCAN", "*")],
    ["everything that is pushed", rule("SCAN_ON_PUSH", "*"), UNKNOWN],
    ["some repositories", rule("SCAN_ON_PUSH", "web", "shop/*")],
    ["names that hold a text", rule("SCAN_ON_PUSH", "orders")],
  ];
  for (const [what, rules, name] of enough) {
    it(`lets be a repository where it scans ${what}`, () => {
      assert.deepEqual(judged(rules, name), [0, []]);
    });
  }

  const little: [string, unknown][] = [
    ["nothing by itself", rule("MANUAL", "*")],
    ["other repositories", rule("SCAN_ON_PUSH", "web/*")],
    ["nothing", []],
  ];
  for (const [what, rules] of little) {
    it(`finds a repository where it scans ${what}`, () => {
      assert.deepEqual(judged(rules), [1, []]);
    });
  }

  it("leaves open what is not known", () => {
    assert.deepEqual(judged(UNKNOWN), [0, ["rules"]]);
    assert.deepEqual(judged(rule("SCAN_ON_PUSH", "shop/*"), UNKNOWN), [0, ["name"]]);
  });
});
