import assert from "node:assert/strict";

import fc from "fast-check";

import { settingsUnder } from "../../../policies/configuration/profiles.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import { evaluate } from "../../../policies/review/evaluate.js";
import { remediated, remediationOf } from "../../../policies/review/remediation.js";
import { remediationPlaces } from "../../../policies/review/remediationPlaces.js";
import { rules } from "../../../policies/rules/index.js";
import { resourceOf } from "../rules/ruleCases.js";
import { REMEDIATION_EXAMPLES } from "./remediationExamples.js";
import type { RemediationCase } from "./remediationInputs.js";
import { REMEDIATIONS } from "./remediationInputs.js";

const TODAY = new Date("2026-05-10");

function setBy({ rule, parameters, resource }: RemediationCase) {
  return remediationOf(rule, { parameters, exempt: [] }, resource, TODAY);
}

function after(one: RemediationCase): RemediationCase {
  const { properties } = remediated(one.resource.properties, setBy(one));
  return { ...one, resource: { ...one.resource, properties } };
}

/** Every scalar of a resource's inputs by its path; what is a secret or not known is one. */
function leaves(value: unknown, path = ""): [string, unknown][] {
  if (typeof value !== "object" || value === null)
    return value === undefined ? [] : [[path, value]];
  if (Array.isArray(value)) return value.flatMap((one, i) => leaves(one, `${path}[${i}]`));
  if ("4dabf18193072939515e22adb298388d" in value) return [[path, JSON.stringify(value)]];
  return Object.entries(value).flatMap(([key, one]) =>
    leaves(one, path === "" ? key : `${path}.${key}`),
  );
}

function changed(one: RemediationCase): string[] {
  const before = new Map(leaves(one.resource.properties));
  const now = leaves(after(one).resource.properties);
  return now.filter(([path, value]) => before.get(path) !== value).map(([path]) => path);
}

describe("what a rule sets by itself", () => {
  it("is of the rules that are known to", () => {
    const names = rules.filter((rule) => rule.remediates).map(({ name }) => name);
    assert.deepEqual(names.sort(), [
      "alb-header-hardening",
      "ecr-immutable-tags",
      "ecr-scan-on-push",
      "ecs-container-insights",
      "ecs-efs-transit-encryption",
      "ecs-platform-version-latest",
      "launch-template-hardened",
      "lb-tls-policy",
      "log-group-retention",
    ]);
  });

  it("is what a violation hangs on, in each rule", () => {
    const told = REMEDIATION_EXAMPLES.map(([name, type, properties, parameters = {}]) => {
      const rule = rules.find((one) => one.name === name);
      assert.ok(rule, name);
      const defaults = settingsUnder("baseline", rule).parameters;
      const one = {
        rule,
        parameters: { ...defaults, ...parameters },
        resource: resourceOf(type, properties),
      };
      return setBy(one).map(({ property, value }) => `${property}=${value}`);
    });
    assert.deepEqual(
      told,
      REMEDIATION_EXAMPLES.map(([, , , , ...set]) => set),
    );
  });

  it("is the same when it is set again", () => {
    fc.assert(
      fc.property(REMEDIATIONS, (one) => {
        assert.deepEqual(setBy(after(one)), []);
      }),
    );
  });

  it("is of listed paths alone, and nothing else differs", () => {
    fc.assert(
      fc.property(REMEDIATIONS, (one) => {
        const listed = remediationPlaces(one.rule, one.resource).flatMap(({ path, added }) =>
          added ? [path, added.entry.property] : [path],
        );
        const paths = changed(one);
        assert.deepEqual(
          paths.sort(),
          setBy(one)
            .map(({ property }) => property)
            .sort(),
        );
        for (const path of paths) assert.ok(listed.includes(path), path);
      }),
    );
  });

  it("has the rule say nothing more of it", () => {
    fc.assert(
      fc.property(REMEDIATIONS, (one) => {
        const set = setBy(one);
        fc.pre(set.length > 0);
        const { rule, parameters, resource } = after(one);
        const configuration = { [rule.name]: { enforcementLevel: "mandatory", ...parameters } };
        const { violations } = evaluate([rule], [resource], configuration, TODAY, {
          withFixes: true,
        });
        const left = violations.flatMap(({ fix = [] }) => fix.map(({ property }) => property));
        for (const { property } of set) assert.ok(!left.includes(property), property);
      }),
    );
  });

  it("is no value that is not known or a secret", () => {
    fc.assert(
      fc.property(REMEDIATIONS, (one) => {
        const kept = leaves(one.resource.properties).filter(
          ([, value]) => value === UNKNOWN || String(value).startsWith("{"),
        );
        const now = new Map(leaves(after(one).resource.properties));
        for (const [path, value] of kept) assert.equal(now.get(path), value, path);
      }),
    );
  });

  it("leaves the given resource as it was", () => {
    fc.assert(
      fc.property(REMEDIATIONS, (one) => {
        const before = leaves(one.resource.properties);
        setBy(one);
        assert.deepEqual(leaves(one.resource.properties), before);
      }),
    );
  });
});
