import type * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import { targetGroupProblem } from "../rules/traffic/targetGroup.js";
import { targetHealthProblem, resolveHealthCheck } from "../rules/traffic/targetHealth.js";
import {
  chosenPortProblem,
  ipProtocols,
  nlbListenersProblem,
  nlbIngress,
} from "../rules/traffic/nlbListener.js";
import { nlbTestListenersProblem } from "../rules/traffic/nlbTestListener.js";
import { openPort } from "../../loadBalancer/loadBalancerIngress.js";
import { nlbListener, nlbTargetGroup } from "./nlbTarget.js";
import { field, rawField } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type {
  NetworkListenerArgs,
  ServiceNetworkLoadBalancerArgs,
} from "../args/serviceNetworkLoadBalancerArgs.js";
import type { ServiceTarget } from "./serviceTraffic.js";
import { onePort, openIngress } from "./taskIngress.js";
import { decideGracePeriod } from "./decideTargetGroup.js";
import type { TaskSecurityGroups } from "../../launch/decideTaskNetwork.js";
import { reachedPortsOf, plainNetworkMode } from "../../launch/decideTaskNetwork.js";

/** A listener as its arguments come to it. */
interface DecidedNlbListener {
  /** Name of its children. */
  name: string;
  /** What the names of its clients' rules start with. */
  entryName: string;
  args: NetworkListenerArgs;
  target: pulumi.Output<ContainerTarget>;
  healthCheck: pulumi.Output<object>;
  /** Ways to the tasks that no earlier listener has opened. */
  ways: ReturnType<typeof nlbIngress>;
}

/** How connections reach a service, as its arguments come to it. */
export interface DecidedNlbTraffic {
  listeners: DecidedNlbListener[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/**
 * Decides how connections reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideNlbTraffic(
  checks: Checks,
  name: string,
  balancer: ServiceNetworkLoadBalancerArgs,
  args: ServiceArgs & { trafficOwner: TrafficOwner },
): DecidedNlbTraffic {
  const { listeners } = balancer;
  const others = (args.loadBalancer ? 1 : 0) + (args.additionalLoadBalancers?.length ?? 0);
  checks.fail(nlbListenersProblem(listeners, others));
  checks.fail(nlbTestListenersProblem(listeners, args.trafficOwner === "ecs"));
  const open = new Set<string>();
  const graces = listeners.map((listener) => decideGracePeriod(checks, args, listener));
  return {
    gracePeriodSeconds: graces[0] ?? pulumi.output(60),
    listeners: listeners.map((listener, i) => {
      const at = `networkLoadBalancer.listeners[${i}]`;
      const ways = nlbIngress(listener).filter(({ key }) => !open.has(key));
      for (const { key } of ways) open.add(key);
      return { ...decideListener(checks, name, listener, at, args), ways };
    }),
  };
}

function decideListener(
  checks: Checks,
  name: string,
  listener: NetworkListenerArgs,
  at: string,
  { taskDefinition }: ServiceArgs,
) {
  const { containerName, containerPort, healthCheckPath, healthCheck = {} } = listener;
  const { deregistrationDelaySeconds } = listener;
  checks.check({ deregistrationDelaySeconds }, (known) => targetGroupProblem(known, at));
  const networkMode = plainNetworkMode(taskDefinition);
  return {
    name: `${name}-nlb-${listener.port}`,
    entryName: `${name}-nlb`,
    args: listener,
    target: checks.decide(
      { containers: rawField(taskDefinition, "containers"), containerName, containerPort },
      (choice) =>
        targetProblem(choice, at) ??
        chosenPortProblem(listener, containerTarget(choice), networkMode, at),
      containerTarget,
    ),
    healthCheck: checks.decide(
      { path: healthCheckPath, check: healthCheck },
      ({ path, check }) => targetHealthProblem(path ?? "/", check, false, at),
      ({ path, check }) => {
        const { path: asked, matcher, ...rest } = resolveHealthCheck(path ?? "/", check, false);
        if (path === undefined) return { ...rest, protocol: "TCP" };
        return { ...rest, protocol: "HTTP", path: asked, matcher };
      },
    ),
  };
}

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

/** Makes a target group and a listener for each port, and the way from the clients to the tasks. */
export function nlbTraffic(
  { ref }: ServiceNetworkLoadBalancerArgs,
  { listeners, gracePeriodSeconds }: DecidedNlbTraffic,
  context: NetworkContext,
): NlbTraffic {
  const { doors, parent } = context;
  const balancerGroupId = field(ref, "securityGroupId");
  const made = listeners.map((listener) => {
    const { name, args, target } = listener;
    const entry = { securityGroupId: balancerGroupId, parent };
    const listening = listenersOf(listener, field(ref, "arn"), context);
    const ways = listener.ways.flatMap(({ ipProtocol, isHealth }) =>
      openIngress(
        `${name}-${isHealth ? "health" : ipProtocol}`,
        wayPorts(listener, isHealth, doors),
        {
          ipProtocol,
          doors,
          balancerGroupId,
          description: `${isHealth ? "Health checks" : "Network load balancer"} to ${name}`,
          parent,
        },
      ),
    );
    const entries = [args, ...(args.testListener ? [args.testListener] : [])].flatMap((from) =>
      ipProtocols(args.protocol).flatMap((ipProtocol) => {
        const part = ipProtocol === "tcp" ? "" : "-udp";
        return openPort(`${listener.entryName}${part}`, from.port, from, { ...entry, ipProtocol });
      }),
    );
    const { listener: clients, testListener } = listening;
    const dependencies = [clients, ...(testListener ? [testListener] : []), ...ways, ...entries];
    return { target, ...listening, dependencies };
  });
  return {
    gracePeriodSeconds,
    targets: made,
    dependencies: made.flatMap(({ dependencies }) => dependencies),
  };
}

interface NetworkContext {
  vpcId: pulumi.Output<string>;
  doors: TaskSecurityGroups;
  decided: { trafficOwner: TrafficOwner };
  parent: pulumi.Resource;
}

/** One listener and one group, or what ECS moves connections with: a pair of groups, and a listener for tests. */
function listenersOf(
  decision: DecidedNlbListener,
  loadBalancerArn: pulumi.Output<string>,
  { vpcId, doors, decided, parent }: NetworkContext,
) {
  const { name, args } = decision;
  const group = { ...decision, vpcId, networkMode: doors.networkMode, parent };
  const targetGroup = nlbTargetGroup(name, group);
  const alternate =
    decided.trafficOwner === "ecs" ? nlbTargetGroup(`${name}-alternate`, group) : undefined;
  const to = { loadBalancerArn, targetGroup, alternate, parent };
  const test = args.testListener;
  return {
    targetGroup,
    alternate,
    listener: nlbListener(name, args, to),
    testListener: test && nlbListener(`${name}-test`, { ...args, port: test.port }, to),
  };
}

function wayPorts(
  { name, args, target }: DecidedNlbListener,
  isHealth: boolean,
  doors: TaskSecurityGroups,
) {
  const healthPort = isHealth ? args.healthCheck?.port : undefined;
  return healthPort === undefined ? reachedPortsOf(name, doors, target) : onePort(healthPort);
}
