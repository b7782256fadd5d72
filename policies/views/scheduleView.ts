import { Reader } from "../resource/reader.js";
import type { ReviewedResource } from "../resource/reviewedResource.js";

/** What starts tasks by the clock, or on an event. Each read throws `UnknownLeaf` where its value is not known. */
export interface ScheduleView {
  /** How messages name it: `schedule 'nightly'`. */
  readonly label: string;
  /** Whether a start that fails for good is kept somewhere. */
  hasDeadLetterQueue(): boolean;
}

const TARGETS: Readonly<
  Record<string, { label: string; target: readonly string[]; ecs: string } | undefined>
> = {
  "aws:scheduler/schedule:Schedule": {
    label: "schedule",
    target: ["target"],
    ecs: "ecsParameters",
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    label: "event target",
    target: [],
    ecs: "ecsTarget",
  },
};

/** A view of what starts tasks; nothing for a resource that starts none. */
export function scheduleView({
  name,
  type,
  properties,
}: ReviewedResource): ScheduleView | undefined {
  const kind = TARGETS[type];
  if (!kind) return undefined;
  const target = kind.target.reduce((at, key) => at.get(key), Reader.of(properties));
  if (!target.get(kind.ecs).exists()) return undefined;
  return {
    label: `${kind.label} '${name}'`,
    hasDeadLetterQueue: () => target.get("deadLetterConfig").get("arn").isGiven(),
  };
}
