import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { field, rawField } from "../../argument/refField.js";
import type { RecordZone } from "../../loadBalancer/zoneRecords.js";
import { plainNetworkMode } from "../../launch/decideTaskNetwork.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { TargetHealthCheckArgs } from "../args/targetGroupArgs.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import { pathPrefix } from "../rules/traffic/listenerRule.js";
import { hostsOf, pathsOf } from "../rules/traffic/ruleMatch.js";
import { healthPortProblem } from "../rules/traffic/targetHealth.js";
import type { DecidedRoute, RoutedTarget } from "./decideRoute.js";
import { decideRoute } from "./decideRoute.js";
import type { DecidedTargetGroup } from "./decideTargetGroup.js";
import { decideTargetGroup } from "./decideTargetGroup.js";

/** What of a load balancer a service's children name. */
export interface DecidedBalancer {
  listenerArn: pulumi.Output<string>;
  securityGroupId: pulumi.Output<string>;
  /** The last part of its ARN. */
  arnSuffix: pulumi.Output<string>;
  dnsName: pulumi.Output<string>;
  zoneId: pulumi.Output<string>;
}

/** What of a target decides how long a deployment may take. */
export interface TargetTiming {
  deregistrationDelaySeconds: pulumi.Input<number> | undefined;
  healthCheck: TargetHealthCheckArgs | undefined;
}

/** One target of a service's requests, as its arguments come to it. */
export interface DecidedTarget {
  /** Path of its arguments. */
  at: string;
  /** Name of its children. */
  name: string;
  /** The container and port that get the requests. */
  target: pulumi.Output<ContainerTarget>;
  route: DecidedRoute;
  targetGroup: DecidedTargetGroup;
  balancer: DecidedBalancer;
  /** Port that health checks ask, where it is another one. */
  healthPort: pulumi.Input<number> | undefined;
  /** Hosts that get records, in the zone that has them. */
  records: (RecordZone & { hosts: string[] }) | undefined;
  /** Where requests reach the service. */
  url: pulumi.Output<string>;
  timing: TargetTiming;
  /** Whether an earlier target has opened the port to the load balancer. */
  isOpen: boolean;
}

interface TargetContext extends RoutedTarget {
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  isOpen: boolean;
}

/**
 * Decides on one target of a service's requests, before anything is registered where its arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideTarget(
  checks: Checks,
  args: ServiceLoadBalancerArgs,
  { taskDefinition, isOpen, ...routed }: TargetContext,
): DecidedTarget {
  const { ref, zoneId, zoneRole, healthCheck, deregistrationDelaySeconds } = args;
  const { at, name } = routed;
  const target = decideContainer(checks, args, taskDefinition, at);
  return {
    at,
    name,
    target,
    targetGroup: decideTargetGroup(checks, args, target, at),
    route: decideRoute(checks, args, routed),
    balancer: {
      listenerArn: field(ref, "listenerArn"),
      securityGroupId: field(ref, "securityGroupId"),
      arnSuffix: field(ref, "arnSuffix"),
      dnsName: field(ref, "dnsName"),
      zoneId: field(ref, "zoneId"),
    },
    healthPort: healthCheck?.port,
    records: zoneId === undefined ? undefined : { hosts: hostsOf(args), zoneId, zoneRole },
    url: serviceUrl(args),
    timing: { deregistrationDelaySeconds, healthCheck },
    isOpen,
  };
}

/** The container and port that get the requests, checked as soon as they are known. */
function decideContainer(
  checks: Checks,
  { containerName, containerPort, healthCheck }: ServiceLoadBalancerArgs,
  taskDefinition: pulumi.Input<TaskDefinitionRef>,
  at: string,
): pulumi.Output<ContainerTarget> {
  const containers = rawField(taskDefinition, "containers");
  const networkMode = plainNetworkMode(taskDefinition);
  return checks.decide(
    { containers, containerName, containerPort, healthPort: healthCheck?.port },
    (choice) =>
      targetProblem(choice, at) ??
      healthPortProblem(choice.healthPort, containerTarget(choice), at, networkMode),
    containerTarget,
  );
}

/** Ports that a URL leaves out. */
const USUAL_PORTS: Readonly<Record<string, number>> = { HTTP: 80, HTTPS: 443 };

/** Where requests reach a service. */
function serviceUrl(args: ServiceLoadBalancerArgs): pulumi.Output<string> {
  const [host = balancerHost(args)] = hostsOf(args);
  const [path] = pathsOf(args);
  return pulumi
    .all([field(args.ref, "protocol"), host, field(args.ref, "port")])
    .apply(([protocol, h, port]) => {
      const at = port === undefined || port === USUAL_PORTS[protocol] ? "" : `:${port}`;
      return `${protocol.toLowerCase()}://${h}${at}${pathPrefix(path)}`;
    });
}

/** The load balancer's own domain, which its certificate is for, or else the name that AWS gives it. */
function balancerHost({ ref }: ServiceLoadBalancerArgs): pulumi.Output<string> {
  return pulumi
    .all([field(ref, "domainName"), field(ref, "dnsName")])
    .apply(([domainName, dnsName]) => domainName ?? dnsName);
}
