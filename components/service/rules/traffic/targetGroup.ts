import { isHttpToken } from "../../../rules/httpToken.js";
import { wholeNumberProblem } from "../../../rules/numberProblem.js";
import type { Problem } from "../../../rules/problem.js";
import type { ContainerTarget } from "../containerTarget.js";

/** What a load balancer speaks with tasks, and how it chooses one. */
export interface TargetSettings {
  protocolVersion?: string | undefined;
  algorithm?: string | undefined;
  slowStartSeconds?: number | undefined;
  deregistrationDelaySeconds?: number | undefined;
  cookieName?: string | undefined;
  cookieDurationSeconds?: number | undefined;
  /** Protocol of the listener. */
  listenerProtocol?: string | undefined;
}

/**
 * Why a load balancer would refuse the settings of a target group; nothing when it would not.
 *
 * @param at Path of the load balancer's arguments.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html
 */
export function targetGroupProblem(settings: TargetSettings, at: string): Problem | undefined {
  return (
    versionProblem(settings, at) ??
    slowStartProblem(settings, at) ??
    delayProblem(settings, at) ??
    stickinessProblem(settings, at)
  );
}

function versionProblem(
  { protocolVersion = "HTTP1", listenerProtocol = "HTTPS" }: TargetSettings,
  at: string,
): Problem | undefined {
  if (protocolVersion === "HTTP1" || listenerProtocol === "HTTPS") return undefined;
  const path = `${at}.protocolVersion`;
  const reason = `'${path}' must be "HTTP1" on a listener without TLS, got "${protocolVersion}"; a load balancer with 'certificateArn' takes it`;
  return { path, reason };
}

function slowStartProblem(
  { slowStartSeconds = 0, algorithm = "round_robin" }: TargetSettings,
  at: string,
): Problem | undefined {
  const path = `${at}.slowStartSeconds`;
  const isLegal =
    slowStartSeconds === 0 ||
    (Number.isInteger(slowStartSeconds) && slowStartSeconds >= 30 && slowStartSeconds <= 900);
  if (!isLegal) {
    const reason = `'${path}' must be 0 or a whole number from 30 to 900, got ${slowStartSeconds}; 60 works`;
    return { path, reason };
  }
  if (slowStartSeconds === 0 || algorithm === "round_robin") return undefined;
  const reason = `'${path}' must be 0 with 'algorithm' "${algorithm}", got ${slowStartSeconds}; "round_robin" takes it`;
  return { path, reason };
}

function delayProblem(
  { deregistrationDelaySeconds: delay }: TargetSettings,
  at: string,
): Problem | undefined {
  return wholeNumberProblem(`${at}.deregistrationDelaySeconds`, delay, [0, 3600], 30);
}

function stickinessProblem(
  { cookieName, cookieDurationSeconds: duration }: TargetSettings,
  at: string,
): Problem | undefined {
  if (cookieName !== undefined && !isCookieName(cookieName)) {
    const path = `${at}.stickiness.cookieName`;
    const reason = `'${path}' must be a cookie's name that does not start with AWSALB, got ${JSON.stringify(cookieName)}; "session" works`;
    return { path, reason };
  }
  const path = `${at}.stickiness.cookieDurationSeconds`;
  return wholeNumberProblem(path, duration, [1, 604_800], 86_400);
}

function isCookieName(name: string): boolean {
  return isHttpToken(name, 512) && !/^AWSALB/i.test(name);
}

/**
 * Seconds that a task which is being stopped may finish requests for: as long as its program has to stop. AWS would take
 * 300, which is what makes deployments slow.
 */
export function deregistrationDelay({
  stopTimeout = 30,
}: Pick<ContainerTarget, "stopTimeout">): number {
  return stopTimeout;
}
