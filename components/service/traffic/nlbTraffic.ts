import type * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";

import type { TaskSecurityGroups } from "../../launch/taskSecurityGroups.js";
import { reachedPortsOf } from "../../launch/taskSecurityGroups.js";
import { adviseGroupRules } from "../../aws/adviseGroupRules.js";
import { openPort, peersOf } from "../../loadBalancer/loadBalancerIngress.js";
import { ipProtocols } from "../rules/traffic/nlbListener.js";
import type { DecidedNlbListener, DecidedNlbTraffic } from "./decideNlbTraffic.js";
import { nlbListener, nlbTargetGroup } from "./nlbTarget.js";
import type { ServiceTarget } from "./serviceTraffic.js";
import { onePort, openIngress } from "./taskIngress.js";
import type { TrafficContext } from "./trafficContext.js";

/** A target group of a service, with the listener that sends connections there. */
export interface NlbTarget extends ServiceTarget {
  listener: lb.Listener;
  /** The group that new tasks come into while the first has the connections, where ECS moves them. */
  alternate: lb.TargetGroup | undefined;
  testListener: lb.Listener | undefined;
}

/** What lets connections reach a service. */
export interface NlbTraffic {
  targets: NlbTarget[];
  dependencies: pulumi.Resource[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/** Makes a target group and a listener for each port, and the rules from the clients to the tasks. */
export function nlbTraffic(
  { balancer, listeners, gracePeriodSeconds }: DecidedNlbTraffic,
  context: TrafficContext,
): NlbTraffic {
  const { securityGroups, parent } = context;
  const made = listeners.map((decided) => {
    const { name, target } = decided;
    const listening = listenersOf(decided, balancer.arn, context);
    const ingress = decided.ingress.flatMap(({ ipProtocol, isHealth }) =>
      openIngress(
        `${name}-${isHealth ? "health" : ipProtocol}`,
        ingressPorts(decided, isHealth, securityGroups),
        {
          ipProtocol,
          securityGroups,
          balancerGroupId: balancer.securityGroupId,
          description: `${isHealth ? "Health checks" : "Network load balancer"} to ${name}`,
          parent,
        },
      ),
    );
    const entries = clientRules(decided, { securityGroupId: balancer.securityGroupId, parent });
    const { listener: clients, testListener } = listening;
    const dependencies = [clients, ...(testListener ? [testListener] : []), ...ingress, ...entries];
    return { target, ...listening, dependencies };
  });
  return {
    gracePeriodSeconds,
    targets: made,
    dependencies: made.flatMap(({ dependencies }) => dependencies),
  };
}

/** Who may connect to the load balancer's ports. */
function clientRules(
  { entryName, protocol, clients, testClients }: DecidedNlbListener,
  entry: { securityGroupId: pulumi.Output<string>; parent: pulumi.Resource },
) {
  const owner = `'networkLoadBalancer' of ${entryName}`;
  for (const from of [clients, ...(testClients ? [testClients] : [])]) {
    adviseGroupRules(owner, peersOf(from), ipProtocols(protocol).length, entry.parent);
  }
  return [clients, ...(testClients ? [testClients] : [])].flatMap((from) =>
    ipProtocols(protocol).flatMap((ipProtocol) => {
      const part = ipProtocol === "tcp" ? "" : "-udp";
      return openPort(`${entryName}${part}`, from.port, from, { ...entry, ipProtocol });
    }),
  );
}

/** One listener and one group, or what ECS moves connections with: a pair of groups, and a listener for tests. */
function listenersOf(
  decided: DecidedNlbListener,
  loadBalancerArn: pulumi.Output<string>,
  { vpcId, trafficOwner, parent }: TrafficContext,
) {
  const { name, clients, testClients } = decided;
  const group = { vpcId, parent };
  const targetGroup = nlbTargetGroup(name, decided, group);
  const alternate =
    trafficOwner === "ecs" ? nlbTargetGroup(`${name}-alternate`, decided, group) : undefined;
  const to = { loadBalancerArn, targetGroup, alternate, parent };
  return {
    targetGroup,
    alternate,
    listener: nlbListener(name, decided, { ...to, port: clients.port }),
    testListener:
      testClients && nlbListener(`${name}-test`, decided, { ...to, port: testClients.port }),
  };
}

function ingressPorts(
  { name, target, healthPort }: DecidedNlbListener,
  isHealth: boolean,
  securityGroups: TaskSecurityGroups,
) {
  return isHealth && healthPort !== undefined
    ? onePort(healthPort)
    : reachedPortsOf(name, securityGroups, target);
}
