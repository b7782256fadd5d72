import * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { LoadBalancer } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const balancer = new LoadBalancer("public", {
  network: platform.requireOutput("network") as pulumi.Output<NetworkRef>,
  internal: false,
  ingressCidrBlocks: ["0.0.0.0/0"],
  // The certificate, its validation and the records are made in this zone of Route 53.
  domain: { name: "api.example.com", zoneId: "Z0123456789ABCDEFGHIJ" },
  deletionProtection: true,
});

export const loadBalancer = balancer.ref;
