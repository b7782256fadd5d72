import assert from "node:assert/strict";

import fc from "fast-check";

import type { FleetStack } from "../../../generator/fleet/index.js";
import { fleetWaves } from "../../../generator/fleet/index.js";

function stack(id: string, dependsOn: string[] = []): FleetStack {
  return { id, directory: "/", project: "p", stack: id, tags: {}, dependsOn };
}

/** Stacks that depend only on earlier ones, in any order. */
const stacks = fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 40 }).chain((all) =>
  fc.shuffledSubarray(
    all.map((on, i) => stack(`s${i}`, i === 0 ? [] : on.map((one) => `s${one % i}`))),
    { minLength: all.length },
  ),
);

const sizes = fc.array(
  fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 100 }).map((share) => `${share}%`),
  ),
  { minLength: 1, maxLength: 4 },
);

describe("fleetWaves", () => {
  it("has every stack once, after all that it depends on", () => {
    fc.assert(
      fc.property(stacks, sizes, fc.nat(), (all, waveSizes, n) => {
        const canary = all.length === 0 ? [] : [all[n % all.length]?.id ?? ""];
        const waves = fleetWaves(all, { canary, waveSizes });
        assert.deepEqual(waves.flat().sort(), all.map(({ id }) => id).sort());
        const at = new Map(waves.flatMap((wave, i) => wave.map((id) => [id, i] as const)));
        for (const { id, dependsOn } of all) {
          for (const on of dependsOn)
            assert.ok((at.get(on) ?? 0) < (at.get(id) ?? 0), `${on} < ${id}`);
        }
        assert.ok(waves.every((wave) => wave.length > 0));
      }),
    );
  });

  it("gives no wave more than its size", () => {
    fc.assert(
      fc.property(stacks, sizes, (all, waveSizes) => {
        fleetWaves(all, { canary: [], waveSizes }).forEach((wave, i) => {
          const size = waveSizes[Math.min(i, waveSizes.length - 1)] ?? 0;
          const most =
            typeof size === "number" ? size : Math.ceil((parseInt(size) / 100) * all.length);
          assert.ok(wave.length <= most, `${wave.length} <= ${most}`);
        });
      }),
    );
  });

  it("has waves of 1, 5 and a quarter in their order", () => {
    const all = Array.from({ length: 20 }, (_, i) => stack(`s${i}`));
    const waves = fleetWaves(all, { canary: [], waveSizes: [1, 5, "25%"] });
    assert.deepEqual(
      waves.map(({ length }) => length),
      [1, 5, 5, 5, 4],
    );
  });

  it("takes a dependency that is not selected for done", () => {
    const waves = fleetWaves([stack("a", ["gone"])], { canary: ["gone"], waveSizes: [1] });
    assert.deepEqual(waves, [["a"]]);
  });

  it("names a circle, also behind others and of one stack", () => {
    const rollout = { canary: [], waveSizes: [9] };
    const circle = (all: FleetStack[]) => () => fleetWaves(all, rollout);
    assert.throws(circle([stack("a", ["a"])]), /circle, got a → a;/);
    assert.throws(
      circle([stack("x"), stack("a", ["x", "b"]), stack("b", ["c"]), stack("c", ["a"])]),
      /circle, got a → b → c → a;/,
    );
    assert.throws(
      circle([stack("y", ["a"]), stack("a", ["b"]), stack("b", ["a"])]),
      /circle, got a → b → a;/,
    );
  });

  it("walks a chain of thousands", () => {
    const all = Array.from({ length: 3000 }, (_, i) =>
      stack(`s${i}`, i === 0 ? [] : [`s${i - 1}`]),
    );
    assert.equal(fleetWaves(all, { canary: [], waveSizes: [5] }).length, 3000);
  });
});
