import { UNKNOWN } from "../../../policies/resource/reader.js";
import { minimumHealthyFloor } from "../../../policies/rules/minimumHealthyFloor.js";
import { componentService, describeRule, rawService } from "./ruleCases.js";

describeRule(minimumHealthyFloor, {
  passes: [
    {
      title: "a task that must not run twice",
      resource: rawService({
        desiredCount: 1,
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
      }),
    },
    {
      title: "a task of our component that must not run twice",
      resource: componentService({
        desiredCount: 1,
        minimumHealthyPercent: 0,
        maximumPercent: 100,
      }),
    },
    { title: "the component's defaults", resource: componentService() },
    { title: "half of the tasks", resource: componentService({ minimumHealthyPercent: 50 }) },
    {
      title: "half of one task, which is rounded up",
      resource: rawService({ desiredCount: 1, deploymentMinimumHealthyPercent: 50 }),
    },
    {
      title: "a service without tasks",
      resource: rawService({ desiredCount: 0, deploymentMinimumHealthyPercent: 0 }),
    },
    {
      title: "a low limit that CodeDeploy does not read",
      resource: rawService({
        deploymentMinimumHealthyPercent: 0,
        deploymentController: { type: "CODE_DEPLOY" },
      }),
    },
    {
      title: "no tasks where none are asked for",
      resource: componentService({ minimumHealthyPercent: 0 }),
      configuration: { minPercent: 0, minTasks: 0 },
    },
  ],
  fails: [
    {
      title: "two tasks that are all stopped at once",
      resource: rawService({
        desiredCount: 2,
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 100,
      }),
      messages: [
        "'deploymentMinimumHealthyPercent' must keep 1 of 2 tasks running, got 0, which keeps 0; 1 works",
      ],
    },
    {
      title: "one task of which nothing need be left, with room for a second",
      resource: rawService({
        desiredCount: 1,
        deploymentMinimumHealthyPercent: 0,
        deploymentMaximumPercent: 200,
      }),
      messages: [
        "'deploymentMinimumHealthyPercent' must keep 1 of 1 tasks running, got 0, which keeps 0; 1 works",
      ],
    },

    {
      title: "a deployment that stops the only task",
      resource: rawService({ desiredCount: 1, deploymentMinimumHealthyPercent: 0 }),
      messages: [
        "'deploymentMinimumHealthyPercent' must keep 1 of 1 tasks running, got 0, which keeps 0; 1 works",
      ],
    },
    {
      title: "a deployment that keeps fewer than half",
      resource: componentService({ desiredCount: 4, minimumHealthyPercent: 25 }),
      messages: [
        "'minimumHealthyPercent' must keep 2 of 4 tasks running, got 25, which keeps 1; 26 works",
      ],
    },
    {
      title: "fewer tasks than the configuration asks for",
      resource: componentService({ desiredCount: 4, minimumHealthyPercent: 50 }),
      configuration: { minTasks: 3 },
      messages: [
        "'minimumHealthyPercent' must keep 3 of 4 tasks running, got 50, which keeps 2; 51 works",
      ],
    },
    {
      title: "a service too small for what the configuration asks for",
      resource: rawService({ desiredCount: 1 }),
      configuration: { minTasks: 2 },
      messages: [
        "'deploymentMinimumHealthyPercent' must keep 2 of 1 tasks running, got 100, which keeps 1; a service of at least 2 tasks works",
      ],
    },
    {
      title: "a floor that needs room above the count",
      resource: componentService({
        desiredCount: 2,
        minimumHealthyPercent: 50,
        maximumPercent: 100,
      }),
      configuration: { minPercent: 100 },
      messages: [
        "'minimumHealthyPercent' must keep 2 of 2 tasks running, got 50, which keeps 1; 51 works with 'maximumPercent' 200",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown count of the component",
      resource: componentService({ desiredCount: UNKNOWN }),
      paths: ["desiredCount"],
    },
    {
      title: "an unknown limit of the resource",
      resource: rawService({ deploymentMinimumHealthyPercent: UNKNOWN }),
      paths: ["deploymentMinimumHealthyPercent"],
    },
  ],
});
