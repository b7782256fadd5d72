import assert from "node:assert/strict";

import type {
  CapacityNames,
  StrategyItem,
} from "../../../../components/cluster/rules/capacityStrategy.js";
import {
  capacityStrategyProblem,
  defaultStrategy,
  namedStrategy,
} from "../../../../components/cluster/rules/capacityStrategy.js";

const onDemand = { capacityProvider: "FARGATE", base: 1, weight: 1 };
const spot = { capacityProvider: "FARGATE_SPOT", weight: 3 };

describe("capacityStrategy", () => {
  it("takes a mix with one base", () => {
    assert.equal(capacityStrategyProblem([onDemand, spot], "strategies"), undefined);
    const base = [
      { ...onDemand, base: 0 },
      { ...spot, base: 100_000 },
    ];
    assert.equal(capacityStrategyProblem(base, "strategies"), undefined);
  });

  it("takes as many providers, and as heavy ones, as ECS does", () => {
    const instanceGroups = Array.from({ length: 21 }, (_, i) => `group-${i}`);
    const items = instanceGroups.map((capacityProvider) => ({ capacityProvider, weight: 1000 }));
    const problem = (count: number) =>
      capacityStrategyProblem(items.slice(0, count), "strategies", { instanceGroups });
    assert.equal(problem(20), undefined);
    assert.deepEqual(problem(21), {
      path: "strategies",
      reason: "'strategies' must hold at most 20 providers, got 21; leave 1 out",
    });
  });

  const faults: [string, StrategyItem[], string, string][] = [
    [
      "no provider",
      [],
      "strategies",
      `'strategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
    [
      "no weight at all",
      [{ capacityProvider: "FARGATE", base: 2 }],
      "strategies",
      `'strategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "FARGATE", weight: 1 }] works`,
    ],
    [
      "an unknown provider",
      [onDemand, { capacityProvider: "SPOT", weight: 1 }],
      "strategies[1]",
      `'strategies': 'capacityProvider' must be FARGATE or FARGATE_SPOT, got "SPOT"`,
    ],
    [
      "a provider that stands twice",
      [onDemand, onDemand],
      "strategies[1]",
      `'strategies': each provider may stand once, got "FARGATE" twice`,
    ],
    [
      "two bases",
      [onDemand, { ...spot, base: 1 }],
      "strategies[1]",
      `'strategies': one provider may have a 'base', got 1 on "FARGATE_SPOT" too; leave it out there`,
    ],
    [
      "a weight above 1000",
      [{ ...onDemand, weight: 1001 }],
      "strategies[0]",
      "'strategies': 'weight' must be a whole number from 0 to 1000, got 1001; 1 works",
    ],
    ...[-1, 1.5].map((weight): [string, StrategyItem[], string, string] => [
      `a weight of ${weight}`,
      [{ ...onDemand, weight }],
      "strategies[0]",
      `'strategies': 'weight' must be a whole number from 0 to 1000, got ${weight}; 1 works`,
    ]),
    [
      "a base above 100000",
      [{ ...onDemand, base: 100_001 }],
      "strategies[0]",
      "'strategies': 'base' must be a whole number from 0 to 100000, got 100001; 1 works",
    ],
    [
      "a negative base",
      [{ ...onDemand, base: -1 }],
      "strategies[0]",
      "'strategies': 'base' must be a whole number from 0 to 100000, got -1; 1 works",
    ],
  ];
  for (const [fault, items, path, reason] of faults) {
    it(`refuses ${fault}`, () => {
      assert.deepEqual(capacityStrategyProblem(items, "strategies"), { path, reason });
    });
  }

  const workers = { capacityProvider: "workers", weight: 1 };

  it("takes a mix of instance groups", () => {
    const spare = { capacityProvider: "spare", weight: 3 };
    assert.equal(
      capacityStrategyProblem([workers, spare], "strategies", {
        instanceGroups: ["workers", "spare"],
      }),
      undefined,
    );
  });

  it("refuses a group that the cluster does not have, and names those that it has", () => {
    const names = { instanceGroups: ["spare", "gpu"] };
    assert.deepEqual(capacityStrategyProblem([workers], "strategies", names), {
      path: "strategies[0]",
      reason: `'strategies': 'capacityProvider' must be FARGATE, FARGATE_SPOT or an instance group ("spare", "gpu"), got "workers"`,
    });
  });

  for (const [first, second] of [
    [spot, workers],
    [workers, spot],
  ] as const) {
    it(`refuses ${first.capacityProvider} beside ${second.capacityProvider}`, () => {
      const names = { instanceGroups: ["workers"] };
      assert.deepEqual(capacityStrategyProblem([first, second], "strategies", names), {
        path: "strategies[1]",
        reason: `'strategies': Fargate and instance groups do not mix, got "${first.capacityProvider}" and "${second.capacityProvider}"; leave one out`,
      });
    });
  }

  it("takes managed instances alone, and names them when another is asked for", () => {
    const names = { instanceGroups: ["workers"], managedInstances: ["flex", "gpu"] };
    const flex = { capacityProvider: "flex", weight: 1 };
    const gpu = { capacityProvider: "gpu", weight: 1 };
    assert.equal(capacityStrategyProblem([flex, gpu], "strategies", names), undefined);
    assert.deepEqual(capacityStrategyProblem([workers, flex], "strategies", names), {
      path: "strategies[1]",
      reason: `'strategies': instance groups and managed instances do not mix, got "workers" and "flex"; leave one out`,
    });
    assert.deepEqual(capacityStrategyProblem([spot, flex], "strategies", names), {
      path: "strategies[1]",
      reason: `'strategies': Fargate and managed instances do not mix, got "FARGATE_SPOT" and "flex"; leave one out`,
    });
    const other = [{ capacityProvider: "other", weight: 1 }];
    assert.deepEqual(capacityStrategyProblem(other, "strategies", names), {
      path: "strategies[0]",
      reason: `'strategies': 'capacityProvider' must be FARGATE, FARGATE_SPOT, an instance group ("workers") or managed instances ("flex", "gpu"), got "other"`,
    });
  });

  it("names no provider to a cluster that has none", () => {
    assert.deepEqual(capacityStrategyProblem([], "strategies", { fargate: [] }), {
      path: "strategies",
      reason:
        "'strategies' must hold a provider with a 'weight' above 0, or no task could start; the cluster has none: give it FARGATE in its 'capacityProviders', or an instance group",
    });
  });

  const others: [string, CapacityNames, StrategyItem, string, string][] = [
    [
      "no weight of a group",
      { fargate: [], instanceGroups: ["workers"] },
      { capacityProvider: "workers" },
      "strategies",
      `'strategies' must hold a provider with a 'weight' above 0, or no task could start; [{ capacityProvider: "workers", weight: 1 }] works`,
    ],
    [
      "what the cluster leaves out of Fargate",
      { fargate: ["FARGATE"] },
      spot,
      "strategies[0]",
      `'strategies': 'capacityProvider' must be FARGATE, got "FARGATE_SPOT"; the cluster's 'capacityProviders' leave it out`,
    ],
    [
      "a group of a cluster that has no provider",
      { fargate: [] },
      workers,
      "strategies[0]",
      `'strategies': 'capacityProvider' must be one that the cluster has, which has none, got "workers"`,
    ],
  ];
  for (const [fault, names, item, path, reason] of others) {
    it(`refuses ${fault}`, () => {
      assert.deepEqual(capacityStrategyProblem([item], "strategies", names), { path, reason });
    });
  }

  const defaults: [CapacityNames, string | undefined][] = [
    [{}, "FARGATE"],
    [{ fargate: ["FARGATE_SPOT", "FARGATE"] }, "FARGATE"],
    [{ fargate: ["FARGATE_SPOT"], instanceGroups: ["workers"] }, "FARGATE_SPOT"],
    [{ fargate: [], instanceGroups: ["workers"], managedInstances: ["flex"] }, "workers"],
    [{ fargate: [], managedInstances: ["flex"] }, "flex"],
    [{ fargate: [] }, undefined],
  ];
  for (const [names, capacityProvider] of defaults) {
    it(`is ${capacityProvider ?? "none"} by default of ${JSON.stringify(names)}`, () => {
      const expected = capacityProvider === undefined ? [] : [{ capacityProvider, weight: 1 }];
      assert.deepEqual(defaultStrategy(names), expected);
    });
  }

  it("puts the providers' names in the place of the groups'", () => {
    assert.deepEqual(namedStrategy([onDemand, workers], { workers: "cp-1" }), [
      onDemand,
      { capacityProvider: "cp-1", weight: 1 },
    ]);
  });
});
