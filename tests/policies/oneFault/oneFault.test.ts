import assert from "node:assert/strict";

import type { PolicyConfiguration } from "../../../policies/pack.js";
import { reviewResources } from "../../../policies/pack.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, previewed } from "../stackProgram.js";
import type { Fault } from "./edits.js";
import { onInstances } from "./edits.js";
import { nativeProgram } from "./nativeProgram.js";
import { PLATFORM_FAULTS } from "./platformFaults.js";
import { SERVICE_FAULTS } from "./serviceFaults.js";
import { TASK_FAULTS } from "./taskFaults.js";
import { twin } from "./twin.js";

/** With ids as an offline preview makes them up, and without as before a first update. */
const FORMS = { identified, previewed };

/** All that the rules can ask for. */
const CONFIGURATION: PolicyConfiguration = {
  profile: "hardened",
  "alb-exposure-declared": { requireWaf: true },
  "efs-hardened": { requireBackup: true },
};

/** By the provider AWS, and by AWS Native, as far as that has the resources. */
const PROVIDERS = { aws: (program: StackProgram) => program, "aws-native": nativeProgram };

function rulesBroken(program: StackProgram, form: keyof typeof FORMS): string[] {
  const { violations } = reviewResources(FORMS[form](program), CONFIGURATION);
  return [...new Set(violations.map(({ policy }) => policy))];
}

/** Each fault is one edit of a program that no rule says anything of, and is found by the rule that it breaks. */
describe("one fault", () => {
  for (const [form, provider] of [
    ["identified", "aws"],
    ["previewed", "aws"],
    ["identified", "aws-native"],
    ["previewed", "aws-native"],
  ] as const) {
    const written = PROVIDERS[provider];

    it(`is none in the healthy twin, ${form}, ${provider}`, () => {
      assert.deepEqual(rulesBroken(written(twin()), form), []);
    });

    it(`is none in the twin on instances, ${form}, ${provider}`, () => {
      assert.deepEqual(rulesBroken(written(onInstances()(twin())), form), []);
    });

    for (const [title, rule, edit] of [
      ...TASK_FAULTS,
      ...SERVICE_FAULTS,
      ...PLATFORM_FAULTS,
    ] satisfies Fault[]) {
      it(`is found: ${title}, ${form}, ${provider}`, () => {
        const broken = rulesBroken(written(edit(twin())), form);
        assert.ok(broken.includes(rule), `${rule} must be broken, got ${broken.join(", ")}`);
      });
    }
  }

  it("is of more than 77 kinds, each named once", () => {
    const titles = [...TASK_FAULTS, ...SERVICE_FAULTS, ...PLATFORM_FAULTS].map(([title]) => title);
    assert.equal(new Set(titles).size, titles.length);
    assert.ok(titles.length >= 77, String(titles.length));
  });
});
