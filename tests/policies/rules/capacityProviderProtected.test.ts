import { UNKNOWN } from "../../../policies/resource/reader.js";
import { capacityProviderProtected } from "../../../policies/rules/capacityProviderProtected.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const provider = (managedTerminationProtection?: unknown) =>
  resourceOf("aws:ecs/capacityProvider:CapacityProvider", {
    autoScalingGroupProvider: { autoScalingGroupArn: "arn", managedTerminationProtection },
  });
const message =
  "capacity provider 'orders' lets instances be ended that run tasks: set 'autoScalingGroupProvider.managedTerminationProtection' to ENABLED";

describeRule(capacityProviderProtected, {
  passes: [
    { title: "protected instances", resource: provider("ENABLED") },
    {
      title: "a provider that another one protects",
      resource: resourceOf("aws:ecs/capacityProvider:CapacityProvider", {
        autoScalingGroupProvider: {
          managedTerminationProtection: "ENABLED",
          managedScaling: { status: "ENABLED" },
        },
      }),
    },
    {
      title: "a provider with a draining",
      resource: resourceOf("aws:ecs/capacityProvider:CapacityProvider", {
        autoScalingGroupProvider: {
          managedTerminationProtection: "ENABLED",
          managedDraining: "ENABLED",
        },
      }),
    },
  ],
  fails: [
    { title: "AWS's default", resource: provider(), messages: [message] },
    {
      title: "instances that are not protected",
      resource: provider("DISABLED"),
      messages: [message],
    },
    { title: "an empty choice", resource: provider(""), messages: [message] },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: provider(UNKNOWN),
      paths: ["autoScalingGroupProvider.managedTerminationProtection"],
    },
  ],
  ignores: [
    {
      title: "managed instances, which AWS keeps",
      resource: resourceOf("aws:ecs/capacityProvider:CapacityProvider", {
        managedInstancesProvider: {},
      }),
    },
    { title: "a service", resource: rawService() },
  ],
});
