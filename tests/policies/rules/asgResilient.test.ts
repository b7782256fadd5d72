import { UNKNOWN } from "../../../policies/resource/reader.js";
import { asgResilient } from "../../../policies/rules/asgResilient.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const GOOD = { vpcZoneIdentifiers: ["subnet-1", "subnet-2"], launchTemplate: { id: "lt-1" } };
const group = (edit: object = {}) =>
  resourceOf("aws:autoscaling/group:Group", { ...GOOD, ...edit });
const BALANCED = { targetGroupArns: ["arn"] };

describeRule(asgResilient, {
  passes: [
    { title: "two subnets", resource: group() },
    {
      title: "a balanced group that asks",
      resource: group({ ...BALANCED, healthCheckType: "ELB" }),
    },
    { title: "two new subnets", resource: group({ vpcZoneIdentifiers: [UNKNOWN, UNKNOWN] }) },
    {
      title: "one subnet where that is enough",
      resource: group({ vpcZoneIdentifiers: ["subnet-1"] }),
      configuration: { minAz: 1 },
    },
  ],
  fails: [
    {
      title: "one subnet",
      resource: group({ vpcZoneIdentifiers: ["subnet-1"] }),
      messages: ["group 'orders' is in too few zones: give 'vpcZoneIdentifiers' at least 2, got 1"],
    },
    {
      title: "a balanced group that does not ask",
      resource: group(BALANCED),
      messages: [
        "group 'orders' keeps instances that do not answer: set 'healthCheckType' to ELB, got \"EC2\"",
      ],
    },
    {
      title: "a launch configuration",
      resource: group({ launchConfiguration: "old" }),
      messages: [
        "group 'orders' has a launch configuration, to which AWS adds nothing any more: set 'launchTemplate'",
      ],
    },
    {
      title: "one type where several are asked for",
      resource: group(),
      messages: ["group 'orders' has one type of instance: give 'mixedInstancesPolicy' several"],
      configuration: { requireSeveralTypes: true },
    },
  ],
  unknown: [
    {
      title: "unknown subnets",
      resource: group({ vpcZoneIdentifiers: UNKNOWN }),
      paths: ["vpcZoneIdentifiers"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
