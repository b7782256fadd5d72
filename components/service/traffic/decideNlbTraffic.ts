import * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import { field, rawField } from "../../argument/refField.js";
import { plainNetworkMode } from "../../launch/decideTaskNetwork.js";
import { targetTypeOf } from "../../launch/rules/reachedPorts.js";
import { TlsPolicy } from "../../loadBalancer/loadBalancerArgs.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type {
  NetworkListenerArgs,
  NetworkTestListenerArgs,
  ServiceNetworkLoadBalancerArgs,
} from "../args/serviceNetworkLoadBalancerArgs.js";
import { NetworkProtocol } from "../args/serviceNetworkLoadBalancerArgs.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { containerTarget, targetProblem } from "../rules/containerTarget.js";
import type { TrafficOwner } from "../rules/deployment/deploymentStrategy.js";
import {
  chosenPortProblem,
  nlbIngress,
  nlbListenersProblem,
} from "../rules/traffic/nlbListener.js";
import { nlbTestListenersProblem } from "../rules/traffic/nlbTestListener.js";
import { deregistrationDelay, targetGroupProblem } from "../rules/traffic/targetGroup.js";
import { resolveHealthCheck, targetHealthProblem } from "../rules/traffic/targetHealth.js";
import type { TargetTiming } from "./decideTarget.js";
import type { StartArgs } from "./decideTargetGroup.js";
import { decideGracePeriod } from "./decideTargetGroup.js";

/** A listener as its arguments come to it. */
export interface DecidedNlbListener {
  /** Name of its children. */
  name: string;
  /** What the names of its clients' rules start with. */
  entryName: string;
  target: pulumi.Output<ContainerTarget>;
  targetGroup: {
    protocol: NetworkProtocol;
    targetType: "ip" | "instance";
    preserveClientIp: boolean | undefined;
    deregistrationDelay: pulumi.Input<number>;
    healthCheck: pulumi.Output<object>;
  };
  protocol: NetworkProtocol;
  /** Certificate and policy of a listener with TLS. */
  tls: object;
  /** Its port with who may connect there, and that of test connections. */
  clients: NetworkTestListenerArgs;
  testClients: NetworkTestListenerArgs | undefined;
  /** Port that health checks ask, where it is another one. */
  healthPort: pulumi.Input<number> | undefined;
  timing: TargetTiming;
  /** What it connects to of the tasks, and no earlier listener has opened. */
  ingress: ReturnType<typeof nlbIngress>;
}

/** How connections reach a service, as its arguments come to it. */
export interface DecidedNlbTraffic {
  balancer: { arn: pulumi.Output<string>; securityGroupId: pulumi.Output<string> };
  listeners: DecidedNlbListener[];
  gracePeriodSeconds: pulumi.Output<number>;
}

/** What of a service its listeners hang on. */
interface NlbTrafficContext {
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  gracePeriodSeconds: StartArgs["gracePeriodSeconds"];
  /** Target groups that it has beside theirs. */
  others: number;
  trafficOwner: TrafficOwner;
}

/**
 * Decides how connections reach a service, before anything is registered where the arguments are plain.
 *
 * @throws {ArgumentError} if a rule is broken.
 */
export function decideNlbTraffic(
  checks: Checks,
  name: string,
  { ref, listeners }: ServiceNetworkLoadBalancerArgs,
  { taskDefinition, gracePeriodSeconds, others, trafficOwner }: NlbTrafficContext,
): DecidedNlbTraffic {
  checks.fail(nlbListenersProblem(listeners, others));
  checks.fail(nlbTestListenersProblem(listeners, trafficOwner === "ecs"));
  const open = new Set<string>();
  const start = { gracePeriodSeconds, containers: rawField(taskDefinition, "containers") };
  const graces = listeners.map(({ healthCheck }) => decideGracePeriod(checks, start, healthCheck));
  return {
    balancer: { arn: field(ref, "arn"), securityGroupId: field(ref, "securityGroupId") },
    gracePeriodSeconds: graces[0] ?? pulumi.output(60),
    listeners: listeners.map((listener, i) => {
      const ingress = nlbIngress(listener).filter(({ key }) => !open.has(key));
      for (const { key } of ingress) open.add(key);
      const at = `networkLoadBalancer.listeners[${i}]`;
      return { ...decideListener(checks, name, listener, { at, taskDefinition }), ingress };
    }),
  };
}

function decideListener(
  checks: Checks,
  name: string,
  listener: NetworkListenerArgs,
  { at, taskDefinition }: { at: string; taskDefinition: pulumi.Input<TaskDefinitionRef> },
): Omit<DecidedNlbListener, "ingress"> {
  const { containerName, containerPort, deregistrationDelaySeconds, healthCheck } = listener;
  const { protocol = NetworkProtocol.Tcp, certificateArn, sslPolicy = TlsPolicy.Tls12 } = listener;
  checks.check({ deregistrationDelaySeconds }, (known) => targetGroupProblem(known, at));
  const networkMode = plainNetworkMode(taskDefinition);
  const target = checks.decide(
    { containers: rawField(taskDefinition, "containers"), containerName, containerPort },
    (choice) =>
      targetProblem(choice, at) ??
      chosenPortProblem(listener, containerTarget(choice), networkMode, at),
    containerTarget,
  );
  const targetType = targetTypeOf(networkMode);
  // Of instances the load balancer would preserve it, and a task could not reach itself through the load balancer.
  const isKept = targetType === "instance" && !protocol.includes("UDP") ? false : undefined;
  return {
    name: `${name}-nlb-${listener.port}`,
    entryName: `${name}-nlb`,
    target,
    targetGroup: {
      // A listener with TLS ends it: what goes to the task is TCP.
      protocol: protocol === NetworkProtocol.Tls ? NetworkProtocol.Tcp : protocol,
      targetType,
      preserveClientIp: listener.preserveClientIp ?? isKept,
      deregistrationDelay: deregistrationDelaySeconds ?? target.apply(deregistrationDelay),
      healthCheck: decideHealthCheck(checks, listener, at),
    },
    protocol,
    tls: protocol === NetworkProtocol.Tls ? { certificateArn, sslPolicy } : {},
    clients: listener,
    testClients: listener.testListener,
    healthPort: healthCheck?.port,
    timing: { deregistrationDelaySeconds, healthCheck },
  };
}

/** By HTTP where a path is given, else that a connection comes about. */
function decideHealthCheck(
  checks: Checks,
  { healthCheckPath, healthCheck = {} }: NetworkListenerArgs,
  at: string,
): pulumi.Output<object> {
  return checks.decide(
    { path: healthCheckPath, check: healthCheck },
    ({ path, check }) => targetHealthProblem(path ?? "/", check, false, at),
    ({ path, check }) => {
      const { path: asked, matcher, ...rest } = resolveHealthCheck(path ?? "/", check, false);
      if (path === undefined) return { ...rest, protocol: "TCP" };
      return { ...rest, protocol: "HTTP", path: asked, matcher };
    },
  );
}
