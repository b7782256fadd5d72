import { viewOfKinds } from "./viewOf.js";

/** What starts tasks by the clock, or on an event. Each read throws `UnknownLeaf` where its value is not known. */
export interface ScheduleView {
  /** How messages name it: `schedule 'nightly'`. */
  readonly label: string;
  /** Whether a start that fails for good is kept somewhere. */
  hasDeadLetterQueue(): boolean;
}

interface Kind {
  label: string;
  /** The part that says what is started. */
  target: readonly string[];
  ecs: string;
}

const TARGETS: Readonly<Record<string, Kind>> = {
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
export const scheduleView = viewOfKinds(
  TARGETS,
  (kind, inputs, { name }): ScheduleView | undefined => {
    const target = kind.target.reduce((at, key) => at.get(key), inputs);
    if (!target.get(kind.ecs).exists()) return undefined;
    return {
      label: `${kind.label} '${name}'`,
      hasDeadLetterQueue: () => target.get("deadLetterConfig").get("arn").isGiven(),
    };
  },
);
