import assert from "node:assert/strict";

import {
  containerOverrides,
  overriddenContainer,
  overrideSizeProblem,
  overrideTargetProblem,
} from "../../../../components/launch/rules/taskOverride.js";

const one = [{ name: "orders" }];
const two = [{ name: "orders" }, { name: "proxy" }];

describe("overrideTargetProblem", () => {
  for (const target of [
    { changes: true, containers: one },
    { changes: true, container: "proxy", containers: two },
    { changes: false, containers: two },
    { changes: false, containers: [] },
  ]) {
    it(`takes ${JSON.stringify(target)}`, () => {
      assert.equal(overrideTargetProblem(target), undefined);
    });
  }

  it("refuses a container that the task definition does not have", () => {
    assert.deepEqual(overrideTargetProblem({ changes: false, container: "web", containers: two }), {
      path: "container",
      reason: `'container' must be a container of the task definition, got "web"; it has orders, proxy`,
    });
  });

  it("refuses to guess which of several containers is meant", () => {
    assert.deepEqual(overrideTargetProblem({ changes: true, containers: two }), {
      path: "container",
      reason:
        "'container' must name one of the task definition's containers, got nothing; it has orders, proxy",
    });
  });
});

describe("overriddenContainer", () => {
  it("is the one that is named, or the only one", () => {
    const changes = true;
    assert.equal(overriddenContainer({ changes, container: "proxy", containers: two }), "proxy");
    assert.equal(overriddenContainer({ changes, containers: one }), "orders");
  });
});

describe("containerOverrides", () => {
  it("names variables in order, however the program did", () => {
    const environment = { B: "2", A: "1" };
    assert.deepEqual(containerOverrides({ name: "orders", command: ["migrate"], environment }), [
      {
        name: "orders",
        command: ["migrate"],
        environment: [
          { name: "A", value: "1" },
          { name: "B", value: "2" },
        ],
      },
    ]);
  });

  it("leaves out what does not change", () => {
    assert.deepEqual(containerOverrides({ name: "orders", environment: {} }), [{ name: "orders" }]);
  });
});

describe("overrideSizeProblem", () => {
  const withLength = (length: number) => {
    const empty = JSON.stringify({ containerOverrides: [{ name: "", command: [""] }] }).length;
    return { name: "", command: ["x".repeat(length - empty)] };
  };

  it("takes 8192 characters of JSON", () => {
    assert.equal(overrideSizeProblem(withLength(8192)), undefined);
  });

  it("refuses one more", () => {
    assert.deepEqual(overrideSizeProblem(withLength(8193)), {
      path: "environment",
      reason:
        "'command' and 'environment' must have at most 8192 characters together as JSON, got 8193; put the rest into the task definition",
    });
  });
});
