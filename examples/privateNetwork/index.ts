// A platform without a way to the internet: no NAT gateways, and endpoints for all that Fargate calls to start a task.
// Images come from ECR in the same region. It exports what examples/platform does.
import { Cluster, LoadBalancer, Network } from "slipway";

const vpc = new Network("private", {
  cidrBlock: "10.40.0.0/16",
  natGateways: "none",
  vpcEndpoints: "fargate",
  flowLogs: { traffic: "reject", retentionDays: 30 },
});
const ecsCluster = new Cluster("private", { network: vpc.ref });
// Reached from the VPC, and from what is connected with it.
const balancer = new LoadBalancer("private", {
  network: vpc.ref,
  internal: true,
  ingressCidrBlocks: ["10.0.0.0/8"],
});

export const network = vpc.ref;
export const cluster = ecsCluster.ref;
export const loadBalancer = balancer.ref;
