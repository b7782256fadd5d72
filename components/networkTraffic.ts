import * as lb from "@pulumi/aws/lb";
import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "./checks.js";
import type { LoadBalancerTarget } from "./ecs/loadBalancerTarget.js";
import { loadBalancerTarget, targetProblem } from "./ecs/loadBalancerTarget.js";
import { deregistrationDelay, targetGroupProblem } from "./ecs/targetGroup.js";
import { healthCheckProblem, resolveHealthCheck } from "./ecs/targetHealth.js";
import { targetTypeOf } from "./ecs/reachedPorts.js";
import {
  chosenPortProblem,
  ipProtocols,
  networkListenersProblem,
  networkWays,
} from "./elb/networkListener.js";
import { TlsPolicy } from "./loadBalancerArgs.js";
import { openPort } from "./loadBalancerIngress.js";
import { physicalName } from "./naming/physicalName.js";
import { field, rawField } from "./reference.js";
import type { ServiceArgs } from "./serviceArgs.js";
import type {
  NetworkListenerArgs,
  ServiceNetworkLoadBalancerArgs,
} from "./serviceNetworkLoadBalancerArgs.js";
import { NetworkProtocol } from "./serviceNetworkLoadBalancerArgs.js";
import type { ServiceTarget } from "./serviceTraffic.js";
import { onePort, openWay } from "./serviceWay.js";
import { decideGracePeriod } from "./targetGroupDecisions.js";
import type { TaskDoors } from "./taskNetwork.js";
import { doorPorts, plainNetworkMode } from "./taskNetwork.js";

/** A listener as its arguments come to it. */
interface ListenerDecision {
  /** Name of its children. */
  name: string;
  /** What the names of its clients' rules start with. */
  entryName: string;
  args: NetworkListenerArgs;
  target: pulumi.Output<LoadBalancerTarget>;
  healthCheck: pulumi.Output<object>;
  /** Ways to the tasks that no earlier listener has opened. */
  ways: ReturnType<typeof networkWays>;
}

