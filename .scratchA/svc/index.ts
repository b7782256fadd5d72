import * as pulumi from "@pulumi/pulumi";
import { Service, TaskDefinition, DockerImage, type ClusterRef, type LoadBalancerRef } from "../../components/index.js";
const platform = new pulumi.StackReference(`acme/platform/${pulumi.getStack()}`);
const image = new DockerImage("orders", { image: "public.ecr.aws/acme/orders:1.2" });
const task = new TaskDefinition("orders", { cpu: 256, memory: 512, containers: [{ name: "orders", image: image.uri, portMappings: [{ containerPort: 8080 }], secrets: { DB: { parameterName: "/orders/db" } } }] });
const service = new Service("orders", {
  cluster: platform.requireOutput("cluster") as pulumi.Output<ClusterRef>, taskDefinition: task.ref,
  loadBalancer: { ref: platform.requireOutput("loadBalancer") as pulumi.Output<LoadBalancerRef>, path: "/orders/*", healthCheckPath: "/healthz" },
  scaling: { minCapacity: 2, maxCapacity: 10 },
});
export const url = service.url;
