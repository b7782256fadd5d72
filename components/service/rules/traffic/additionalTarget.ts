import { componentNameProblem } from "../../../rules/componentName.js";
import type { Problem } from "../../../rules/problem.js";
import { firstProblem } from "../../../rules/problem.js";

/** A further target of a service's requests. */
export interface AdditionalTarget {
  key?: string | undefined;
  /** A number, or something that is none yet. */
  containerPort?: unknown;
}

const ARGUMENT = "additionalLoadBalancers";

/** Target groups that ECS takes for one service. */
export const MOST_TARGET_GROUPS = 5;

/** What the children of a further target are named by. */
export function additionalKey({ key, containerPort }: AdditionalTarget): string {
  return key ?? String(containerPort);
}

/**
 * Why a service cannot have these further targets; nothing when it can.
 *
 * @param first The first target, if there is one.
 * @param isShifted Whether ECS moves requests between two target groups of each target.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
 */
export function additionalTargetsProblem(
  first: AdditionalTarget | undefined,
  further: readonly AdditionalTarget[],
  isShifted = false,
): Problem | undefined {
  const keyed = first?.key === undefined ? [] : [first];
  const keyFault = keyed.map((target) => keyProblem(target, [], "loadBalancer"))[0];
  if (further.length === 0 || keyFault) return keyFault;
  if (!first) {
    const reason = `'${ARGUMENT}' needs 'loadBalancer' for the first way, got none; move an entry there`;
    return { path: ARGUMENT, reason };
  }
  if (further.length >= MOST_TARGET_GROUPS) {
    const reason = `'${ARGUMENT}' may have at most ${MOST_TARGET_GROUPS - 1} entries beside 'loadBalancer', got ${further.length}`;
    return { path: ARGUMENT, reason };
  }
  return (
    portProblem(first.containerPort, "loadBalancer") ??
    firstProblem(further, (target, i) => {
      const at = `${ARGUMENT}[${i}]`;
      return (
        portProblem(target.containerPort, at) ??
        keyProblem(target, [...keyed, ...further.slice(0, i)], at) ??
        (isShifted ? pairProblem(target, at) : undefined)
      );
    })
  );
}

/** The first target's second target group goes by this name. */
function pairProblem(target: AdditionalTarget, at: string): Problem | undefined {
  if (additionalKey(target) !== "alternate") return undefined;
  const path = `${at}.key`;
  const reason = `'${path}' must not be "alternate" where ECS moves requests between two target groups, the second of which has that name; "admin" works`;
  return { path, reason };
}

/** Which children there are, and what they are called, hangs on the ports. */
function portProblem(port: unknown, at: string): Problem | undefined {
  if (typeof port === "number") return undefined;
  const path = `${at}.containerPort`;
  const got = port === undefined ? "none" : "one that is not known yet";
  const reason = `'${path}' must be a number where '${ARGUMENT}' is given, got ${got}; 8080 works`;
  return { path, reason };
}

function keyProblem(
  target: AdditionalTarget,
  before: readonly AdditionalTarget[],
  at: string,
): Problem | undefined {
  const path = `${at}.key`;
  const key = additionalKey(target);
  if (componentNameProblem(`x-${key}`) !== undefined) {
    const reason = `'${path}' must hold letters, digits and single hyphens, got ${JSON.stringify(key)}; "admin" works`;
    return { path, reason };
  }
  if (!before.some((other) => additionalKey(other) === key)) return undefined;
  const reason = `'${path}' must be its own, got ${JSON.stringify(key)} twice; "${key}-2" works`;
  return { path, reason };
}
