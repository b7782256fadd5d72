import assert from "node:assert/strict";

import type { Sidecars } from "../../../../components/taskDefinition/rules/sidecar.js";
import {
  sidecarNeeds,
  sidecarProblem,
} from "../../../../components/taskDefinition/rules/sidecar.js";

describe("containers that a task definition adds", () => {
  it("ask for the usual limits and names unless told otherwise", () => {
    assert.deepEqual(sidecarNeeds({ logRouter: {}, openTelemetry: {} }), [
      { name: "log-router", cpu: undefined, memory: 128, memoryReservation: 50 },
      { name: "otel-collector", cpu: undefined, memory: 256, memoryReservation: 64 },
    ]);
    const limits = { cpu: 64, memory: 512, memoryReservation: 256 };
    assert.deepEqual(sidecarNeeds({ logRouter: { name: "router", ...limits } }), [
      { name: "router", ...limits },
    ]);
  });

  for (const legal of [{}, { memory: 6, memoryReservation: 6 }, { memoryReservation: 128 }]) {
    it(`may have ${JSON.stringify(legal)}`, () => {
      const sidecars = { logRouter: legal, openTelemetry: legal };
      assert.equal(sidecarProblem(sidecars, ["app"]), undefined);
    });
  }

  const faults: [Sidecars, string[], string, string][] = [
    [
      { logRouter: { memory: 5 } },
      ["app"],
      "logRouter.memory",
      "'logRouter.memory' must be a whole number of at least 6 MiB, got 5; 128 works",
    ],
    [
      { logRouter: { memoryReservation: 129 } },
      ["app"],
      "logRouter.memoryReservation",
      "'logRouter.memoryReservation' must not be above its 'memory' of 128 MiB, got 129; 64 works",
    ],
    [
      { openTelemetry: { memory: 5.5 } },
      ["app"],
      "openTelemetry.memory",
      "'openTelemetry.memory' must be a whole number of at least 6 MiB, got 5.5; 128 works",
    ],
    [
      { logRouter: {} },
      ["log-router", "app"],
      "containers[0].name",
      `'name' of a container may not be "log-router" beside 'logRouter', which adds a container of that name; "log-router-2" works`,
    ],
    [
      { logRouter: {}, openTelemetry: {} },
      ["app", "otel-collector"],
      "containers[1].name",
      `'name' of a container may not be "otel-collector" beside 'openTelemetry', which adds a container of that name; "otel-collector-2" works`,
    ],
  ];
  for (const [sidecars, names, path, reason] of faults) {
    it(`are refused for ${JSON.stringify(sidecars)} beside ${names.join(", ")}`, () => {
      assert.deepEqual(sidecarProblem(sidecars, names), { path, reason });
    });
  }
});
