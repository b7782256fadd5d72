import { Cluster, LoadBalancer, Network } from "slipway";

import { platformConfig } from "./config";

const config = platformConfig();

const vpc = new Network("platform", {
  cidrBlock: config.cidrBlock,
  availabilityZoneCount: config.availabilityZoneCount,
  natGateways: config.natGateways,
});
const ecsCluster = new Cluster("platform", {
  network: vpc.ref,
  defaultCapacityProviderStrategies: [
    { capacityProvider: "FARGATE", base: 1, weight: 100 - config.spotPercent },
    { capacityProvider: "FARGATE_SPOT", weight: config.spotPercent },
  ],
});
const balancer = new LoadBalancer("platform", {
  network: vpc.ref,
  internal: false,
  ingressCidrBlocks: config.ingressCidrBlocks,
  deletionProtection: config.deletionProtection,
  ...(config.certificateArn !== undefined && { certificateArn: config.certificateArn }),
});

// Services read these three by StackReference.
export const network = vpc.ref;
export const cluster = ecsCluster.ref;
export const loadBalancer = balancer.ref;
