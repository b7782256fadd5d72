import assert from "node:assert/strict";

import fc from "fast-check";

import {
  FARGATE_CPU_SIZES,
  fargateMemorySizes,
} from "../../components/taskDefinition/rules/fargateSize.js";
import type { CostRange } from "../../cost/costResult.js";
import type { PricedResource } from "../../cost/stackResources.js";
import { packagedPrices } from "../../policies/configuration/costFiles.js";
import { costOf, resource, scaling, service, taskDefinition } from "./costCases.js";

const KEYS = ["minimum", "expected", "maximum"] as const;
const inCents = (range: CostRange) => KEYS.map((key) => Math.round(range[key] * 100));

const size = fc
  .constantFrom(...FARGATE_CPU_SIZES)
  .chain((cpu) => fc.tuple(fc.constant(cpu), fc.constantFrom(...fargateMemorySizes(cpu))));
const region = fc.constantFrom(...Object.keys(packagedPrices().regions));
const capacity = fc.constantFrom<Record<string, unknown>>(
  {},
  { launchType: "EC2" },
  {
    launchType: undefined,
    capacityProviderStrategies: [
      { capacityProvider: "FARGATE", base: 1, weight: 1 },
      { capacityProvider: "FARGATE_SPOT", weight: 3 },
    ],
  },
);

interface Draw {
  size: [number, number];
  least: number;
  more: number;
  capacity: Record<string, unknown>;
  arm: boolean;
}

const drawn: fc.Arbitrary<Draw> = fc.record({
  size,
  least: fc.nat(50),
  more: fc.nat(50),
  capacity,
  arm: fc.boolean(),
});

function resourcesOf(name: string, draw: Draw): PricedResource[] {
  const { least, more, arm } = draw;
  const platform = arm ? { runtimePlatform: { cpuArchitecture: "ARM64" } } : {};
  const logs = JSON.stringify([{ name, logConfiguration: { logDriver: "awslogs" } }]);
  return [
    taskDefinition(name, draw.size, { ...platform, containerDefinitions: logs }),
    service(name, least, { ...draw.capacity, networkConfiguration: { assignPublicIp: true } }),
    scaling(name, least, least + more),
    resource("aws:sqs/queue:Queue", name),
  ];
}

describe("what anything costs", () => {
  it("is never negative, ordered, and the sum of its lines, whatever the region", () => {
    fc.assert(
      fc.property(drawn, region, (draw, where) => {
        const { lines, total, services } = costOf(resourcesOf("a", draw), { region: where });
        for (const line of [...lines, total]) {
          const [minimum = -1, expected = -1, maximum = -1] = inCents(line);
          assert.ok(0 <= minimum && minimum <= expected && expected <= maximum);
        }
        for (const [i] of KEYS.entries()) {
          const sumOf = (ranges: readonly CostRange[]) =>
            ranges.reduce((sum, range) => sum + (inCents(range)[i] ?? NaN), 0);
          assert.equal(sumOf(lines), inCents(total)[i]);
          assert.equal(sumOf(services), inCents(total)[i]);
        }
      }),
    );
  });

  it("is what its parts cost", () => {
    fc.assert(
      fc.property(drawn, drawn, region, (one, other, where) => {
        const [a, b] = [resourcesOf("a", one), resourcesOf("b", other)];
        const both = inCents(costOf([...a, ...b], { region: where }).total);
        const parts = [a, b].map((each) => inCents(costOf(each, { region: where }).total));
        assert.deepEqual(
          both,
          both.map((_, i) => parts.reduce((sum, part) => sum + (part[i] ?? NaN), 0)),
        );
      }),
    );
  });

  it("does not fall with more tasks", () => {
    fc.assert(
      fc.property(drawn, fc.nat(20), fc.nat(20), region, (draw, above, wider, where) => {
        const larger = { ...draw, least: draw.least + above, more: draw.more + wider };
        const [few, many] = [draw, larger].map((each) =>
          inCents(costOf(resourcesOf("a", each), { region: where }).total),
        );
        few?.forEach((amount, i) => {
          assert.ok(amount <= (many?.[i] ?? NaN));
        });
      }),
    );
  });

  it("does not fall with a larger size", () => {
    fc.assert(
      fc.property(drawn, size, region, (draw, other, where) => {
        const larger: [number, number] = [
          Math.max(draw.size[0], other[0]),
          Math.max(draw.size[1], other[1]),
        ];
        const [small, large] = [draw, { ...draw, size: larger }].map((each) =>
          inCents(costOf(resourcesOf("a", each), { region: where }).total),
        );
        small?.forEach((amount, i) => {
          assert.ok(amount <= (large?.[i] ?? NaN));
        });
      }),
    );
  });

  it("does not hang on the order of the resources", () => {
    fc.assert(
      fc.property(
        fc.tuple(drawn, drawn).chain(([one, other]) => {
          const all = [...resourcesOf("a", one), ...resourcesOf("b", other)];
          return fc.tuple(
            fc.constant(all),
            fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }),
          );
        }),
        ([all, shuffled]) => {
          assert.deepEqual(costOf(shuffled).total, costOf(all).total);
          assert.deepEqual(costOf(shuffled).services, costOf(all).services);
        },
      ),
    );
  });
});
