// What CDK's ApplicationLoadBalancedFargateService makes with a VPC that exists, by Slipway's components:
// docs/from/cdk-ecs-patterns.md has both programs side by side. It stands beside the old stack, and DNS moves the requests.
import { Cluster, LoadBalancer, Network, Service, TaskDefinition } from "slipway";

const network = new Network("orders", {
  vpc: {
    id: "vpc-0123456789abcdef0",
    cidrBlock: "10.0.0.0/16",
    publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
    privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
    privateReach: "internet",
  },
});
const cluster = new Cluster("orders", { network: network.ref });
const loadBalancer = new LoadBalancer("orders", {
  network: network.ref,
  internal: false,
  ingressCidrBlocks: ["0.0.0.0/0"],
  // The certificate of the old listener: one may be on any number of load balancers.
  certificateArn:
    "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0123-4567-89ab-0123456789ab",
});
const task = new TaskDefinition("orders", {
  cpu: 256,
  memory: 512,
  containers: [
    {
      name: "orders",
      image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
      user: "1000",
      readonlyRootFilesystem: true,
      portMappings: [{ containerPort: 8080 }],
      environment: { LOG_LEVEL: "info" },
    },
  ],
});
const service = new Service("orders", {
  cluster: cluster.ref,
  taskDefinition: task.ref,
  loadBalancer: { ref: loadBalancer.ref, healthCheckPath: "/healthz" },
  // `service.autoScaleTaskCount(…)` and `scaleOnCpuUtilization`
  scaling: { minCapacity: 2, maxCapacity: 10, targetCpuPercent: 60 },
});

// What the weighted record of the domain points to.
export const dnsName = loadBalancer.ref.dnsName;
export const serviceName = service.ref.name;
