import { UNKNOWN } from "../../../policies/resource/reader.js";
import { codedeployComplete } from "../../../policies/rules/codedeployComplete.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

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

const named = (type: string, id: string, computePlatform?: unknown) =>
  besideOf(`aws:codedeploy/${type}`, { name: id, computePlatform }, { id, name: "beside" });
const application = (computePlatform?: unknown) =>
  named("application:Application", "shop", computePlatform);
const configuration = (computePlatform?: unknown) =>
  named("deploymentConfig:DeploymentConfig", "slow", computePlatform);
const otherPlatform = (property: string, what: string, got: string) =>
  `deployment group 'orders': '${property}' must name ${what} for ECS, got 'beside', which is for "${got}"; one whose computePlatform is "ECS" works`;

describeRule(codedeployComplete, {
  passes: [
    ...["ECSAllAtOnce", "ECSLinear10PercentEvery1Minutes", "ECSCanary10Percent5Minutes"].map(
      (name) => ({
        title: `the configuration ${name}`,
        resource: group({ deploymentConfigName: `CodeDeployDefault.${name}` }),
      }),
    ),
    {
      title: "a configuration of one's own, of this stack",
      resource: group({ deploymentConfigName: "slow" }),
      beside: [configuration("ECS")],
    },
    {
      title: "a configuration of another stack",
      resource: group({ deploymentConfigName: "CodeDeployShop.Lambda" }),
    },
    {
      title: "an application for ECS",
      resource: group({ appName: "shop" }),
      beside: [application("ECS")],
    },
    {
      title: "an application of another stack beside one of functions",
      resource: group({ appName: "other" }),
      beside: [application("Lambda")],
    },
    { title: "a deployment group with all", resource: group() },
    { title: "a service with a load balancer", resource: deployed([{ targetGroupArn: "arn" }]) },
    { title: "a service that ECS deploys", resource: rawService() },
  ],
  fails: [
    ...["OneAtATime", "HalfAtATime", "LambdaCanary10Percent5Minutes", "LambdaAllAtOnce"].map(
      (name) => ({
        title: `the configuration ${name}, of another platform`,
        resource: group({ deploymentConfigName: `CodeDeployDefault.${name}` }),
        messages: [
          `deployment group 'orders': 'deploymentConfigName' must be a configuration for ECS, got "CodeDeployDefault.${name}"; "CodeDeployDefault.ECSAllAtOnce" works`,
        ],
      }),
    ),
    {
      title: "a configuration of one's own for functions",
      resource: group({ deploymentConfigName: "slow" }),
      beside: [configuration("Lambda")],
      messages: [otherPlatform("deploymentConfigName", "a configuration", "Lambda")],
    },
    {
      title: "a configuration of one's own that does not say what it is for",
      resource: group({ deploymentConfigName: "slow" }),
      beside: [configuration()],
      messages: [otherPlatform("deploymentConfigName", "a configuration", "Server")],
    },
    {
      title: "an application of instances, as the provider has it by default",
      resource: group({ appName: "shop" }),
      beside: [application()],
      messages: [otherPlatform("appName", "an application", "Server")],
    },
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
      title: "an unknown configuration",
      resource: group({ deploymentConfigName: UNKNOWN }),
      paths: ["deploymentConfigName"],
    },
    {
      title: "an application of an unknown platform",
      resource: group({ appName: "shop" }),
      beside: [application(UNKNOWN)],
      paths: ["computePlatform"],
    },
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
