import assert from "node:assert/strict";

import {
  addedContainersProblem,
  faultInjectionProblem,
  isBehindInstance,
  networkModeProblem,
} from "../../../../components/taskDefinition/rules/networkMode.js";

const problem = (networkMode: string, requiresCompatibilities: string[], isWindows = false) =>
  networkModeProblem({ networkMode, requiresCompatibilities, isWindows });

describe("networkMode", () => {
  it("finds no fault in what an operating system and a capacity have", () => {
    for (const mode of ["awsvpc", "bridge", "host", "none"]) {
      assert.equal(problem(mode, ["EC2"]), undefined, mode);
    }
    for (const mode of ["awsvpc", "default"]) {
      assert.equal(problem(mode, ["EC2"], true), undefined, mode);
    }
    for (const mode of ["awsvpc", "host", "none"]) {
      assert.equal(problem(mode, ["MANAGED_INSTANCES"]), undefined, mode);
    }
  });

  for (const mode of ["bridge", "host", "none"]) {
    it(`refuses ${mode} for Windows`, () => {
      assert.deepEqual(problem(mode, ["EC2"], true), {
        path: "networkMode",
        reason: `'networkMode' must be awsvpc or default for Windows, got "${mode}"; leave it out for awsvpc`,
      });
    });
  }

  for (const mode of ["default", "nat"]) {
    it(`refuses ${mode} for Linux`, () => {
      assert.deepEqual(problem(mode, ["EC2"]), {
        path: "networkMode",
        reason: `'networkMode' must be awsvpc, bridge, host or none for Linux, got "${mode}"; leave it out for awsvpc`,
      });
    });
  }

  it("refuses a bridge on Managed Instances", () => {
    assert.deepEqual(problem("bridge", ["EC2", "MANAGED_INSTANCES"]), {
      path: "networkMode",
      reason: `'networkMode' must be awsvpc, host or none on Managed Instances, got "bridge"; leave it out for awsvpc`,
    });
  });

  it("refuses an address of the VPC on instances outside AWS", () => {
    assert.deepEqual(problem("awsvpc", ["EXTERNAL"]), {
      path: "networkMode",
      reason: `'networkMode' must be bridge, host or none on instances outside AWS (EXTERNAL), got "awsvpc"; "bridge" works`,
    });
    for (const mode of ["bridge", "host", "none"]) {
      assert.equal(problem(mode, ["EXTERNAL"]), undefined, mode);
    }
  });

  it("knows where each container has an address of its own", () => {
    const modes = ["awsvpc", "bridge", "host", "none", "default"];
    assert.deepEqual(modes.filter(isBehindInstance), ["bridge", "default"]);
  });

  it("refuses containers that the others could not reach", () => {
    const added = { logRouter: {}, openTelemetry: {} };
    assert.equal(addedContainersProblem("awsvpc", added), undefined);
    assert.equal(addedContainersProblem("host", added), undefined);
    assert.equal(addedContainersProblem("bridge", { logRouter: {} }), undefined);
    assert.deepEqual(addedContainersProblem("none", added), {
      path: "logRouter",
      reason: "'logRouter' needs a network, got 'networkMode' none; leave 'logRouter' out",
    });
    assert.deepEqual(addedContainersProblem("bridge", added), {
      path: "openTelemetry",
      reason:
        "'openTelemetry' needs 'networkMode' awsvpc or host, in which containers reach it at localhost, got bridge; leave 'openTelemetry' out",
    });
  });

  it("refuses faults in tasks without an address that they can be sent to", () => {
    assert.equal(faultInjectionProblem("awsvpc"), undefined);
    assert.equal(faultInjectionProblem("host"), undefined);
    assert.deepEqual(faultInjectionProblem("bridge"), {
      path: "enableFaultInjection",
      reason: `'enableFaultInjection' needs 'networkMode' "awsvpc" or "host", got "bridge"; "awsvpc" works`,
    });
  });
});
