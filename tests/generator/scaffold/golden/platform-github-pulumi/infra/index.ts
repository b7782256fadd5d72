import * as pulumi from "@pulumi/pulumi";
import { Cluster, LoadBalancer, Network } from "slipway";

import { platformConfig } from "./config";

const config = platformConfig();
// The role that the pipeline deploys as makes no role without it.
const boundary = config.permissionsBoundaryArn === undefined ? {} : { permissionsBoundaryArn: config.permissionsBoundaryArn };

const vpc = new Network("platform", {
  cidrBlock: config.cidrBlock,
  availabilityZoneCount: config.availabilityZoneCount,
  natGateways: config.natGateways,
  // Images come from ECR, whose layers are in S3: this endpoint costs nothing, and spares the NAT gateways.
  vpcEndpoints: "gateway",
  flowLogs: { traffic: "reject" },
  ...boundary,
});

const ecsCluster = new Cluster("platform", {
  network: vpc.ref,
  // What services without a load balancer are called by, such as http://prices.
  serviceConnectNamespace: `${pulumi.getProject()}-${pulumi.getStack()}`,
  defaultCapacityProviderStrategies: [
    { capacityProvider: "FARGATE", base: 1, weight: 100 - config.spotPercent },
    { capacityProvider: "FARGATE_SPOT", weight: config.spotPercent },
  ],
  ...boundary,
});

const balancer = new LoadBalancer("platform", {
  network: vpc.ref,
  // Without a domain there is no certificate, and what came in would be read by all that are in between.
  internal: config.domain === undefined,
  ingressCidrBlocks: config.domain === undefined ? [config.cidrBlock, ...config.ingressCidrBlocks] : config.ingressCidrBlocks,
  deletionProtection: config.deletionProtection,
  accessLogs: { forceDestroy: !config.deletionProtection },
  ...(config.domain !== undefined && { domain: config.domain }),
});

// Services read these three by StackReference.
export const network = vpc.ref;
export const cluster = ecsCluster.ref;
export const loadBalancer = balancer.ref;
