// A service of App Runner on ECS: the same image, port, health check, secrets and limits, behind a load balancer of its
// own. docs/from/app-runner.md says what became of what. `newWeight` moves the domain's requests, step by step.
import { Record } from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { Cluster, LoadBalancer, Network, Service, TaskDefinition } from "slipway";

// Of 100. App Runner's record in the same zone has the rest, by a set identifier of its own.
const newWeight = new pulumi.Config().getNumber("newWeight", { min: 0, max: 100 }) ?? 0;

const network = new Network("orders", { availabilityZoneCount: 2 });
const cluster = new Cluster("orders", { network: network.ref });
const loadBalancer = new LoadBalancer("orders", {
  network: network.ref,
  internal: false,
  ingressCidrBlocks: ["0.0.0.0/0"],
  certificateArn:
    "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0123-4567-89ab-0123456789ab",
});
const task = new TaskDefinition("orders", {
  // `Cpu` and `Memory` of the instance configuration: "1 vCPU" and "2 GB".
  cpu: 1024,
  memory: 2048,
  containers: [
    {
      name: "orders",
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      // App Runner sets it for the program.
      environment: { PORT: "8080" },
      secrets: { DB_URL: { parameterName: "/orders/db-url" } },
    },
  ],
});
const service = new Service("orders", {
  cluster: cluster.ref,
  taskDefinition: task.ref,
  loadBalancer: { ref: loadBalancer.ref, healthCheckPath: "/healthz" },
  // `MinSize` and `MaxSize`; `MaxConcurrency` has no counterpart, and a load per minute is the nearest to it.
  scaling: { minCapacity: 2, maxCapacity: 25, targetRequestsPerMinute: 1200 },
});

new Record("orders", {
  zoneId: "Z0123456789ABCDEFGHIJ",
  name: "orders.example.com",
  type: "CNAME",
  ttl: 60,
  records: [loadBalancer.ref.dnsName],
  setIdentifier: "ecs",
  weightedRoutingPolicies: [{ weight: newWeight }],
});

export const serviceName = service.ref.name;
