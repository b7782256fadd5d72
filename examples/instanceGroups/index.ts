// A cluster on EC2: one group of On-Demand Instances that is always there, and one of Spot Instances that grows from
// nothing. ECS adds and removes instances as tasks need them, and moves the tasks of an instance before it ends.
import * as pulumi from "@pulumi/pulumi";
import type { NetworkRef } from "slipway";
import { Cluster } from "slipway";

// What examples/platform exports.
const platform = new pulumi.StackReference(`organization/platform/${pulumi.getStack()}`);

const instances = new Cluster("instances", {
  network: platform.requireOutput("network") as pulumi.Output<NetworkRef>,
  instanceGroups: [
    {
      name: "steady",
      architecture: "arm64",
      instanceTypes: ["m7g.large"],
      minSize: 2,
      maxSize: 6,
      // An instance with tasks is not ended when the group shrinks.
      managedTerminationProtection: true,
    },
    {
      name: "spot",
      architecture: "arm64",
      // The more types, the surer is Spot capacity.
      instanceTypes: ["m7g.large", "m6g.large", "c7g.large", "r7g.large"],
      minSize: 0,
      maxSize: 20,
      spot: { onDemandPercentage: 0 },
      managedTerminationProtection: true,
    },
  ],
  // Two tasks of each service are safe from Spot's interruptions, most of the others cost less.
  defaultCapacityProviderStrategies: [
    { capacityProvider: "steady", base: 2, weight: 1 },
    { capacityProvider: "spot", weight: 4 },
  ],
});

// Services read it by StackReference.
export const cluster = instances.ref;
