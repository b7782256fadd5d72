import {
  ALL_AT_ONCE,
  isOfOtherPlatform,
} from "../../components/service/rules/deployment/codeDeployConfig.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { Rule } from "../rule.js";
import type { ForPlatform } from "../views/deploymentGroupInStackView.js";

const PAIR = 2;

/**
 * A service that CodeDeploy deploys, and its deployment group, have all that CodeDeploy needs: "the service is required to
 * use either an Application Load Balancer or Network Load Balancer. When creating an CodeDeploy deployment group, you specify
 * two target groups (referred to as a targetGroupPair). … a required listener for production traffic"
 * (CreateService.loadBalancers). Components judge their own arguments.
 */
export const codedeployComplete: Rule = {
  name: "codedeploy-complete",
  description: "Services that CodeDeploy deploys have a load balancer and two target groups.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give the service 'loadBalancers', and its deployment group a blue/green style and 'loadBalancerInfo.targetGroupPairInfo' with two target groups and a listener.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
  sources: ["O10"],
  parameters: {},
  serviceShift(service, { check }) {
    check(() => {
      if (service.controller() !== "CODE_DEPLOY" || service.balancerCount() > 0) return undefined;
      return `${service.label}: 'loadBalancers' must be given with the deployment controller CODE_DEPLOY, got none; [{ targetGroupArn, containerName, containerPort }] works`;
    });
  },
  deploymentGroup(group, { check }) {
    check(() => {
      const got = group.deploymentType();
      if (got === "BLUE_GREEN") return undefined;
      return `${group.label}: 'deploymentStyle.deploymentType' must be "BLUE_GREEN" for a service of ECS, got "${got}"; "BLUE_GREEN" works`;
    });
    check(() => {
      const got = group.deploymentOption();
      if (got === "WITH_TRAFFIC_CONTROL") return undefined;
      return `${group.label}: 'deploymentStyle.deploymentOption' must be "WITH_TRAFFIC_CONTROL" for a service of ECS, got "${got}"; "WITH_TRAFFIC_CONTROL" works`;
    });
    check(() => {
      const got = group.configName();
      if (got === undefined || !isOfOtherPlatform(got)) return undefined;
      return `${group.label}: 'deploymentConfigName' must be a configuration for ECS, got "${got}"; "${ALL_AT_ONCE}" works`;
    });
    check(() => {
      const count = group.targetGroupCount() ?? 0;
      if (count === PAIR) return undefined;
      return `${group.label}: 'loadBalancerInfo.targetGroupPairInfo.targetGroups' must hold ${PAIR} target groups, got ${count}; [{ name: blue.name }, { name: green.name }] works`;
    });
    check(() => {
      // "TargetGroupPairInfo … two target groups": a pair of one is an InvalidTargetGroupPairException.
      if (whenKnown(() => group.targetGroupCount()) !== PAIR) return undefined;
      const [first, second] = group.targetGroupNames();
      if (first === undefined || first === "" || first !== second) return undefined;
      return `${group.label}: 'loadBalancerInfo.targetGroupPairInfo.targetGroups' must be two different ones, got "${first}" twice; [{ name: blue.name }, { name: green.name }] works`;
    });
    check(() => {
      if (group.hasProductionListener()) return undefined;
      return `${group.label}: 'loadBalancerInfo.targetGroupPairInfo.prodTrafficRoute.listenerArns' must hold the listener of the service's requests, got none; [listener.arn] works`;
    });
  },
  deploymentGroupInStack(group, { check }) {
    const { label } = group;
    check(() => {
      // "The Amazon ECS service must use the CODE_DEPLOY deployment controller" (InvalidECSServiceException).
      const service = group.service();
      if (service === undefined) return undefined;
      const got = service.controller();
      if (got === "CODE_DEPLOY") return undefined;
      return `${label}: 'ecsService.serviceName' must name a service with the deployment controller CODE_DEPLOY, got '${service.name}', whose is ${got}; 'deploymentController' { type: "CODE_DEPLOY" } works`;
    });
    check(() => platformProblem(`${label}: 'appName'`, "an application", group.application()));
    check(() =>
      platformProblem(`${label}: 'deploymentConfigName'`, "a configuration", group.configuration()),
    );
  },
};

/** "The destination platform type for the deployment (Lambda, Server, or ECS)" (CreateApplication.computePlatform). */
function platformProblem(
  property: string,
  what: string,
  named: ForPlatform | undefined,
): string | undefined {
  if (named === undefined) return undefined;
  const got = named.platform();
  if (got === "ECS") return undefined;
  return `${property} must name ${what} for ECS, got '${named.name}', which is for "${got}"; one whose computePlatform is "ECS" works`;
}
