import type { Changes } from "../../automation/report.js";
import { type Block, counted, type ReportLimits, tableBlocks } from "../../review/reportBlock.js";
import type { FleetRunResult } from "./runEvent.js";
import type { StackStatus } from "./runState.js";
import { stateCounts } from "./stateCounts.js";

/** What a table of stacks tells of each. */
const COLUMNS = ["stack", "creates", "updates", "replaces", "deletes", "seconds", "state"];

/** The steps of the engine, by the column that counts them. A replacement is told by its own count. */
const OPERATIONS = ["create", "update", "replace", "delete"] as const;

/** A run in parts, for Markdown and HTML: the sums, what is not done and why, then every wave. */
export function runBlocks(result: FleetRunResult, limits: ReportLimits): Block[] {
  const { run, operation, fleet, status, stacks } = result;
  const reasons = stacks.flatMap(({ id, state, reason, message }) =>
    message === undefined ? [] : [[id, state, reason ?? "", message]],
  );
  const errors = stacks.flatMap(({ id, errors: some = [] }) =>
    some.map(({ urn, message }) => [id, urn, message]),
  );
  const inFlight = stacks.flatMap(({ id, inFlight: some = [] }) =>
    some.map(({ urn, operation: step }) => [id, step, urn]),
  );
  return [
    { kind: "heading", text: `slipway fleet ${operation}: ${fleet}` },
    { kind: "text", text: `run ${run} ${status} · ${sumText(stacks)}` },
    ...tableBlocks("Not done", ["stack", "state", "reason", "why"], reasons, limits),
    ...tableBlocks("Errors", ["stack", "resource", "message"], errors, limits),
    ...tableBlocks("In flight when interrupted", ["stack", "step", "resource"], inFlight, limits),
    ...tableBlocks("On Pulumi Deployments", DEPLOYMENT_COLUMNS, deploymentRows(stacks), limits),
    ...waveBlocks(stacks, limits),
  ];
}

const DEPLOYMENT_COLUMNS = ["stack", "operation", "state", "where"];

function deploymentRows(stacks: readonly StackStatus[]): string[][] {
  return stacks.flatMap(({ id, deployment }) =>
    deployment ? [[id, deployment.operation, deployment.state, deployment.url]] : [],
  );
}

function waveBlocks(stacks: readonly StackStatus[], limits: ReportLimits): Block[] {
  const waves = [...new Set(stacks.map(({ wave }) => wave))];
  return waves.flatMap((wave): Block[] => {
    const some = stacks.filter((stack) => stack.wave === wave);
    return [
      { kind: "heading", text: `Wave ${wave}: ${counted(some.length, "stack")}` },
      ...(waves.length > 1 ? [{ kind: "text", text: sumText(some) } satisfies Block] : []),
      ...tableBlocks(undefined, COLUMNS, some.map(cells), limits),
    ];
  });
}

/** Sums in a line: stacks by state, and what was done to their resources. */
function sumText(stacks: readonly StackStatus[]): string {
  const stopped = stacks.filter(({ reason }) => reason === "policy").length;
  const steps = OPERATIONS.map((operation) => {
    const count = stacks.reduce((sum, { changes }) => sum + countOf(changes, operation), 0);
    return counted(count, operation);
  });
  return [
    ...stateCounts(stacks),
    ...(stopped > 0 ? [`${stopped} stopped by a policy`] : []),
    ...steps,
  ].join(" · ");
}

function cells({ id, state, changes, durationSeconds }: StackStatus): string[] {
  const counts = OPERATIONS.map((each) => (changes ? String(countOf(changes, each)) : ""));
  return [id, ...counts, durationSeconds === undefined ? "" : String(durationSeconds), state];
}

function countOf(changes: Changes | undefined, operation: string): number {
  return changes?.[operation] ?? 0;
}
