// A service of terraform-aws-modules/ecs, beside the running one: on the module's cluster and on its load balancer.
// docs/from/terraform-ecs-module.md says argument by argument what became of what, and which steps move the requests.
import * as pulumi from "@pulumi/pulumi";
import type { ClusterRef, LoadBalancerRef } from "slipway";
import { Service, TaskDefinition } from "slipway";

// `false` first: only requests with the header go to the new tasks, so that they are healthy before any other does.
const takesAllRequests = new pulumi.Config().getBoolean("takesAllRequests") ?? false;

// What `terraform output` says of the cluster, the VPC and the load balancer.
const vpcId = "vpc-0123456789abcdef0";
const cluster: ClusterRef = {
  arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
  name: "shop",
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
  arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/0123456789abcdef",
  arnSuffix: "app/shop/0123456789abcdef",
  dnsName: "shop-0123456789.eu-west-1.elb.amazonaws.com",
  zoneId: "Z32O12XQLNTSW2",
  listenerArn:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/shop/0123456789abcdef/0123456789abcdef",
  protocol: "HTTPS",
  securityGroupId: "sg-0123456789abcdef0",
  vpcId,
};

const task = new TaskDefinition("orders", {
  cpu: 1024,
  memory: 4096,
  containers: [
    {
      name: "orders",
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
      user: "1000",
      // The module's default, which has to be said here.
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
    },
  ],
  // `tasks_iam_role_statements`
  taskRoleStatements: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::shop-assets/*"] }],
  // `cloudwatch_log_group_retention_in_days`
  logRetentionDays: 14,
});
const service = new Service("orders", {
  cluster,
  taskDefinition: task.ref,
  loadBalancer: {
    ref: loadBalancer,
    path: "/orders/*",
    healthCheckPath: "/healthz",
    // Before the priority of the rule that Terraform has.
    priority: 1,
    ...(!takesAllRequests && { httpHeaders: [{ name: "x-to-slipway", values: ["yes"] }] }),
  },
  // `autoscaling_min_capacity`, `autoscaling_max_capacity` and the module's two default policies.
  scaling: { minCapacity: 2, maxCapacity: 10, targetCpuPercent: 75, targetMemoryPercent: 75 },
});

export const serviceName = service.ref.name;
