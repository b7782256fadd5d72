import type * as pulumi from "@pulumi/pulumi";

import type { DecidedTarget } from "./decideTarget.js";
import type { DecidedTraffic } from "./decideTraffic.js";
import type { ServiceTraffic } from "./serviceTraffic.js";
import { serviceTraffic } from "./serviceTraffic.js";
import type { ShiftedTraffic } from "./shiftedTraffic.js";
import { shiftedTraffic } from "./shiftedTraffic.js";
import type { TrafficContext } from "./trafficContext.js";

/** How requests reach a service, by all its targets. */
export type AllTraffic = (ServiceTraffic | ShiftedTraffic) & {
  /** Further targets of the service's requests. */
  additional: readonly (ServiceTraffic | ShiftedTraffic)[];
  /** Seconds that the load balancer leaves a task alone after its start. */
  gracePeriodSeconds: pulumi.Output<number>;
};

/** Makes all that lets requests reach a service, as its deployment strategy wants it. */
export function makeTraffic(
  { first, additional, gracePeriodSeconds }: DecidedTraffic,
  context: TrafficContext,
): AllTraffic {
  const { trafficOwner, parent } = context;
  const make = (decided: DecidedTarget) => {
    const target = { ...decided, ...context, route: decided.route.of(parent) };
    return trafficOwner === "program"
      ? serviceTraffic(target)
      : shiftedTraffic(target, trafficOwner);
  };
  const made = make(first);
  const more = additional.map(make);
  return {
    ...made,
    additional: more,
    dependencies: [made, ...more].flatMap(({ dependencies }) => dependencies),
    gracePeriodSeconds,
  };
}
