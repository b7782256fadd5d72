import { EXIT_CANCELLED } from "../../cliError.js";
import type { FailureReason } from "./journalRecord.js";
import type { FleetRunResult } from "./runEvent.js";
import type { RunState } from "./runState.js";

const EXIT_CODES = {
  done: 0,
  failed: 1,
  blocked: 2,
  conflict: 4,
  cancelled: EXIT_CANCELLED,
  interrupted: 1,
  running: 0,
} as const satisfies Record<FleetRunResult["status"], number>;

/**
 * How a run is.
 *
 * @param isWritten Whether a process works on it.
 */
export function runResult(state: RunState, isWritten = false): FleetRunResult {
  const { header, stacks } = state;
  const status = isWritten ? "running" : statusOf(state);
  const { run, operation, fleet } = header;
  return { run, operation, fleet, status, exitCode: EXIT_CODES[status], stacks };
}

/** What has to be mended comes before what is only not allowed, and that before what is only late. */
function statusOf({ stacks, cancelled }: RunState): FleetRunResult["status"] {
  if (stacks.every(({ state }) => state === "done")) return "done";
  if (cancelled) return "cancelled";
  const reasons = stacks.flatMap(({ state, reason }) => (state === "failed" ? [reason] : []));
  if (reasons.some((reason) => !isReason(reason, "policy", "conflict"))) return "failed";
  if (reasons.includes("policy")) return "blocked";
  if (reasons.includes("conflict")) return "conflict";
  return stacks.some(({ state }) => state === "skipped") ? "failed" : "interrupted";
}

function isReason(reason: FailureReason | undefined, ...some: FailureReason[]): boolean {
  return reason !== undefined && some.includes(reason);
}
