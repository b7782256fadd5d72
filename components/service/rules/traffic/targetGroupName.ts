import { physicalName } from "../../../rules/physicalName.js";
import { TARGET_GROUP_PARTS } from "../deployment/deploymentStrategy.js";

/** What of a target group cannot be changed. */
export interface TargetGroupShape {
  port: number;
  protocol: string;
  vpcId: string;
  /** `ip` or `instance`. */
  targetType: string;
  /** `HTTP1`, `HTTP2` or `GRPC`; a group of a network load balancer has none. */
  protocolVersion?: string;
}

/**
 * The physical name of a service's target group. What forces a replacement is in it: the new group stands before the old
 * one goes, which a listener rule still uses.
 *
 * @param owner Logical name of the target group, the chain of components that it stands in, stack and project.
 */
export function targetGroupName(
  owner: readonly string[],
  { port, protocol, vpcId, targetType, protocolVersion = "HTTP1" }: TargetGroupShape,
): string {
  const version = protocolVersion === "HTTP1" ? [] : [protocolVersion];
  return physicalName("targetGroup", owner, [port, protocol, vpcId, targetType, ...version]);
}

/**
 * Whether a live target group is one that a program of this stack made, as its name tells, which has a hash of its maker
 * and its shape.
 *
 * A name of AWS is too short for long names of services. Then it is just those in `targets` that are recognized.
 *
 * @param places What stands behind the names: of services at the top of the stack, and of those in components.
 * @param targets Names of the targets of services that the program has now.
 */
export function isTargetGroupOf(
  { places, targets }: { places: readonly (readonly string[])[]; targets: readonly string[] },
  live: TargetGroupShape & { name: string },
): boolean {
  const slug = live.name.replace(/-[0-9a-f]{8}$/, "");
  // Services that the program has no longer may be in it: any beginning of the name may be theirs.
  const beginnings = Array.from(slug, (_, i) => slug.slice(0, i + 1));
  const names = [
    ...targets.flatMap((target) => TARGET_GROUP_PARTS.map((part) => target + part)),
    ...beginnings,
  ];
  return places.some((place) =>
    names.some((name) => targetGroupName([name, ...place], live) === live.name),
  );
}
