import { UNKNOWN } from "../../../policies/resource/reader.js";
import { healthTimingValid } from "../../../policies/rules/healthTimingValid.js";
import { componentTask, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const checked = (healthCheck: unknown) => [{ healthCheck }];
const group = (healthCheck: unknown, more: object = {}) =>
  resourceOf("aws:lb/targetGroup:TargetGroup", { healthCheck, ...more });

describeRule(healthTimingValid, {
  passes: [
    { title: "a container without a health check", resource: rawTask() },
    {
      title: "the least numbers of a container",
      resource: rawTask(checked({ interval: 5, timeout: 2, retries: 1, startPeriod: 0 })),
    },
    {
      title: "the largest numbers of a container",
      resource: componentTask(
        checked({ interval: 300, timeout: 60, retries: 10, startPeriod: 300 }),
      ),
    },
    { title: "a target group's defaults", resource: group(undefined) },
    {
      title: "the least numbers of a target group",
      resource: group({ interval: 5, timeout: 2, healthyThreshold: 2, unhealthyThreshold: 2 }),
    },
    {
      title: "a function that is given longer than others",
      resource: group({ timeout: 30 }, { targetType: "lambda" }),
    },
    { title: "an interval alone, however short", resource: group({ interval: 5 }) },
  ],
  fails: [
    {
      title: "an interval of a container that is too short",
      resource: rawTask(checked({ interval: 4, timeout: 2 })),
      messages: [
        "'healthCheck.interval' of container 'app' must be a whole number from 5 to 300 seconds, got 4; 5 works",
      ],
    },
    {
      title: "a container that is waited for as long as the interval",
      resource: componentTask(checked({ interval: 10, timeout: 10 })),
      messages: [
        "'healthCheck.timeout' of container 'app' must be below its 'interval' of 10 seconds, got 10; 5 works",
      ],
    },
    {
      title: "a timeout of a container that the default interval has no room for",
      resource: rawTask(checked({ timeout: 30 })),
      messages: [
        "'healthCheck.timeout' of container 'app' must be below its 'interval' of 30 seconds, got 30; 5 works",
      ],
    },
    {
      title: "too many retries",
      resource: rawTask(checked({ retries: 11 })),
      messages: [
        "'healthCheck.retries' of container 'app' must be a whole number from 1 to 10, got 11; 10 works",
      ],
    },
    {
      title: "a threshold of a target group that is too low",
      resource: group({ unhealthyThreshold: 1 }),
      messages: [
        "target group 'orders': 'healthCheck.unhealthyThreshold' must be a whole number from 2 to 10, got 1; 3 works",
      ],
    },
    {
      title: "a target group of an older name that waits as long as its interval",
      resource: resourceOf("aws:alb/targetGroup:TargetGroup", {
        healthCheck: { interval: 10, timeout: 10 },
      }),
      messages: [
        "target group 'orders': 'healthCheck.timeout' must be less than 'interval' 10, got 10; 5 works",
      ],
    },
    {
      title: "a timeout of a target group that the default interval has no room for",
      resource: group({ timeout: 30 }),
      messages: [
        "target group 'orders': 'healthCheck.timeout' must be less than 'interval' 30, got 30; 5 works",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown number of a container",
      resource: componentTask(checked({ interval: UNKNOWN })),
      paths: ["containers[0].healthCheck.interval"],
    },
    {
      title: "an unknown number of a target group",
      resource: group({ healthyThreshold: UNKNOWN, timeout: 40 }),
      paths: ["healthCheck.healthyThreshold"],
      messages: [
        "target group 'orders': 'healthCheck.timeout' must be less than 'interval' 30, got 40; 5 works",
      ],
    },
  ],
  ignores: [{ title: "a bucket", resource: resourceOf("aws:s3/bucket:Bucket", {}) }],
});
