import { Cluster, Network } from "slipway";

const vpc = new Network("shop", { availabilityZoneCount: 2 });
const apps = new Cluster("shop", { network: vpc.ref });

export const cluster = apps.ref;
