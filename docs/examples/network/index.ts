import { Network } from "slipway";

const vpc = new Network("platform", {
  cidrBlock: "10.20.0.0/16",
  availabilityZoneCount: 2,
  natGateways: "single",
});

// Clusters and load balancers take it: network.ref here, the output of this stack elsewhere.
export const network = vpc.ref;
