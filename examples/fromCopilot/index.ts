// A Load Balanced Web Service of AWS Copilot, beside the running one: on the environment's cluster, in its VPC, by a rule
// of its own on its load balancer. docs/from/copilot.md says where the ids are, and what each line of a manifest became.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// `false` first: only requests with the header go to the new tasks, so that they are healthy before any other does.
const takesAllRequests = new pulumi.Config().getBoolean("takesAllRequests") ?? false;

const vpcId = "vpc-0123456789abcdef0";
const cluster: ClusterRef = {
  arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop-test-Cluster-0123456789ab",
  name: "shop-test-Cluster-0123456789ab",
  network: {
    vpcId,
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
    egressCidrBlocks: ["0.0.0.0/0"],
  },
  defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
};
const loadBalancer: LoadBalancerRef = {
  arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop-test/0123456789abcdef",
  arnSuffix: "app/shop-test/0123456789abcdef",
  dnsName: "shop-test-0123456789.eu-west-1.elb.amazonaws.com",
  zoneId: "Z32O12XQLNTSW2",
  listenerArn:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop-test/0123456789abcdef/0123456789abcdef",
  protocol: "HTTPS",
  securityGroupId: "sg-0123456789abcdef0",
  vpcId,
};

const task = new TaskDefinition("orders", {
  // `cpu`, `memory` and `platform` of the manifest.
  cpu: 256,
  memory: 512,
  architecture: "arm64",
  containers: [
    {
      name: "orders",
      // The image that Copilot has pushed: its repository stays.
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:0123abc",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      environment: { LOG_LEVEL: "info" },
      secrets: { DB_URL: { parameterName: "/copilot/shop/test/secrets/db-url" } },
    },
  ],
});
const service = new Service("orders", {
  cluster,
  taskDefinition: task.ref,
  loadBalancer: {
    ref: loadBalancer,
    path: "/orders/*",
    healthCheckPath: "/healthz",
    // Before the priority of Copilot's rule, which `aws elbv2 describe-rules` shows.
    priority: 1,
    ...(!takesAllRequests && { httpHeaders: [{ name: "x-to-slipway", values: ["yes"] }] }),
  },
  // `count: { range: 2-10, cpu_percentage: 70 }`
  scaling: { minCapacity: 2, maxCapacity: 10, targetCpuPercent: 70 },
});

export const serviceName = service.ref.name;