/** How connections reach a service, as its arguments come to it. */
export interface NetworkDecisions {
  listeners: ListenerDecision[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/**
 * Decides how connections reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideNetwork(
  checks: Checks,
  name: string,
  balancer: ServiceNetworkLoadBalancerArgs,
  args: ServiceArgs,
): NetworkDecisions {
  const { listeners } = balancer;
  const others = (args.loadBalancer ? 1 : 0) + (args.additionalLoadBalancers?.length ?? 0);
  checks.fail(networkListenersProblem(listeners, others));
  const open = new Set<string>();
  const graces = listeners.map((listener) => decideGracePeriod(checks, args, listener));
  return {
    gracePeriodSeconds: graces[0] ?? pulumi.output(60),
    listeners: listeners.map((listener, i) => {
      const at = `networkLoadBalancer.listeners[${i}]`;
      const ways = networkWays(listener).filter(({ key }) => !open.has(key));
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
  checks.whenKnown(
    { deregistrationDelaySeconds },
    (known) => targetGroupProblem(known, at),
    () => undefined,
  );
  const networkMode = plainNetworkMode(taskDefinition);
  return {
    name: `${name}-nlb-${listener.port}`,
    entryName: `${name}-nlb`,
    args: listener,
    target: checks.whenKnown(
      { containers: rawField(taskDefinition, "containers"), containerName, containerPort },
      (choice) =>
        targetProblem(choice, at) ??
        chosenPortProblem(listener, loadBalancerTarget(choice), networkMode, at),
      loadBalancerTarget,
    ),
    healthCheck: checks.whenKnown(
      { path: healthCheckPath, check: healthCheck },
      ({ path, check }) => healthCheckProblem(path ?? "/", check, false, at),
      ({ path, check }) => {
        const { path: asked, matcher, ...rest } = resolveHealthCheck(path ?? "/", check, false);
        if (path === undefined) return { ...rest, protocol: "TCP" };
        return { ...rest, protocol: "HTTP", path: asked, matcher };
      },
    ),
  };
}

/** What lets connections reach a service. */
export interface NetworkTraffic {
  targets: ServiceTarget[];
  dependencies: pulumi.Resource[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/** Makes a target group and a listener for each port, and the way from the clients to the tasks. */
export function networkTraffic(
  { ref }: ServiceNetworkLoadBalancerArgs,
  { listeners, gracePeriodSeconds }: NetworkDecisions,
  context: {
    vpcId: pulumi.Output<string>;
    doors: TaskDoors;
    parent: pulumi.Resource;
  },
): NetworkTraffic {
  const { vpcId, doors, parent } = context;
  const balancerGroupId = field(ref, "securityGroupId");
  const made = listeners.map((listener) => {
    const { name, args, target } = listener;
    const targetGroup = networkTargetGroup(listener, vpcId, doors, parent);
    const ways = listener.ways.flatMap(({ ipProtocol, isHealth }) =>
      openWay(`${name}-${isHealth ? "health" : ipProtocol}`, wayPorts(listener, isHealth, doors), {
        ipProtocol,
        doors,
        balancerGroupId,
        description: `${isHealth ? "Health checks" : "Network load balancer"} to ${name}`,
        parent,
      }),
    );
    const entries = ipProtocols(args.protocol).flatMap((ipProtocol) => {
      const of = { securityGroupId: balancerGroupId, ipProtocol, parent };
      const entry = ipProtocol === "tcp" ? listener.entryName : `${listener.entryName}-udp`;
      return openPort(entry, args.port, args, of);
    });
    const clients = networkListener(name, args, field(ref, "arn"), targetGroup, parent);
    return { target, targetGroup, dependencies: [clients, ...ways, ...entries] };
  });
  return {
    gracePeriodSeconds,
    targets: made,
    dependencies: made.flatMap(({ dependencies }) => dependencies),
  };
}

function wayPorts({ name, args, target }: ListenerDecision, isHealth: boolean, doors: TaskDoors) {
  const healthPort = isHealth ? args.healthCheck?.port : undefined;
  return healthPort === undefined ? doorPorts(name, doors, target) : onePort(healthPort);
}

function networkTargetGroup(
  { name, args, target, healthCheck }: ListenerDecision,
  vpcId: pulumi.Output<string>,
  { networkMode }: TaskDoors,
  parent: pulumi.Resource,
): lb.TargetGroup {
  const { protocol: taken = NetworkProtocol.Tcp } = args;
  const targetType = targetTypeOf(networkMode);
  // Of instances the load balancer would preserve it, and a task could not reach itself through the load balancer.
  const isKept = targetType === "instance" && !taken.includes("UDP") ? false : undefined;
  const { preserveClientIp = isKept } = args;
  // A listener with TLS ends it: what goes to the task is TCP.
  const protocol = taken === NetworkProtocol.Tls ? NetworkProtocol.Tcp : taken;
  const port = target.apply(({ containerPort }) => containerPort);
  const owner = [name, pulumi.getStack(), pulumi.getProject()];
  return new lb.TargetGroup(
    name,
    {
      // All that forces a replacement: the new group has another name, and stands before the old one goes.
      name: pulumi
        .all([port, vpcId])
        .apply(([p, vpc]) => physicalName("targetGroup", owner, [p, protocol, vpc, targetType])),
      port,
      protocol,
      targetType,
      vpcId,
      ...(preserveClientIp !== undefined && { preserveClientIp: String(preserveClientIp) }),
      deregistrationDelay:
        args.deregistrationDelaySeconds ??
        target.apply(({ stopTimeout }) => deregistrationDelay(undefined, stopTimeout)),
      healthCheck,
    },
    { parent },
  );
}

function networkListener(
  name: string,
  { port, protocol = NetworkProtocol.Tcp, certificateArn, sslPolicy }: NetworkListenerArgs,
  loadBalancerArn: pulumi.Output<string>,
  targetGroup: lb.TargetGroup,
  parent: pulumi.Resource,
): lb.Listener {
  return new lb.Listener(
    name,
    {
      loadBalancerArn,
      port,
      protocol,
      ...(protocol === NetworkProtocol.Tls && {
        certificateArn,
        sslPolicy: sslPolicy ?? TlsPolicy.Tls12,
      }),
      defaultActions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
    },
    { parent },
  );
}
