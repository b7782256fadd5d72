import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import { aliasRecords, zoneAsked } from "../../loadBalancer/zoneRecords.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import type { DecidedBalancer } from "./decideTarget.js";
import { serviceTargetGroup } from "./serviceTargetGroup.js";
import { taskIngress } from "./taskIngress.js";
import type { RoutedTraffic } from "./trafficContext.js";

/** How requests reach a service. */
export interface ServiceTraffic {
  targetGroup: lb.TargetGroup;
  target: pulumi.Output<ContainerTarget>;
  balancer: DecidedBalancer;
  /** What must stand before the service, and go after it. */
  dependencies: pulumi.Resource[];
  url: pulumi.Output<string>;
  /** Load balancer and target group, as Application Auto Scaling names them to count requests. */
  requestLabel: pulumi.Output<string>;
}

/** A target group, and what its requests go to. */
export type ServiceTarget = Pick<ServiceTraffic, "targetGroup" | "target">;

/** Makes a service's target group, its rule on the shared listener, and the rules between load balancer and tasks. */
export function serviceTraffic(decided: RoutedTraffic): ServiceTraffic {
  const { name, route, target, balancer, url, parent } = decided;
  const targetGroup = serviceTargetGroup(name, decided);
  const rule = new lb.ListenerRule(
    name,
    {
      listenerArn: route.listenerArn,
      priority: route.priority,
      actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
      conditions: route.conditions,
      ...route.changes,
    },
    { parent },
  );
  hostRecords(decided);
  const dependencies = [rule, ...taskIngress(decided)];
  const requestLabel = requestLabelOf(balancer, targetGroup);
  return { targetGroup, target, balancer, dependencies, url, requestLabel };
}

/** Load balancer and target group, as Application Auto Scaling names them to count requests. */
export function requestLabelOf(
  balancer: DecidedBalancer,
  { arnSuffix }: lb.TargetGroup,
): pulumi.Output<string> {
  return pulumi.interpolate`${balancer.arnSuffix}/${arnSuffix}`;
}

/** Records of the service's hosts, which lead to the load balancer. */
export function hostRecords({ name, records, balancer, parent }: RoutedTraffic): void {
  if (!records) return;
  const { dnsName, zoneId } = balancer;
  const zone = zoneAsked(name, records, parent);
  for (const host of records.hosts) {
    const target = { dnsName, zoneId, isDualStack: false };
    aliasRecords(`${name}-${host}`, host, zone, target, parent);
  }
}
