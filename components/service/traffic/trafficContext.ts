import type * as pulumi from "@pulumi/pulumi";

import type { TaskSecurityGroups } from "../../launch/taskSecurityGroups.js";
import type { TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import type { ServiceRoute } from "./decideRoute.js";
import type { DecidedTarget } from "./decideTarget.js";

/** What the traffic of a service hangs on. */
export interface TrafficContext {
  vpcId: pulumi.Output<string>;
  securityGroups: TaskSecurityGroups;
  /** Who writes the actions of the service's rules. */
  trafficOwner: TrafficOwner;
  parent: pulumi.Resource;
}

/** A decided target whose rules have a place, and what its children hang on. */
export interface RoutedTraffic extends Omit<DecidedTarget, "route">, TrafficContext {
  route: ServiceRoute;
}
