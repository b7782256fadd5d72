import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsEfsTransitEncryption } from "../../../policies/rules/ecsEfsTransitEncryption.js";
import { componentTask, describeRule, rawTask } from "./ruleCases.js";

const task = (...volumes: unknown[]) => rawTask([{}], { volumes });
const efs = (transitEncryption?: unknown, iam?: string) => ({
  name: "data",
  efsVolumeConfiguration: {
    fileSystemId: "fs-1",
    transitEncryption,
    ...(iam !== undefined && { authorizationConfig: { iam } }),
  },
});
const message =
  "volume 'data' is not encrypted in transit: set 'efsVolumeConfiguration.transitEncryption' to ENABLED";

describeRule(ecsEfsTransitEncryption, {
  passes: [
    { title: "an encrypted volume", resource: task(efs("ENABLED")) },
    {
      title: "two encrypted volumes",
      resource: task(efs("ENABLED"), { ...efs("ENABLED"), name: "other" }),
    },
    {
      title: "roles where they are asked for",
      resource: task(efs("ENABLED", "ENABLED")),
      configuration: { requireIam: true },
    },
  ],
  fails: [
    { title: "AWS's default", resource: task(efs()), messages: [message] },
    { title: "a volume in the clear", resource: task(efs("DISABLED")), messages: [message] },
    {
      title: "a second volume in the clear",
      resource: task({ ...efs("ENABLED"), name: "other" }, efs("DISABLED")),
      messages: [message],
    },
    {
      title: "no roles where they are asked for",
      resource: task(efs("ENABLED", "DISABLED")),
      messages: [
        "volume 'data' lets in whoever reaches it: set 'efsVolumeConfiguration.authorizationConfig.iam' to ENABLED",
      ],
      configuration: { requireIam: true },
    },
  ],
  unknown: [
    {
      title: "an unknown choice",
      resource: task(efs(UNKNOWN)),
      paths: ["volumes[0].efsVolumeConfiguration.transitEncryption"],
    },
    { title: "unknown volumes", resource: rawTask([{}], { volumes: UNKNOWN }), paths: ["volumes"] },
  ],
  ignores: [
    { title: "a volume of the host", resource: task({ name: "tmp", hostPath: "/tmp" }) },
    { title: "a component, whose volumes are encrypted", resource: componentTask() },
  ],
});
