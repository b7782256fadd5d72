import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerRef } from "./loadBalancer.js";

/** A header that requests must have. */
export interface HttpHeaderConditionArgs {
  /** Name of the header, at most 40 characters; its case does not matter. `Host` has an argument of its own. */
  name: string;
  /** Patterns of which the header's value meets one, such as `*beta*`; at most 128 characters each. */
  values: string[];
}

/** A part of the query string that requests must have. */
export interface QueryStringConditionArgs {
  /**
   * Pattern of the key, at most 128 characters.
   *
   * @default - any key
   */
  key?: string;
  /** Patterns of which the value meets one; at most 128 characters each. */
  values: string[];
}

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
   * Further path patterns. A rule takes at most 5 values in all its conditions.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
   */
  paths?: string[];
  /**
   * Further host names.
   *
   * @default - none
   */
  hosts?: string[];
  /**
   * Headers that requests must have, all of them.
   *
   * @default - any headers
   */
  httpHeaders?: HttpHeaderConditionArgs[];
  /**
   * Parts of the query string that requests must have, all of them.
   *
   * @default - any query string
   */
  queryStrings?: QueryStringConditionArgs[];
  /**
   * HTTP methods of the requests that the service gets, in upper case.
   *
   * @default - any method
   */
  httpMethods?: string[];
  /**
   * IPv4 and IPv6 ranges that requests come from. A proxy in front of the load balancer is their source then.
   *
   * @default - anywhere
   */
  sourceCidrBlocks?: string[];
  /**
   * Priority of the rule among all on the listener, 1 to 50000; smaller wins. Two rules of one program with the same
   * priority are refused, and so is one without a chosen priority that would take every request of another.
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
