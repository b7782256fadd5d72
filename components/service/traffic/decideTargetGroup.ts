import type * as pulumi from "@pulumi/pulumi";

import type { Checks } from "../../argument/checks.js";
import type { ContainerTarget } from "../rules/containerTarget.js";
import { deregistrationDelay, targetGroupProblem } from "../rules/traffic/targetGroup.js";
import type { ResolvedHealthCheck } from "../rules/traffic/targetHealth.js";
import {
  gracePeriod,
  gracePeriodProblem,
  targetHealthProblem,
  resolveHealthCheck,
} from "../rules/traffic/targetHealth.js";
import { rawField } from "../../argument/refField.js";
import type { ServiceArgs } from "../args/serviceArgs.js";
import type { ServiceLoadBalancerArgs } from "../args/serviceLoadBalancerArgs.js";
import { ProtocolVersion } from "../args/targetGroupArgs.js";

/** What a target group's arguments come to. */
export interface DecidedTargetGroup {
  healthCheck: pulumi.Output<ResolvedHealthCheck>;
  deregistrationDelay: pulumi.Input<number>;
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
    ({ path, check }) => resolveHealthCheck(path, check, isGrpc),
  );
  return {
    healthCheck,
    deregistrationDelay:
      given ?? target.apply((t) => deregistrationDelay(undefined, t.stopTimeout)),
  };
}

/**
 * Seconds that the load balancer leaves a task alone after its start: no less than its containers may take to start,
 * unless the program says otherwise.
 */
export function decideGracePeriod(
  checks: Checks,
  args: Pick<ServiceArgs, "healthCheckGracePeriodSeconds" | "taskDefinition">,
  way: Pick<ServiceLoadBalancerArgs, "healthCheck">,
): pulumi.Output<number> {
  const { interval, unhealthyThreshold } = way.healthCheck ?? {};
  const gracePeriodSeconds = args.healthCheckGracePeriodSeconds;
  const containers = rawField(args.taskDefinition, "containers");
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
