import { UNKNOWN } from "../../../policies/resource/reader.js";
import { codedeployComplete } from "../../../policies/rules/codedeployComplete.js";
import { describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const PAIR = {
  prodTrafficRoute: { listenerArns: ["arn:listener"] },
  targetGroups: [{ name: "blue" }, { name: "green" }],
};
const group = (edit: object = {}, pair: object = {}) =>
  resourceOf("aws:codedeploy/deploymentGroup:DeploymentGroup", {
    ecsService: { clusterName: "shop", serviceName: "orders" },
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    loadBalancerInfo: { targetGroupPairInfo: { ...PAIR, ...pair } },
    ...edit,
  });
const deployed = (loadBalancers: unknown) =>
  rawService({ deploymentController: { type: "CODE_DEPLOY" }, loadBalancers });
const style = (property: string, works: string, got: string) =>
  `deployment group 'orders': 'deploymentStyle.${property}' must be "${works}" for a service of ECS, got "${got}"; "${works}" works`;

describeRule(codedeployComplete, {
  passes: [
    { title: "a deployment group with all", resource: group() },
    { title: "a service with a load balancer", resource: deployed([{ targetGroupArn: "arn" }]) },
    { title: "a service that ECS deploys", resource: rawService() },
  ],
  fails: [
    {
      title: "a service without a load balancer",
      resource: deployed([]),
      messages: [
        "service 'orders': 'loadBalancers' must be given with the deployment controller CODE_DEPLOY, got none; [{ targetGroupArn, containerName, containerPort }] works",
      ],
    },
    {
      title: "the provider's own style",
      resource: group({ deploymentStyle: undefined }),
      messages: [
        style("deploymentType", "BLUE_GREEN", "IN_PLACE"),
        style("deploymentOption", "WITH_TRAFFIC_CONTROL", "WITHOUT_TRAFFIC_CONTROL"),
      ],
    },
    {
      title: "one target group",
      resource: group({}, { targetGroups: [{ name: "blue" }] }),
      messages: [
        "deployment group 'orders': 'loadBalancerInfo.targetGroupPairInfo.targetGroups' must hold 2 target groups, got 1; [{ name: blue.name }, { name: green.name }] works",
      ],
    },
    {
      title: "no listener",
      resource: group({}, { prodTrafficRoute: { listenerArns: [] } }),
      messages: [
        "deployment group 'orders': 'loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns' must hold the listener of the service's requests, got none; [listener.arn] works",
      ],
    },
  ],
  unknown: [
    {
      title: "unknown target groups",
      resource: group({}, { targetGroups: UNKNOWN }),
      paths: ["loadBalancerInfo.targetGroupPairInfo.targetGroups"],
    },
  ],
  ignores: [
    { title: "a deployment group of instances", resource: group({ ecsService: undefined }) },
    { title: "a task definition", resource: rawTask() },
  ],
});
