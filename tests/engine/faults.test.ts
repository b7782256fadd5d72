import assert from "node:assert/strict";
import { isWhole } from "../faults/faultOutcome.js";
import { runSimulatedCase } from "../faults/simulated/simulatedCase.js";
import { simulatedCases } from "../faults/simulated/simulatedCases.js";

/** The slice is the same in each run; `npm run faults -- --seed N` has all cases, other seeds, and the real engine. */
const SEED = 20_261_129;

/** Of the cases at every moment. */
const SHARE = 0.04;

describe("a slice of the faults of fleets, on simulated engines", () => {
  it("loses nothing, leaves nothing, and needs nobody", async () => {
    const cases = await simulatedCases(SEED, SHARE);
    assert.ok(cases.length > 10, String(cases.length));
    let injected = 0;
    for (const one of cases) {
      const outcome = await runSimulatedCase(one);
      assert.ok(isWhole(outcome), JSON.stringify(outcome));
      injected += outcome.injected;
    }
    assert.ok(injected > 100, String(injected));
  });
});
