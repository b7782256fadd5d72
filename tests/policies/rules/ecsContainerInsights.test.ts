import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsContainerInsights } from "../../../policies/rules/ecsContainerInsights.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const cluster = (...settings: unknown[]) => resourceOf("aws:ecs/cluster:Cluster", { settings });
const insights = (value: unknown) => cluster({ name: "containerInsights", value });
const message = (values: string) =>
  `cluster 'orders' does not measure its tasks: give 'settings' a containerInsights of ${values}`;

describeRule(ecsContainerInsights, {
  passes: [
    { title: "Container Insights", resource: insights("enabled") },
    { title: "the enhanced ones", resource: insights("enhanced") },
    {
      title: "what the account decides",
      resource: cluster(),
      configuration: { acceptAccountSetting: true },
    },
  ],
  fails: [
    { title: "AWS's default", resource: cluster(), messages: [message("enabled or enhanced")] },
    { title: "none", resource: insights("disabled"), messages: [message("enabled or enhanced")] },
    {
      title: "none, whatever the account says",
      resource: insights("disabled"),
      messages: [message("enabled or enhanced")],
      configuration: { acceptAccountSetting: true },
    },
    {
      title: "the usual ones where more is asked for",
      resource: insights("enabled"),
      messages: [message("enhanced")],
      configuration: { requireEnhanced: true },
    },
  ],
  unknown: [
    { title: "an unknown setting", resource: insights(UNKNOWN), paths: ["settings[0].value"] },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
