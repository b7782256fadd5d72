import assert from "node:assert/strict";

import { reviewResources } from "../../policies/pack.js";
import { identified, previewed } from "./stackProgram.js";
import { UNUSUAL_PROGRAMS } from "./unusualPrograms.js";

describe("programs that are unusual, and valid", () => {
  for (const [title, program] of Object.entries(UNUSUAL_PROGRAMS)) {
    it(`are not refused: ${title}`, () => {
      for (const resources of [identified(program), previewed(program)]) {
        const { violations } = reviewResources(resources);
        const invalid = violations.filter(({ kind }) => kind === "invalid");
        assert.deepEqual(
          invalid.map(({ policy, message }) => `${policy}: ${message}`),
          [],
        );
      }
    });
  }
});
