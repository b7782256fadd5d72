import * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { Cluster } from "slipway";

// What the platform's stack exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const apps = new Cluster("apps", {
  network: platform.requireOutput("network") as pulumi.Output<NetworkRef>,
  // Two tasks of each service on Fargate, all above them on Spot.
  spotAboveTasks: 2,
  execLogRetentionDays: 30,
});

export const cluster = apps.ref;
