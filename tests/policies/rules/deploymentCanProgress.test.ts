import { UNKNOWN } from "../../../policies/resource/reader.js";
import { deploymentCanProgress } from "../../../policies/rules/deploymentCanProgress.js";
import { componentService, describeRule, rawService } from "./ruleCases.js";

const STUCK = { deploymentMinimumHealthyPercent: 100, deploymentMaximumPercent: 100 };

describeRule(deploymentCanProgress, {
  passes: [
    { title: "the component's defaults", resource: componentService() },
    { title: "the resource's defaults", resource: rawService() },
    {
      title: "limits that let one task stop",
      resource: componentService({
        desiredCount: 3,
        minimumHealthyPercent: 66,
        maximumPercent: 133,
      }),
    },
    {
      title: "a service without tasks",
      resource: rawService({ desiredCount: 0, ...STUCK }),
    },
    {
      title: "tight limits that CodeDeploy does not read",
      resource: rawService({ ...STUCK, deploymentController: { type: "CODE_DEPLOY" } }),
    },
    {
      title: "tight limits of a blue/green deployment",
      resource: rawService({ ...STUCK, deploymentConfiguration: { strategy: "BLUE_GREEN" } }),
    },
    {
      title: "tight limits of a daemon",
      resource: rawService({ ...STUCK, schedulingStrategy: "DAEMON" }),
    },
  ],
  fails: [
    {
      title: "limits that rounding closes",
      resource: componentService({
        desiredCount: 3,
        minimumHealthyPercent: 67,
        maximumPercent: 133,
      }),
      messages: [
        "'minimumHealthyPercent' 67 and 'maximumPercent' 133 leave no room to replace a task when 'desiredCount' is 3: at least 3 and at most 3 tasks may run; set 'maximumPercent' to 134 or 'minimumHealthyPercent' to 66",
      ],
    },
    {
      title: "limits without any room",
      resource: rawService(STUCK),
      messages: [
        "'deploymentMinimumHealthyPercent' 100 and 'deploymentMaximumPercent' 100 leave no room to replace a task when 'desiredCount' is 2: at least 2 and at most 2 tasks may run; set 'deploymentMinimumHealthyPercent' to 50",
      ],
    },
    {
      title: "a count that the autoscaler may choose",
      resource: componentService({
        desiredCount: undefined,
        minimumHealthyPercent: 50,
        maximumPercent: 100,
        scaling: { minCapacity: 1, maxCapacity: 4 },
      }),
      messages: [
        "'minimumHealthyPercent' 50 and 'maximumPercent' 100 leave no room to replace a task when 'desiredCount' is 1: at least 1 and at most 1 tasks may run; set 'minimumHealthyPercent' to 0",
      ],
    },
    {
      title: "an upper limit below the count",
      resource: rawService({ deploymentMaximumPercent: 99 }),
      messages: [
        "'deploymentMaximumPercent' must be a whole number of at least 100, got 99; 200 works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown limit of the component",
      resource: componentService({ maximumPercent: UNKNOWN }),
      paths: ["maximumPercent"],
    },
    {
      title: "an unknown count of the resource",
      resource: rawService({ desiredCount: UNKNOWN }),
      paths: ["desiredCount"],
    },
  ],
});
