import assert from "node:assert/strict";

import {
  isPortChosen,
  mappedPort,
  reachedPort,
  reachedPorts,
  targetTypeOf,
} from "../../../../components/launch/rules/reachedPorts.js";

const port = { containerPort: 8080 };

describe("reachedPorts", () => {
  for (const [mode, mapped, only] of [
    ["awsvpc", port, 8080],
    ["host", port, 8080],
    ["bridge", { ...port, hostPort: 80 }, 80],
    ["default", { ...port, hostPort: 80 }, 80],
    ["awsvpc", { ...port, hostPort: 8080 }, 8080],
  ] as const) {
    it(`are ${only} alone in mode ${mode} of ${JSON.stringify(mapped)}`, () => {
      assert.equal(isPortChosen(mode, mapped), false);
      assert.deepEqual(reachedPorts(mode, mapped, ["orders"]), { fromPort: only, toPort: only });
    });
  }

  for (const mode of ["bridge", "default"]) {
    it(`are all that Docker chooses from in mode ${mode}`, () => {
      for (const mapped of [port, { ...port, hostPort: 0 }]) {
        assert.equal(isPortChosen(mode, mapped), true);
        const { fromPort, toPort } = reachedPorts(mode, mapped, ["orders", "dev"]);
        assert.deepEqual([fromPort <= 32_768, fromPort > 32_768 - 8192], [true, true]);
        assert.equal(toPort, 65_535);
      }
    });
  }

  it("are the same for an owner on each run, and others for others", () => {
    const of = (...owner: string[]) => reachedPorts("bridge", port, owner).fromPort;
    assert.equal(of("orders", "dev"), of("orders", "dev"));
    const many = Array.from({ length: 10 }, (_, i) => of(`service-${i}`, "dev"));
    assert.equal(new Set(many).size, 10);
  });
});

describe("reachedPort", () => {
  it("is the instance's where it is another one, and the container's else", () => {
    assert.equal(reachedPort("bridge", { ...port, hostPort: 80 }), 80);
    assert.equal(reachedPort("bridge", { ...port, hostPort: 0 }), 8080);
    // No mode but Docker's has a port of the instance for one of a container.
    assert.equal(reachedPort("awsvpc", { ...port, hostPort: 80 }), 8080);
  });
});

describe("mappedPort", () => {
  const containers = [
    { name: "a", ports: [53, 8080], hostPorts: [53, 0] },
    { name: "b", ports: [9000] },
  ];

  it("knows the port of the instance that leads to a container's", () => {
    assert.deepEqual(mappedPort(containers, 53), { containerPort: 53, hostPort: 53 });
    assert.deepEqual(mappedPort(containers, 8080), { containerPort: 8080, hostPort: 0 });
    assert.deepEqual(mappedPort(containers, 9000), { containerPort: 9000, hostPort: undefined });
  });

  it("takes a port that no container has for one of the instance", () => {
    assert.deepEqual(mappedPort(containers, 443), { containerPort: 443, hostPort: 443 });
  });
});

describe("targetTypeOf", () => {
  it("is an address for awsvpc alone", () => {
    assert.deepEqual(["awsvpc", "bridge", "host", "default"].map(targetTypeOf), [
      "ip",
      "instance",
      "instance",
      "instance",
    ]);
  });
});
