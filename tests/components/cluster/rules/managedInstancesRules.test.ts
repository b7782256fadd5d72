import assert from "node:assert/strict";

import type { ManagedInstancesArgs } from "../../../../components/cluster/args/managedInstancesArgs.js";
import { managedInstancesProblem } from "../../../../components/cluster/rules/managedInstancesRules.js";

const instanceRequirements = { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } };
const problem = (fields: Partial<ManagedInstancesArgs>) =>
  managedInstancesProblem([{ name: "flex", ...fields }], "managed", ["workers"]);

describe("managedInstancesRules", () => {
  const legal: [string, Partial<ManagedInstancesArgs>][] = [
    ["the name alone", {}],
    ["requirements and Spot", { instanceRequirements, capacityOptionType: "SPOT" }],
    ["the least", { storageSizeGiB: 1, scaleInAfterSeconds: -1, monitoring: "BASIC" }],
    ["the most", { storageSizeGiB: 65_536, scaleInAfterSeconds: 3600, propagateTags: "NONE" }],
    [
      "a reservation group",
      {
        instanceRequirements,
        capacityOptionType: "RESERVED",
        capacityReservations: {
          reservationPreference: "RESERVATIONS_ONLY",
          reservationGroupArn: "arn:aws:resource-groups:eu-west-1:1:group/gpus",
        },
      },
    ],
    [
      "no reservations",
      {
        capacityOptionType: "RESERVED",
        capacityReservations: { reservationPreference: "RESERVATIONS_EXCLUDED" },
      },
    ],
  ];
  for (const [what, fields] of legal) {
    it(`takes ${what}`, () => {
      assert.equal(problem(fields), undefined);
    });
  }

  const faults: [Partial<ManagedInstancesArgs>, string, string][] = [
    [{ name: "workers" }, "name", `each group has a 'name' of its own, got "workers" twice`],
    [
      { storageSizeGiB: 0 },
      "storageSizeGiB",
      `'storageSizeGiB' must be a whole number from 1 to 65536, got 0; 1 works`,
    ],
    [
      { scaleInAfterSeconds: 3601 },
      "scaleInAfterSeconds",
      `'scaleInAfterSeconds' must be a whole number from -1 to 3600, got 3601; -1 works`,
    ],
    [
      { instanceRequirements: { ...instanceRequirements, vcpuCount: { min: 4, max: 2 } } },
      "instanceRequirements.vcpuCount.max",
      `'vcpuCount.max' must be at least 'min' 4, got 2; 4 works`,
    ],
    [
      { capacityOptionType: "RESERVED" },
      "capacityReservations",
      `'capacityReservations' go with 'capacityOptionType' "RESERVED", got none; { reservationPreference: "RESERVATIONS_FIRST" } works there`,
    ],
    [
      { capacityReservations: {} },
      "capacityReservations",
      `'capacityReservations' go with 'capacityOptionType' "RESERVED", got them with "ON_DEMAND"; { reservationPreference: "RESERVATIONS_FIRST" } works there`,
    ],
    [
      {
        capacityOptionType: "RESERVED",
        capacityReservations: { reservationGroupArn: "arn:aws:resource-groups:…" },
      },
      "capacityReservations.reservationGroupArn",
      `'reservationGroupArn' needs 'reservationPreference' "RESERVATIONS_ONLY", got none; leave it out or change that`,
    ],
    [
      {
        capacityOptionType: "RESERVED",
        capacityReservations: { reservationPreference: "RESERVATIONS_FIRST" },
      },
      "instanceRequirements",
      `'reservationPreference' "RESERVATIONS_FIRST" needs 'instanceRequirements', got none; { vcpuCount: { min: 2 }, memoryMib: { min: 4096 } } works`,
    ],
  ];
  for (const [fields, field, reason] of faults) {
    it(`refuses: ${reason}`, () => {
      assert.deepEqual(problem(fields), {
        path: `managed[0].${field}`,
        reason: `'managed': ${reason}`,
      });
    });
  }
});
