import type { ClusterRef, LoadBalancerRef, NetworkRef } from "../../../components/index.js";

/** References of a platform as another stack would export them. */
export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlock: "10.0.0.0/16",
  publicSubnetIds: ["subnet-public-a", "subnet-public-b"],
  privateSubnetIds: ["subnet-private-a", "subnet-private-b"],
  egressCidrBlocks: ["0.0.0.0/0"],
};

export const cluster: ClusterRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:cluster/platform",
  name: "platform",
  network,
  defaultCapacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }],
};

export const loadBalancer: LoadBalancerRef = {
  arn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/platform/1",
  arnSuffix: "app/platform/1",
  dnsName: "platform.example.com",
  zoneId: "Z1",
  listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/2",
  protocol: "HTTPS",
  securityGroupId: "sg-balancer",
  vpcId: "vpc-1",
};
