import assert from "node:assert/strict";

import {
  isSameCapacity,
  withoutProvider,
  withProviders,
} from "../../../../components/cluster/rules/attachedCapacity.js";

const onFargate = [{ capacityProvider: "FARGATE", weight: 1 }];

describe("capacity attached to a cluster", () => {
  it("keeps what is there when providers are added", () => {
    const attached = { capacityProviders: ["FARGATE", "old"], defaultStrategy: onFargate };
    const defaultStrategy = [{ capacityProvider: "new", base: 1, weight: 2 }];
    const wanted = { capacityProviders: ["FARGATE", "new"], defaultStrategy };
    assert.deepEqual(withProviders(attached, wanted), {
      capacityProviders: ["FARGATE", "old", "new"],
      defaultStrategy,
    });
  });

  it("loses a provider, and its part of the default strategy", () => {
    const defaultStrategy = [
      { capacityProvider: "old", base: 1, weight: 1 },
      { capacityProvider: "new", weight: 2 },
    ];
    const attached = { capacityProviders: ["FARGATE", "old", "new"], defaultStrategy };
    assert.deepEqual(withoutProvider(attached, "old"), {
      capacityProviders: ["FARGATE", "new"],
      defaultStrategy: [{ capacityProvider: "new", weight: 2 }],
    });
  });

  const strategies = [
    [{ capacityProvider: "old", weight: 1 }],
    [
      { capacityProvider: "old", weight: 1 },
      { capacityProvider: "new", base: 2 },
    ],
  ];
  for (const defaultStrategy of strategies) {
    it(`goes to Fargate when no task could start by the rest of ${defaultStrategy.length}`, () => {
      const attached = { capacityProviders: ["FARGATE", "old", "new"], defaultStrategy };
      assert.deepEqual(withoutProvider(attached, "old").defaultStrategy, onFargate);
      const bare = { capacityProviders: ["old", "new"], defaultStrategy };
      assert.deepEqual(withoutProvider(bare, "old").defaultStrategy, []);
    });
  }

  it("is the same in another order and with ECS's defaults filled in", () => {
    const defaultStrategy = [{ capacityProvider: "a", weight: 1 }, { capacityProvider: "b" }];
    const asked = { capacityProviders: ["b", "a"], defaultStrategy };
    const filledIn = [
      { capacityProvider: "b", weight: 0, base: 0 },
      { capacityProvider: "a", weight: 1, base: 0 },
    ];
    const told = { capacityProviders: ["a", "b"], defaultStrategy: filledIn };
    assert.ok(isSameCapacity(asked, told));
    assert.ok(!isSameCapacity(asked, { ...told, capacityProviders: ["a"] }));
    const heavier = [{ capacityProvider: "a", weight: 2 }, { capacityProvider: "b" }];
    assert.ok(!isSameCapacity(asked, { ...asked, defaultStrategy: heavier }));
  });
});
