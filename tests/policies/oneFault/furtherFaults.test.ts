import assert from "node:assert/strict";

import type { PolicyConfiguration } from "../../../policies/pack.js";
import { reviewResources } from "../../../policies/pack.js";
import { identified, previewed } from "../stackProgram.js";
import { FURTHER_FAULTS } from "./furtherFaults.js";
import { twin } from "./twin.js";

const CONFIGURATION: PolicyConfiguration = { profile: "hardened" };

describe("one fault more", () => {
  for (const [title, rule, edit] of FURTHER_FAULTS) {
    it(`is found: ${title}`, () => {
      for (const resources of [identified(edit(twin())), previewed(edit(twin()))]) {
        const { violations } = reviewResources(resources, CONFIGURATION);
        const broken = [...new Set(violations.map(({ policy }) => policy))];
        assert.ok(broken.includes(rule), `${rule} must be broken, got ${broken.join(", ")}`);
      }
    });
  }

  it("is of 46 kinds, each named once", () => {
    const titles = new Set(FURTHER_FAULTS.map(([title]) => title));
    assert.equal(titles.size, FURTHER_FAULTS.length);
    assert.ok(titles.size >= 46, String(titles.size));
  });
});
