import assert from "node:assert/strict";

import type { AdditionalTarget } from "../../../../../components/service/rules/traffic/additionalTarget.js";
import {
  additionalKey,
  additionalTargetsProblem,
} from "../../../../../components/service/rules/traffic/additionalTarget.js";

const first = { containerPort: 8080 };
const list = "additionalLoadBalancers";

describe("additionalTarget", () => {
  it("is named by its key, or by its port", () => {
    assert.equal(additionalKey({ containerPort: 9090 }), "9090");
    assert.equal(additionalKey({ containerPort: 9090, key: "admin" }), "admin");
  });

  it("finds no fault in several ports, or in one port by several targets", () => {
    assert.equal(additionalTargetsProblem(undefined, []), undefined);
    assert.equal(additionalTargetsProblem({}, []), undefined);
    const further = [9090, 9091, 9092, 9093].map((containerPort) => ({ containerPort }));
    assert.equal(additionalTargetsProblem(first, further), undefined);
    assert.equal(additionalTargetsProblem(first, [first, { ...first, key: "admin" }]), undefined);
  });

  it("may be called 'alternate' where ECS has no second target group of that name", () => {
    const further = [{ ...first, key: "alternate" }];
    const problem = (isShifted?: boolean) => additionalTargetsProblem(first, further, isShifted);
    assert.equal(problem(), undefined);
    assert.equal(problem(false), undefined);
    assert.deepEqual(problem(true), {
      path: `${list}[0].key`,
      reason: `'${list}[0].key' must not be "alternate" where ECS moves requests between two target groups, the second of which has that name; "admin" works`,
    });
    assert.equal(additionalTargetsProblem(first, [{ ...first, key: "admin" }], true), undefined);
  });

  const faults: [AdditionalTarget | undefined, AdditionalTarget[], string, string][] = [
    [
      undefined,
      [first],
      list,
      `needs 'loadBalancer' for the first way, got none; move an entry there`,
    ],
    [
      first,
      [1, 2, 3, 4, 5].map((containerPort) => ({ containerPort })),
      list,
      "may have at most 4 entries beside 'loadBalancer', got 5",
    ],
    [
      {},
      [first],
      "loadBalancer.containerPort",
      `must be a number where '${list}' is given, got none; 8080 works`,
    ],
    [
      first,
      [{ containerPort: Promise.resolve(1) }],
      `${list}[0].containerPort`,
      `must be a number where '${list}' is given, got one that is not known yet; 8080 works`,
    ],
    [
      first,
      [{ ...first, key: "a b" }],
      `${list}[0].key`,
      `must hold letters, digits and single hyphens, got "a b"; "admin" works`,
    ],
    [
      { key: "-" },
      [],
      "loadBalancer.key",
      `must hold letters, digits and single hyphens, got "-"; "admin" works`,
    ],
    [
      { ...first, key: "new" },
      [{ ...first, key: "new" }],
      `${list}[0].key`,
      `must be its own, got "new" twice; "new-2" works`,
    ],
    [first, [first, first], `${list}[1].key`, `must be its own, got "8080" twice; "8080-2" works`],
  ];
  for (const [one, further, path, rule] of faults) {
    it(`refuses with: ${rule}`, () => {
      const reason = `'${path}' ${rule}`;
      assert.deepEqual(additionalTargetsProblem(one, further), { path, reason });
    });
  }
});
