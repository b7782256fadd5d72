import * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { NetworkLoadBalancer } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const balancer = new NetworkLoadBalancer("mqtt", {
  network: platform.requireOutput("network") as pulumi.Output<NetworkRef>,
  internal: true,
  crossZone: true,
});

// A service opens its ports on it, by networkLoadBalancer.
export const networkLoadBalancer = balancer.ref;
