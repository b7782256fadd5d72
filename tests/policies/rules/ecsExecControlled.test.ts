import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsExecControlled } from "../../../policies/rules/ecsExecControlled.js";
import { describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const cluster = (executeCommandConfiguration: object) =>
  resourceOf("aws:ecs/cluster:Cluster", { configuration: { executeCommandConfiguration } });
const exec = (enableExecuteCommand: unknown) => rawService({ enableExecuteCommand });
const ONLY_TOOLS = { allowServices: ["tools-*"] };

describeRule(ecsExecControlled, {
  passes: [
    {
      title: "one of two services that the configuration names",
      resource: rawService({ enableExecuteCommand: true }),
      configuration: { allowServices: ["carts", "orders"] },
    },

    { title: "AWS's default", resource: cluster({}) },
    { title: "a log of its own", resource: cluster({ logging: "OVERRIDE" }) },
    {
      title: "a key where one is asked for",
      resource: cluster({ kmsKeyId: UNKNOWN }),
      configuration: { requireKms: true },
    },
    { title: "Exec where all may have it", resource: exec(true) },
    { title: "no Exec where few may have it", resource: exec(false), configuration: ONLY_TOOLS },
  ],
  fails: [
    {
      title: "no log",
      resource: cluster({ logging: "NONE" }),
      messages: [
        "cluster 'orders' does not log what is done by ECS Exec: set 'configuration.executeCommandConfiguration.logging' to DEFAULT or OVERRIDE, got \"NONE\"",
      ],
    },
    {
      title: "no key where one is asked for",
      resource: cluster({}),
      messages: [
        "cluster 'orders' has no key of its own for ECS Exec: set 'configuration.executeCommandConfiguration.kmsKeyId'",
      ],
      configuration: { requireKms: true },
    },
    {
      title: "Exec where few may have it",
      resource: exec(true),
      messages: [
        "service 'orders' lets commands be run in its containers: set 'enableExecuteCommand' to false",
      ],
      configuration: ONLY_TOOLS,
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: exec(UNKNOWN),
      paths: ["enableExecuteCommand"],
      configuration: ONLY_TOOLS,
    },
    {
      title: "an unknown log",
      resource: cluster({ logging: UNKNOWN }),
      paths: ["configuration.executeCommandConfiguration.logging"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});
