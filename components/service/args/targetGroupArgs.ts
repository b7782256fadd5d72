import type * as pulumi from "@pulumi/pulumi";

/** What the load balancer speaks with the tasks. */
export const TargetProtocol = { Http: "HTTP", Https: "HTTPS" } as const;
/** What the load balancer speaks with the tasks. */
export type TargetProtocol = (typeof TargetProtocol)[keyof typeof TargetProtocol];

/** Version of HTTP that the load balancer speaks with the tasks. */
export const ProtocolVersion = { Http1: "HTTP1", Http2: "HTTP2", Grpc: "GRPC" } as const;
/** Version of HTTP that the load balancer speaks with the tasks. */
export type ProtocolVersion = (typeof ProtocolVersion)[keyof typeof ProtocolVersion];

/** How the load balancer chooses the task for a request. */
export const LoadBalancingAlgorithm = {
  RoundRobin: "round_robin",
  LeastOutstandingRequests: "least_outstanding_requests",
  WeightedRandom: "weighted_random",
} as const;
/** How the load balancer chooses the task for a request. */
export type LoadBalancingAlgorithm =
  (typeof LoadBalancingAlgorithm)[keyof typeof LoadBalancingAlgorithm];

/**
 * How the load balancer finds out whether a task is healthy. A container's own health check is another matter: ECS asks
 * that one, inside the task.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export interface TargetHealthCheckArgs {
  /**
   * Port that is asked, 1 to 65535, where it is another than the one that gets the requests.
   *
   * @default - the port that gets the requests
   */
  port?: pulumi.Input<number>;
  /**
   * Codes that say healthy, such as `200-299,302`: HTTP codes from 200 to 499, or gRPC codes from 0 to 99.
   *
   * @default - "200"; with gRPC "0", and "12" on /AWS.ALB/healthcheck, which programs do not implement
   */
  matcher?: pulumi.Input<string>;
  /**
   * Seconds from one check to the next, 5 to 300.
   *
   * @default 15
   */
  interval?: pulumi.Input<number>;
  /**
   * Seconds within which a task must answer, 2 to 120 and less than `interval`.
   *
   * @default - 5, or less where `interval` is 5
   */
  timeout?: pulumi.Input<number>;
  /**
   * Good answers in a row that make a task healthy, 2 to 10.
   *
   * @default 2
   */
  healthyThreshold?: pulumi.Input<number>;
  /**
   * Bad answers in a row that make a task unhealthy, 2 to 10.
   *
   * @default 3
   */
  unhealthyThreshold?: pulumi.Input<number>;
}

/**
 * Requests of one client go to one task, as long as it is there.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html#sticky-sessions
 */
export interface StickinessArgs {
  /**
   * Name of the program's own cookie that a session goes by. It may not start with `AWSALB`.
   *
   * @default - a cookie of the load balancer
   */
  cookieName?: string;
  /**
   * Seconds that a client stays with a task, 1 to 604800.
   *
   * @default 86400
   */
  cookieDurationSeconds?: pulumi.Input<number>;
}
