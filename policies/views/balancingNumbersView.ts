import type { Reader } from "../resource/reader.js";
import { balancingTypes } from "./balancingTypes.js";
import { leavesAt } from "./leavesAt.js";
import { viewOfKinds } from "./viewOf.js";

/** Whole numbers that AWS takes, from one to another, some others, and one that works. */
export interface NumberRange {
  readonly least: number;
  readonly most: number;
  readonly works: number;
  /** Numbers beyond the range that are taken too. */
  readonly others?: readonly number[];
}

/** A number of a load balancer, or of what belongs to one. */
export interface BalancingNumber {
  /** Where it stands: `defaultActions[0].forward.targetGroups[1].weight`. */
  readonly path: string;
  readonly range: NumberRange;
  /** Nothing where it is not given. @throws {UnknownLeaf} if it is not known. */
  value(): number | undefined;
  /** Whether AWS is told it, by what stands beside it. @throws {UnknownLeaf} if that is not known. */
  counts(): boolean;
}

/** A load balancer, a target group, a listener or a rule of one, as to its numbers. */
export interface BalancingNumbersView {
  /** How messages name it: `listener rule 'orders'`. */
  readonly label: string;
  /** Each place for numbers by itself. @throws {UnknownLeaf} if it is not known how many there are. */
  readonly places: readonly (() => BalancingNumber[])[];
}

/** Where a number may stand, with what AWS takes there. */
interface Place {
  /** `[]` is each element of a list. */
  readonly path: string;
  readonly range: NumberRange;
  /** Whether the number counts, by what stands beside it and by the whole resource. */
  readonly counts?: (beside: Reader, inputs: Reader) => boolean;
}

interface Kind {
  readonly label: string;
  readonly places: readonly Place[];
}

const WEEK = 604_800;

/** "You must specify this value when enabling target group stickiness" (TargetGroupStickinessConfig.DurationSeconds). */
const isEnabled = (beside: Reader) => beside.get("enabled").boolean() === true;

/** Times of cookies are of Application Load Balancers' stickiness alone (TargetGroupAttribute). */
const hasCookie = (beside: Reader) =>
  (beside.get("enabled").boolean() ?? true) &&
  ["lb_cookie", "app_cookie"].includes(beside.get("type").string() ?? "");

/** Attributes that are "supported by only Application Load Balancers" (LoadBalancerAttribute) are sent for these alone. */
const isApplication = (_: Reader, inputs: Reader) =>
  (inputs.get("loadBalancerType").string() ?? "application") === "application";

/** Attribute `tcp.idle_timeout.seconds` is "supported by Network Load Balancers, and Gateway Load Balancers" (ListenerAttribute). */
const isOfConnections = (_: Reader, inputs: Reader) =>
  !["HTTP", "HTTPS"].includes(inputs.get("protocol").string() ?? "");

/** What a listener or a rule does with a request. */
function ofActions(list: string): readonly Place[] {
  return [
    // "The range is 0 to 999" (TargetGroupTuple.Weight). Of all weights together the API says nothing.
    {
      path: `${list}[].forward.targetGroups[].weight`,
      range: { least: 0, most: 999, works: 100 },
    },
    // "The range is 1-604800 seconds (7 days)" (TargetGroupStickinessConfig.DurationSeconds).
    {
      path: `${list}[].forward.stickiness.duration`,
      range: { least: 1, most: WEEK, works: 3600 },
      counts: isEnabled,
    },
    // ActionOrder, from 1 to 50000.
    { path: `${list}[].order`, range: { least: 1, most: 50_000, works: 1 } },
  ];
}

function everyType(kind: string, one: Kind): Record<string, Kind> {
  return Object.fromEntries(balancingTypes(kind).map((type) => [type, one]));
}

/** From "1" to "65535" (Port). */
const PORT = (works: number): NumberRange => ({ least: 1, most: 65_535, works });

const KINDS: Readonly<Record<string, Kind>> = {
  ...everyType("listener:Listener", {
    label: "listener",
    places: [
      { path: "port", range: PORT(443) },
      // "The valid range is 60-6000 seconds" (ListenerAttribute tcp.idle_timeout.seconds).
      {
        path: "tcpIdleTimeoutSeconds",
        range: { least: 60, most: 6000, works: 350 },
        counts: isOfConnections,
      },
      ...ofActions("defaultActions"),
    ],
  }),
  ...everyType("listenerRule:ListenerRule", {
    label: "listener rule",
    places: [
      // RulePriority, from 1 to 50000; the provider has the listener's own rule, which one may import, at 99999.
      {
        path: "priority",
        range: { least: 1, most: 50_000, works: 100, others: [99_999] },
      },
      ...ofActions("actions"),
    ],
  }),
  ...everyType("targetGroup:TargetGroup", {
    label: "target group",
    places: [
      { path: "port", range: PORT(80) },
      // "The range is 0-3600 seconds" (TargetGroupAttribute deregistration_delay.timeout_seconds).
      { path: "deregistrationDelay", range: { least: 0, most: 3600, works: 30 } },
      // "The range is 30-900 seconds … The default is 0 seconds (disabled)" (… slow_start.duration_seconds).
      { path: "slowStart", range: { least: 30, most: 900, works: 60, others: [0] } },
      // "1 second to 1 week (604800 seconds)" (… stickiness.lb_cookie.duration_seconds).
      {
        path: "stickiness.cookieDuration",
        range: { least: 1, most: WEEK, works: 86_400 },
        counts: hasCookie,
      },
    ],
  }),
  ...everyType("loadBalancer:LoadBalancer", {
    label: "load balancer",
    places: [
      // "The valid range is 1-4000 seconds" (LoadBalancerAttribute idle_timeout.timeout_seconds).
      {
        path: "idleTimeout",
        range: { least: 1, most: 4000, works: 60 },
        counts: isApplication,
      },
      // "The valid range is 60-604800 seconds" (LoadBalancerAttribute client_keep_alive.seconds).
      {
        path: "clientKeepAlive",
        range: { least: 60, most: WEEK, works: 3600 },
        counts: isApplication,
      },
    ],
  }),
};

/** A view of the load balancer, target group, listener or rule that a resource is; nothing for any other resource. */
export const balancingNumbersView = viewOfKinds(
  KINDS,
  ({ label, places }, inputs, { name }): BalancingNumbersView => ({
    label: `${label} '${name}'`,
    places: places.map((place) => () => numbersAt(place, inputs)),
  }),
);

function numbersAt({ path, range, counts }: Place, inputs: Reader): BalancingNumber[] {
  const keys = path.split(".");
  const key = keys.pop() ?? "";
  const holders = keys.length === 0 ? [inputs] : leavesAt(keys.join("."), inputs);
  return holders.map((holder) => ({
    path: holder.get(key).path,
    range,
    value: () => holder.get(key).number(),
    counts: () => counts?.(holder, inputs) ?? true,
  }));
}
