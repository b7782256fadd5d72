import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerRef } from "./loadBalancer.js";

/** How requests reach a service. */
export interface ServiceLoadBalancerArgs {
  /** The load balancer: `loadBalancer.ref`, or the output of another stack. */
  ref: pulumi.Input<LoadBalancerRef>;
  /** Path that answers 200 when a task is healthy, such as `/healthz`. */
  healthCheckPath: pulumi.Input<string>;
  /**
   * Path pattern of the requests that the service gets, such as `/orders/*`. The service sees the whole path.
   *
   * @default - every path
   */
  path?: string;
  /**
   * Host name of the requests that the service gets.
   *
   * @default - every host
   */
  host?: string;
  /**
   * Priority of the rule among all on the listener, 1 to 50000; smaller wins.
   *
   * @default - by how specific the rule is, and by the service's name within that
   */
  priority?: number;
  /**
   * Container that gets the requests.
   *
   * @default - the only one that maps a port
   */
  containerName?: pulumi.Input<string>;
  /**
   * Port of the container that gets the requests.
   *
   * @default - the only one that is mapped
   */
  containerPort?: pulumi.Input<number>;
  /**
   * Seconds that a task which is being stopped may finish requests for, 0 to 3600. AWS would take 300, which is what
   * makes deployments slow.
   *
   * @default 30
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
   */
  deregistrationDelaySeconds?: pulumi.Input<number>;
}
