import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { deregistrationDelay, targetGroupProblem } from "../rules/traffic/targetGroup.js";
import {
  gracePeriod,
  gracePeriodProblem,
  resolveHealthCheck,
  targetHealthProblem,
} from "../rules/traffic/targetHealth.js";
import { rawField } from "../../argument/refField.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import type { TargetHealthCheckArgs } from "../args/targetGroupArgs.js";
import {
  LoadBalancingAlgorithm,
  ProtocolVersion,
  TargetProtocol,
} from "../args/targetGroupArgs.js";

/** What a target group's arguments come to. */
export interface DecidedTargetGroup {
  protocol: TargetProtocol;
  protocolVersion: ProtocolVersion;
  healthCheck: pulumi.Output<object>;
  deregistrationDelay: pulumi.Input<number>;
  /** How it chooses a task. */
  balancing: ReturnType<typeof balancing>;
}

/**
 * Decides on a target group's arguments, before anything is registered where they are plain.
 *
 * @param at Path of the arguments below the component's.
 */
export function decideTargetGroup(
  checks: Checks,
  args: ServiceLoadBalancerArgs,
  target: pulumi.Output<ContainerTarget>,
  at = "loadBalancer",
): DecidedTargetGroup {
  const { protocolVersion, algorithm, slowStartSeconds, stickiness } = args;
  const { protocol = TargetProtocol.Http } = args;
  const isGrpc = protocolVersion === ProtocolVersion.Grpc;
  const given = args.deregistrationDelaySeconds;
  const listenerProtocol =
    protocolVersion === undefined ? undefined : rawField(args.ref, "protocol");
  const attributes = { slowStartSeconds, deregistrationDelaySeconds: given, ...stickiness };
  checks.check({ protocolVersion, algorithm, listenerProtocol, ...attributes }, (known) =>
    targetGroupProblem(known, at),
  );
  const healthCheck = checks.decide(
    { path: args.healthCheckPath, check: args.healthCheck ?? {} },
    ({ path, check }) => targetHealthProblem(path, check, isGrpc, at),
    ({ path, check }) => ({ ...resolveHealthCheck(path, check, isGrpc), protocol }),
  );
  return {
    protocol,
    protocolVersion: protocolVersion ?? ProtocolVersion.Http1,
    healthCheck,
    deregistrationDelay: given ?? target.apply(deregistrationDelay),
    balancing: balancing(args),
  };
}

/** What AWS keeps when it is left out is always given: else taking it out of a program would not take it away. */
function balancing({ algorithm, slowStartSeconds, stickiness }: ServiceLoadBalancerArgs) {
  const { cookieName, cookieDurationSeconds = 86_400 } = stickiness ?? {};
  return {
    loadBalancingAlgorithmType: algorithm ?? LoadBalancingAlgorithm.RoundRobin,
    slowStart: slowStartSeconds ?? 0,
    stickiness: {
      enabled: stickiness !== undefined,
      type: cookieName === undefined ? "lb_cookie" : "app_cookie",
      cookieDuration: cookieDurationSeconds,
      ...(cookieName !== undefined && { cookieName }),
    },
  };
}

/** What a service says of the time that its tasks take to start. */
export interface StartArgs {
  gracePeriodSeconds: pulumi.Input<number> | undefined;
  /** The containers, with how long each may take. */
  containers: pulumi.Input<
    pulumi.Input<{ startPeriod?: pulumi.Input<number | undefined> | undefined }>[]
  >;
}

/**
 * Seconds that the load balancer leaves a task alone after its start: no less than its containers may take to start,
 * unless the program says otherwise.
 */
export function decideGracePeriod(
  checks: Checks,
  { gracePeriodSeconds, containers }: StartArgs,
  { interval, unhealthyThreshold }: TargetHealthCheckArgs = {},
): pulumi.Output<number> {
  const timing = (known: {
    gracePeriodSeconds: number | undefined;
    containers: readonly { startPeriod?: number | undefined }[];
    interval: number | undefined;
    unhealthyThreshold: number | undefined;
  }) => ({
    ...known,
    startPeriod: Math.max(0, ...known.containers.map(({ startPeriod = 0 }) => startPeriod)),
  });
  return checks.decide(
    { gracePeriodSeconds, containers, interval, unhealthyThreshold },
    (known) => gracePeriodProblem(timing(known)),
    (known) => gracePeriod(timing(known)),
  );
}
