import type {
  DeploymentRecord,
  FleetEvent,
  FleetRunResult,
  ReviewedWave,
  StackRecord,
  StackState,
  StackStatus,
} from "../fleet/index.js";
import { stateCounts, violationCount } from "../fleet/run/stateCounts.js";
import { counted } from "./policyLines.js";
import { escapedLines, escapedText } from "./escapedText.js";
import { changesText } from "./summary.js";
import { terminalColors } from "./terminalColors.js";

/** A line for an event of a run; nothing for those that say too much of hundreds of stacks. */
export function eventLine(event: FleetEvent): string | undefined {
  switch (event.kind) {
    case "run":
      return `run ${event.run}: ${countOf(event.stacks)} in ${counted(event.waves, "wave")}, ${event.jobs} at a time`;
    case "wave":
      return `wave ${event.wave} of ${event.waves}: ${countOf(event.stacks.length)}`;
    case "stack":
      return escapedText(`  ${event.id} ${stackText(event)}`);
    case "deployment":
      return deploymentLine(event);
    case "pause":
      return escapedText(`  ${event.id} ${pauseText(event)}`);
    case "cancelling":
      return event.inFlight.length === 0
        ? undefined
        : `in flight: ${escapedText(event.inFlight.join(", "))}`;
    case "stopped":
      return escapedText(`no more stacks are begun: ${event.message}`);
    case "progress":
      return undefined;
  }
}

/** The previews of a wave, a stack a line, before the question. */
export function approvalLines({ stacks }: ReviewedWave): string[] {
  return stacks.map(({ id, changes, problem }) =>
    escapedText(`  ${id}: ${changesText(changes)}${problem === undefined ? "" : `; ${problem}`}`),
  );
}

/** The question before the first change. */
export function approvalQuestion({ operation, stacks, later }: ReviewedWave): string {
  const verb = operation === "up" ? "Update" : "Destroy";
  const rest =
    later === 0
      ? ""
      : `, and then ${later} more, each stopped by a violated policy or by the rollout's limits`;
  return `${verb} ${countOf(stacks.length)}${rest}?`;
}

/** A run as text: a stack a line, what went wrong below it, and the count at the end. */
export function runLines({ run, status, stacks }: FleetRunResult): string[] {
  const width = Math.max(0, ...stacks.map(({ id }) => id.length));
  const violations = violationCount(stacks);
  const counts = [
    ...stateCounts(stacks),
    ...(violations > 0 ? [counted(violations, "violation")] : []),
  ];
  return [
    ...stacks.map((stack) => stackLine(stack, width)),
    `run ${run} ${status}: ${counts.join(", ") || "no stacks"}`,
  ];
}

/** Lines of a message stand below their stack's. */
const INDENT = "\n    ";

function stackLine(stack: StackStatus, width: number): string {
  const line = endLine(stack, width);
  const { message, deployment } = stack;
  // Where more can be seen of what has gone wrong.
  const url = stack.state === "done" ? "" : (deployment?.url ?? "");
  const below = [message ?? "", url].filter((each) => each !== "").join("\n");
  return below === "" ? line : `${line}${INDENT}${escapedLines(below).replaceAll("\n", INDENT)}`;
}

/** Where a deployment can be watched, as soon as it has begun. */
function deploymentLine({ id, deployment }: DeploymentRecord): string | undefined {
  const { operation, state, url } = deployment;
  return state === "begun" && url !== ""
    ? escapedText(`  ${id} ${operation} on Pulumi Deployments: ${url}`)
    : undefined;
}

/** What has become of a stack in a line, without its message. */
export function endLine(
  stack: Pick<StackRecord, "id" | "state" | "changes" | "durationSeconds" | "reason">,
  width = 0,
): string {
  const { id, state, changes, durationSeconds, reason } = stack;
  const about = [
    ...(state === "done" && changes ? [changesText(changes)] : []),
    ...(durationSeconds === undefined ? [] : [`${durationSeconds} s`]),
    ...(reason === undefined ? [] : [reason]),
  ];
  return `${stateText(state)} ${escapedText(id.padEnd(width))}  ${about.join(", ")}`.trimEnd();
}

const WIDEST_STATE = "interrupted".length;

/** A state as wide as all of them, in its colour. */
export function stateText(state: StackState, inColor = true): string {
  const text = state.padEnd(WIDEST_STATE);
  if (!inColor) return text;
  const colors = terminalColors();
  if (state === "done") return colors.green(text);
  if (state === "failed" || state === "interrupted") return colors.red(text);
  return state === "skipped" ? colors.yellow(text) : colors.cyan(text);
}

function stackText({ state, changes, durationSeconds, reason, message }: StackRecord): string {
  const first = firstLine(message);
  switch (state) {
    case "done":
      return `done in ${durationSeconds ?? 0} s, ${changesText(changes ?? {})}`;
    case "gated":
      return `previewed: ${changesText(changes ?? {})}`;
    case "failed":
      return `failed (${reason ?? "error"}): ${first}`;
    default:
      return first === "" ? state : `${state}: ${first}`;
  }
}

/** Why a stack waits. */
export function pauseText({
  why,
  milliseconds,
  message,
}: Extract<FleetEvent, { kind: "pause" }>): string {
  const seconds = Math.ceil(milliseconds / 1000);
  const first = firstLine(message);
  const verb = why === "rate" ? "waits" : "is tried again in";
  return `${verb} ${seconds} s: ${first}`;
}

/** Of a message: the result has all of it. */
export function firstLine(message = ""): string {
  return message.split("\n", 1)[0] ?? "";
}

function countOf(stacks: number): string {
  return stacks === 1 ? "1 stack" : `${stacks} stacks`;
}
