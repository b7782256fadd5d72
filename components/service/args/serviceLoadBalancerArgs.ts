import type * as pulumi from "@pulumi/pulumi";

import type { LoadBalancerRef } from "../../loadBalancer/loadBalancerRef.js";
import type { ZoneRoleArgs } from "../../loadBalancer/zoneRoleArgs.js";
import type {
  LoadBalancingAlgorithm,
  ProtocolVersion,
  StickinessArgs,
  TargetHealthCheckArgs,
  TargetProtocol,
} from "./targetGroupArgs.js";

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

/**
 * What tasks see in the place of a request's URL. Without a match they see it as it is.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-transforms.html
 */
export interface UrlRewriteArgs {
  /** Regular expression of path and query string, such as `^/orders/(.*)$`; 1 to 1024 characters. */
  regex: string;
  /** What stands in the place of the match, such as `/$1`; at most 1024 characters. */
  replace: string;
}

/** How requests reach a service. */
export interface ServiceLoadBalancerArgs {
  /** The load balancer: `loadBalancer.ref`, or the output of another stack. */
  ref: pulumi.Input<LoadBalancerRef>;
  /** Path that answers 200 when a task is healthy, such as `/healthz`. */
  healthCheckPath: pulumi.Input<string>;
  /**
   * How the load balancer asks that path.
   *
   * @default - each 15 seconds
   */
  healthCheck?: TargetHealthCheckArgs;
  /**
   * Path pattern of the requests that the service gets, such as `/orders/*`. The service sees the whole path, unless
   * `urlRewrite` has another one.
   *
   * @default - every path
   */
  path?: string;
  /**
   * Another URL for the tasks, such as for an app that answers at `/` and gets `/orders/*`.
   *
   * @default - as the client sent it
   */
  urlRewrite?: UrlRewriteArgs;
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
   * Id of the Route 53 zone that holds the hosts: each gets a record that leads to the load balancer.
   *
   * @default - their records are somebody else's
   */
  zoneId?: pulumi.Input<string>;
  /**
   * A role to make the zone's records with, where the zone is another account's.
   *
   * @default - the records are made as everything else is
   */
  zoneRole?: ZoneRoleArgs;
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
   * What its children are named by, `<service>-<key>`: letters, digits and single hyphens. With another one they are
   * replaced. To move a service to another load balancer without an outage, give the new one a key and let it stand in
   * `additionalLoadBalancers` for one update, then in `loadBalancer`: AWS lets no two load balancers share a target group.
   *
   * @default - the service's name alone; in `additionalLoadBalancers` the container's port
   */
  key?: string;
  /**
   * Priority of the rule among all on the listener, 1 to 50000; smaller wins. Two rules of one program with the same
   * priority are refused, and so is one without a chosen priority that would take every request of another. A preview
   * refuses one that a live rule of another program has.
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
   * What the load balancer speaks with the tasks. Another one makes another target group.
   *
   * @default "HTTP"
   */
  protocol?: TargetProtocol;
  /**
   * Version of HTTP that the load balancer speaks with the tasks: HTTP/2 and gRPC need a listener with TLS. Another one
   * makes another target group.
   *
   * @default "HTTP1"
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-target-groups.html#target-group-protocol-version
   */
  protocolVersion?: ProtocolVersion;
  /**
   * How the load balancer chooses the task for a request.
   *
   * @default "round_robin"
   */
  algorithm?: LoadBalancingAlgorithm;
  /**
   * Seconds over which a new task comes to its full share of requests: 30 to 900, or 0 for at once. Round robin only.
   *
   * @default 0
   */
  slowStartSeconds?: pulumi.Input<number>;
  /**
   * Whether requests of one client go to one task, and for how long.
   *
   * @default - they do not
   */
  stickiness?: StickinessArgs;
  /**
   * Seconds that a task which is being stopped may finish requests for, 0 to 3600. AWS would take 300, which is what
   * makes deployments slow.
   *
   * @default - as long as the container has to stop, which is 30 unless it has a 'stopTimeout'
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-connection-draining.html
   */
  deregistrationDelaySeconds?: pulumi.Input<number>;
}
