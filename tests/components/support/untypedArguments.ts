import * as pulumi from "@pulumi/pulumi";

import {
  Cluster,
  DockerImage,
  LoadBalancer,
  Network,
  NetworkLoadBalancer,
  ScheduledTask,
  Service,
  Task,
  TaskDefinition,
} from "../../../components/index.js";
import { cluster, loadBalancer } from "./platform.js";

/** A task definition, as a Service takes it. */
export const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
export const image = "nginx:1.27";
export const scaling = { minCapacity: 1, maxCapacity: 4 };
export const route = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };

/** Arguments as programs without types write them. */
export type Untyped = any;

/** Each component, from arguments that no type has seen. */
export const makers = {
  Cluster: (args: Untyped) => new Cluster("orders", args),
  DockerImage: (args: Untyped) => new DockerImage("orders", args),
  LoadBalancer: (args: Untyped) => new LoadBalancer("orders", args),
  Network: (args: Untyped) => new Network("orders", args),
  NetworkLoadBalancer: (args: Untyped) => new NetworkLoadBalancer("orders", args),
  ScheduledTask: (args: Untyped) => new ScheduledTask("orders", args),
  Service: (args: Untyped) => new Service("orders", args),
  Task: (args: Untyped) => new Task("orders", args),
  TaskDefinition: (args: Untyped) => new TaskDefinition("orders", args),
};
/** A service with what it needs, and these arguments. */
export const service = (args: Untyped) => makers.Service({ cluster, taskDefinition, ...args });
/** A task definition of one container with these arguments. */
export const container = (args: Untyped, others: object = {}) =>
  makers.TaskDefinition({ containers: [{ name: "orders", image, ...args }], ...others });

/** A value that comes when the program has run on. */
export const later = (value: unknown) => pulumi.output(Promise.resolve(value)) as Untyped;

/** Path of the argument, what makes the component, and what its message ends with. */
export type Case = readonly [path: string, make: () => unknown, message: string];
