import type {
  DriftStatus,
  FleetDriftEvent,
  FleetDriftReport,
  StackDifference,
  StackDrift,
} from "../fleet/index.js";
import { differenceName, driftTotalsText } from "../fleet/drift/driftBlocks.js";
import { shortened } from "../review/reportBlock.js";
import { escapedLines, escapedText } from "./escapedText.js";
import { counted, type Paint, PLAIN } from "./policyLines.js";

/** Characters of a value: policies and definitions of containers are long, and `--json` has them in full. */
const LONGEST_VALUE = 80;

const WIDEST_STATUS = "cancelled".length;

/** A line for an event of a look for drift; nothing for those that say too much of hundreds of stacks. */
export function driftEventLine(event: FleetDriftEvent): string | undefined {
  switch (event.kind) {
    case "begun":
      return `looking at ${counted(event.stacks, "stack")}, ${event.jobs} at a time; nothing is changed`;
    case "looked":
      return escapedText(`  ${event.id} ${event.report.status}${countText(event.report)}`);
    case "pause": {
      const seconds = Math.ceil(event.milliseconds / 1000);
      const [first = ""] = event.message.split("\n", 1);
      return escapedText(`  ${event.id} is tried again in ${seconds} s: ${first}`);
    }
    case "started":
    case "summary":
      return undefined;
  }
}

/** A look for drift as text: a stack a line, its differences below it, and the sums at the end. */
export function driftLines(
  { name, stacks, totals }: FleetDriftReport,
  paint: Paint = PLAIN,
): string[] {
  const width = Math.max(0, ...stacks.map(({ id }) => id.length));
  return [
    `${paint.strong(escapedText(name))} (drift)`,
    ...stacks.flatMap((stack) => [
      `${painted(stack.status, paint)}  ${escapedText(stack.id.padEnd(width))}${paint.faint(countText(stack))}`.trimEnd(),
      ...(stack.failure === undefined ? [] : [`  ${escapedLines(stack.failure)}`]),
      ...stack.differences.map((each) => `  ${differenceLine(each, paint)}`),
    ]),
    `${paint.strong("All")}  ${driftTotalsText(totals)}`,
  ];
}

function differenceLine(difference: StackDifference, paint: Paint): string {
  const { state, live, owner, delegated } = difference;
  const values = `${shortened(live, LONGEST_VALUE)}, and ${shortened(state, LONGEST_VALUE)} in the state`;
  const text = escapedText(`${differenceName(difference)} is ${values}`);
  return delegated
    ? `${paint.faint("delegated")}  ${text}; it is the ${escapedText(owner)}'s`
    : `${paint.alarming("drift")}  ${text}`;
}

function countText({ status, real, delegated }: StackDrift): string {
  if (status !== "clean" && status !== "drifted") return "";
  const counts = [
    ...(real > 0 ? [counted(real, "difference")] : []),
    ...(delegated > 0 ? [`${delegated} delegated`] : []),
  ];
  return counts.length === 0 ? "" : `  ${counts.join(", ")}`;
}

function painted(status: DriftStatus, paint: Paint): string {
  const text = status.padEnd(WIDEST_STATUS);
  if (status === "clean") return text;
  return status === "conflict" || status === "cancelled"
    ? paint.warning(text)
    : paint.alarming(text);
}
