import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ignoreChangesComplete } from "../../../policies/rules/ignoreChangesComplete.js";
import { besideOf, describeRule, rawService, rawTask } from "./ruleCases.js";

const service = (edit: object = {}, ignoreChanges: string[] | undefined = []) => ({
  ...rawService({ name: "orders", ...edit }),
  ignoreChanges,
});
const scaler = (edit: object = {}) => [
  besideOf("aws:appautoscaling/target:Target", {
    serviceNamespace: "ecs",
    resourceId: "service/shop/orders",
    minCapacity: 1,
    maxCapacity: 4,
    ...edit,
  }),
];
const deployed = (ignoreChanges: string[]) =>
  service(
    {
      deploymentController: { type: "CODE_DEPLOY" },
      taskDefinition: UNKNOWN,
      loadBalancers: [{ targetGroupArn: UNKNOWN }],
    },
    ignoreChanges,
  );
const codeDeploy = (property: string) =>
  `service 'orders': 'ignoreChanges' must hold "${property}" with the deployment controller CODE_DEPLOY, which changes it, got it without; { ignoreChanges: ["taskDefinition", "loadBalancers"] } works`;

describeRule(ignoreChangesComplete, {
  passes: [
    ...[1, 4].map((desiredCount) => ({
      title: `a count of ${desiredCount}, at a limit`,
      resource: service({ desiredCount }, ["desiredCount"]),
      beside: scaler(),
    })),

    { title: "a count of its own", resource: service() },
    {
      title: "a count that updates let be",
      resource: service({}, ["desiredCount"]),
      beside: scaler(),
    },
    { title: "no count", resource: service({ desiredCount: undefined }), beside: scaler() },
    {
      title: "an autoscaler of another service",
      resource: service(),
      beside: scaler({ resourceId: "service/shop/carts" }),
    },
    {
      title: "a path within what CodeDeploy changes",
      resource: deployed(["taskDefinition", "loadBalancers[0].targetGroupArn"]),
    },
    {
      title: "a state, which tells nothing of it",
      resource: { ...service(), ignoreChanges: undefined },
    },
  ],
  fails: [
    {
      title: "a count below the limits",
      resource: service({ desiredCount: 1 }, ["desiredCount"]),
      beside: scaler({ minCapacity: 2 }),
      messages: [
        "service 'orders': 'desiredCount' must be from 2 to 4, as its autoscaler has it, got 1; 2 works",
      ],
    },

    {
      title: "a count that updates set back",
      resource: service(),
      beside: scaler(),
      messages: [
        "service 'orders': 'ignoreChanges' must hold \"desiredCount\" beside an autoscaler, whose count each update sets back, got it without; { ignoreChanges: [\"desiredCount\"] } works",
      ],
    },
    {
      title: "a count above the limits",
      resource: service({ desiredCount: 5 }, ["desiredCount"]),
      beside: scaler(),
      messages: [
        "service 'orders': 'desiredCount' must be from 1 to 4, as its autoscaler has it, got 5; 4 works",
      ],
    },
    {
      title: "what CodeDeploy changes",
      resource: deployed([]),
      messages: [codeDeploy("taskDefinition"), codeDeploy("loadBalancers")],
    },
  ],
  unknown: [
    {
      title: "an unknown controller",
      resource: service({ deploymentController: { type: UNKNOWN } }),
      paths: ["deploymentController.type", "deploymentController.type"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});
