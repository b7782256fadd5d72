import type { FleetRunResult } from "../../../../generator/fleet/index.js";

/** A run with a stack in each state that a person has to know of. */
export const SHOWN_RUN: FleetRunResult = {
  ...{ run: "20260102T030405Z-1a2b", operation: "up", fleet: "shop", status: "failed" },
  exitCode: 1,
  stacks: [
    {
      ...{ id: "platform:prod", state: "done", wave: 1, since: "2026-01-02T03:05:05Z" },
      ...{ changes: { create: 2, update: 1, same: 40 }, durationSeconds: 60.5 },
    },
    {
      ...{ id: "services/orders:prod", state: "failed", wave: 2, since: "2026-01-02T03:07:05Z" },
      ...{ reason: "policy", message: "ecs-no-privileged: <b>runs</b> privileged | @all (urn)" },
      violations: 2,
      changes: {},
    },
    {
      ...{ id: "services/payments:prod", state: "interrupted", wave: 2 },
      ...{ since: "2026-01-02T03:07:09Z", changes: { replace: 1, delete: 3 }, durationSeconds: 9 },
      errors: [
        { urn: "urn:pulumi:prod::payments::aws:ecs/service:Service::api", message: "broken off" },
      ],
      inFlight: [
        { urn: "urn:pulumi:prod::payments::aws:ecs/service:Service::api", operation: "update" },
      ],
    },
    {
      ...{ id: "services/mails:prod", state: "skipped", wave: 3, since: "2026-01-02T03:07:10Z" },
      message: "it comes after services/orders:prod, which is failed",
    },
  ],
};
