import { UNKNOWN } from "../../../policies/resource/reader.js";
import { nativeBluegreenComplete } from "../../../policies/rules/nativeBluegreenComplete.js";
import { describeRule, rawService, rawTask } from "./ruleCases.js";

const ADVANCED = {
  alternateTargetGroupArn: "arn:green",
  productionListenerRule: UNKNOWN,
  roleArn: "arn:role",
};
const shifted = (configuration: object = {}, advanced: object = {}, more: object = {}) =>
  rawService({
    deploymentConfiguration: { strategy: "BLUE_GREEN", ...configuration },
    loadBalancers: [
      { targetGroupArn: "arn:blue", advancedConfiguration: { ...ADVANCED, ...advanced } },
    ],
    ...more,
  });
const rolling = (configuration: object) =>
  rawService({ deploymentConfiguration: { strategy: "ROLLING", ...configuration } });
const missing = (property: string, works: string) =>
  `service 'orders': 'loadBalancers[0].advancedConfiguration.${property}' must be given with 'deploymentConfiguration.strategy' "BLUE_GREEN", got nothing; ${works} works`;

describeRule(nativeBluegreenComplete, {
  passes: [
    { title: "a service that says it is rolling", resource: rolling({}) },
    {
      title: "what a rolling service does not need",
      resource: rolling({ bakeTimeInMinutes: "9999" }),
    },
    { title: "no bake time", resource: shifted({ bakeTimeInMinutes: "0" }) },
    { title: "a day of bake time", resource: shifted({ bakeTimeInMinutes: "1440" }) },
    {
      title: "the least step, and all at once",
      resource: shifted({
        strategy: "LINEAR",
        linearConfiguration: { stepPercent: 3 },
        canaryConfiguration: { canaryPercent: 100 },
      }),
    },

    { title: "a rolling service", resource: rawService() },
    { title: "all that ECS needs", resource: shifted({ bakeTimeInMinutes: "5" }) },
    {
      title: "no load balancer, as with Service Connect",
      resource: shifted({}, {}, { loadBalancers: [] }),
    },
    {
      title: "steps of a tenth",
      resource: shifted({ strategy: "CANARY", canaryConfiguration: { canaryPercent: 0.3 } }),
    },
  ],
  fails: [
    {
      title: "a step between tenths",
      resource: shifted({ strategy: "LINEAR", linearConfiguration: { stepPercent: 10.05 } }),
      messages: [
        "service 'orders': 'deploymentConfiguration.linearConfiguration.stepPercent' must be a multiple of 0.1 from 3 to 100, got 10.05; 10 works",
      ],
    },
    {
      title: "a bake time of half a minute",
      resource: shifted({ bakeTimeInMinutes: "0.5" }),
      messages: [
        "service 'orders': 'deploymentConfiguration.bakeTimeInMinutes' must be a whole number from 0 to 1440, got 0.5; 5 works",
      ],
    },

    {
      title: "no second target group",
      resource: shifted({}, { alternateTargetGroupArn: undefined }),
      messages: [missing("alternateTargetGroupArn", "the ARN of a second target group")],
    },
    {
      title: "no rule and no role",
      resource: shifted({}, { productionListenerRule: "", roleArn: undefined }),
      messages: [
        missing(
          "productionListenerRule",
          "the ARN of the listener rule that forwards to both target groups",
        ),
        missing(
          "roleArn",
          "the ARN of a role with AmazonECSInfrastructureRolePolicyForLoadBalancers",
        ),
      ],
    },
    {
      title: "one target group for both",
      resource: shifted({}, { alternateTargetGroupArn: "arn:blue" }),
      messages: [
        "service 'orders': 'loadBalancers[0].advancedConfiguration.alternateTargetGroupArn' must be another target group than 'targetGroupArn', got the same; the ARN of a second target group works",
      ],
    },
    {
      title: "a step too small",
      resource: shifted({ strategy: "LINEAR", linearConfiguration: { stepPercent: 2.9 } }),
      messages: [
        "service 'orders': 'deploymentConfiguration.linearConfiguration.stepPercent' must be a multiple of 0.1 from 3 to 100, got 2.9; 10 works",
      ],
    },
    {
      title: "a bake time of more than a day",
      resource: shifted({ bakeTimeInMinutes: "1441" }),
      messages: [
        "service 'orders': 'deploymentConfiguration.bakeTimeInMinutes' must be a whole number from 0 to 1440, got 1441; 5 works",
      ],
    },
    {
      title: "another controller",
      resource: shifted({}, {}, { deploymentController: { type: "EXTERNAL" } }),
      messages: [
        "service 'orders': 'deploymentConfiguration.strategy' is for the deployment controller ECS, got \"BLUE_GREEN\" with EXTERNAL; leave it out",
      ],
    },
  ],
  unknown: [
    {
      title: "an unknown bake time",
      resource: shifted({ bakeTimeInMinutes: UNKNOWN }),
      paths: ["deploymentConfiguration.bakeTimeInMinutes"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});
