import { balancingTypes } from "./balancingTypes.js";
import { lazy } from "./lazy.js";
import { viewOf } from "./viewOf.js";

/** A target group of a load balancer. Each read throws `UnknownLeaf` where its value is not known. */
export interface TargetGroupView {
  /** How messages name it: `target group 'orders'`. */
  readonly label: string;
  /** What its targets are: `instance`, `ip`, `lambda` or `alb`. */
  targetType(): string;
  port(): number | undefined;
  protocol(): string | undefined;
  /** `HTTP1`, `HTTP2` or `GRPC`. */
  protocolVersion(): string;
  /** Whether it has a value, known or not. */
  has(property: "port" | "protocol" | "vpcId"): boolean;
  readonly healthCheck: TargetHealthView;
  /** Seconds for which a target that is taken out may end what it does. */
  drainSeconds(): number;
}

/** The health check of a target group, as far as it is given. */
export interface TargetHealthView {
  readonly interval: number | undefined;
  readonly timeout: number | undefined;
  readonly healthyThreshold: number | undefined;
  readonly unhealthyThreshold: number | undefined;
  readonly protocol: string | undefined;
  readonly matcher: string | undefined;
  /** A number, or `traffic-port`. */
  readonly port: string | undefined;
}

const TargetHealth = lazy({
  interval: "number",
  timeout: "number",
  healthyThreshold: "number",
  unhealthyThreshold: "number",
  protocol: "string",
  matcher: "string",
  port: "string",
});

/** Types of target groups. */
export const TARGET_GROUP_TYPES = balancingTypes("targetGroup:TargetGroup");

/** A view of the target group that a resource is; nothing for any other resource. */
export const targetGroupView = viewOf(
  TARGET_GROUP_TYPES,
  (inputs, { name }): TargetGroupView => ({
    label: `target group '${name}'`,
    targetType: () => inputs.get("targetType").string() ?? "instance",
    port: () => inputs.get("port").number(),
    protocol: () => inputs.get("protocol").string(),
    protocolVersion: () => inputs.get("protocolVersion").string() ?? "HTTP1",
    has: (property) => inputs.get(property).isGiven(),
    // "The default value is 300 seconds" (TargetGroupAttribute deregistration_delay.timeout_seconds).
    drainSeconds: () => inputs.get("deregistrationDelay").number() ?? 300,
    healthCheck: new TargetHealth(inputs.get("healthCheck")),
  }),
);
