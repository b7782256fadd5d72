import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, DockerImage, LoadBalancerRef, ServiceLoadBalancerArgs } from "slipway";
import { Service, TaskDefinition } from "slipway";

import type { ServiceConfig } from "./config";

/** What the service of a stack and that of a review environment differ in. */
export interface WebServiceArgs
  extends Pick<
    ServiceConfig,
    "platformStack" | "cpu" | "memory" | "minCapacity" | "maxCapacity" | "logRetentionDays" | "forceDelete"
  > {
  image: DockerImage;
  /** Which requests come here. */
  route: Pick<ServiceLoadBalancerArgs, "path" | "priority" | "urlRewrite">;
}

/** The service, on the platform's cluster and behind its load balancer. */
export function webService(name: string, args: WebServiceArgs): Service {
  const platform = new pulumi.StackReference(args.platformStack);
  const task = new TaskDefinition(name, {
    cpu: args.cpu,
    memory: args.memory,
    architecture: args.image.architecture,
    retainRevisions: !args.forceDelete,
    logRetentionDays: args.logRetentionDays,
    containers: [
      {
        name: "orders",
        image: args.image.uri,
        portMappings: [{ containerPort: 8080 }],
        // What the program sees that the paths of all requests begin with.
        environment: { BASE_PATH: "/orders/" },
        user: "1000",
        // A program that writes files, also in /tmp, needs false.
        readonlyRootFilesystem: true,
      },
    ],
  });
  const { minCapacity, maxCapacity } = args;
  return new Service(name, {
    cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>,
    taskDefinition: task.ref,
    loadBalancer: {
      ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>,
      ...args.route,
      healthCheckPath: "/healthz",
    },
    // A review environment has one task, and nothing to scale.
    ...(maxCapacity > 1 ? { scaling: { minCapacity, maxCapacity } } : { desiredCount: 1 }),
  });
}
