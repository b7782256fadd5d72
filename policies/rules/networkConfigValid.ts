import { networkConfigurationProblem } from "../../components/launch/rules/networkConfiguration.js";
import {
  networkCapacityProblem,
  networkUseProblem,
} from "../../components/launch/rules/networkUse.js";
import type { Rule } from "../rule.js";
import type { EndpointInStackView } from "../views/endpointInStackView.js";

/**
 * Tasks have the network that their network mode asks for. A component says the mode; of a resource of AWS it is known
 * where it runs on Fargate, or by the task definition that its stack has for it: a network configuration "is required for
 * task definitions that use the `awsvpc` network mode …, and it isn't supported for other network modes"
 * (CreateService.networkConfiguration).
 */
export const networkConfigValid: Rule = {
  name: "network-config-valid",
  description:
    "Tasks have a network configuration where their network mode needs it, and only there.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give tasks in mode awsvpc, as all on Fargate, 1 to 16 subnets and at most 5 security groups; run tasks in another mode on instances, without public addresses. Give a VPC names where its endpoints have some.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  sources: ["O15", "E3052"],
  parameters: {},
  launch(launch, { check }) {
    const told = (problem: { reason: string } | undefined) =>
      problem && `${launch.label}: ${problem.reason}`;
    if (!launch.isComponent) {
      check(() => told(networkConfigurationProblem(launch.isOnFargate(), launch.network())));
      return;
    }
    check(() => {
      const networkMode = launch.networkMode();
      if (networkMode === "awsvpc") return undefined;
      const assignPublicIp = launch.assignsPublicIp();
      return told(networkUseProblem({ networkMode, assignPublicIp }));
    });
    check(() => {
      const networkMode = launch.networkMode();
      if (networkMode === "awsvpc" || !launch.isOnFargate()) return undefined;
      return told(networkCapacityProblem(networkMode, ["FARGATE"], []));
    });
  },
  endpointInStack(endpoint, { check }) {
    for (const attribute of DNS_ATTRIBUTES) check(() => dnsProblem(endpoint, attribute));
  },
  launchInStack(launch, { check, forEach }) {
    forEach(launch.tasks, (task) => {
      check(() => {
        if (launch.runsOnFargate()) return undefined;
        const reason = modeProblem(task.networkMode(), launch.network() !== undefined);
        return reason && `${launch.label}: ${reason}`;
      });
    });
  },
};

const DNS_ATTRIBUTES = ["enableDnsHostnames", "enableDnsSupport"] as const;

/**
 * "To use a private hosted zone, you must set the following VPC attributes to true: enableDnsHostnames and enableDnsSupport"
 * (CreateVpcEndpoint.PrivateDnsEnabled).
 */
function dnsProblem(
  endpoint: EndpointInStackView,
  attribute: (typeof DNS_ATTRIBUTES)[number],
): string | undefined {
  const { label, vpc } = endpoint;
  if (!vpc || !endpoint.hasPrivateDns() || vpc.says(attribute) !== false) return undefined;
  return `${label}: 'privateDnsEnabled' needs '${attribute}' of VPC '${vpc.name}' to be true, got false; true works`;
}

function modeProblem(networkMode: string, hasNetwork: boolean): string | undefined {
  const path = "networkConfiguration";
  if ((networkMode === "awsvpc") === hasNetwork) return undefined;
  return hasNetwork
    ? `'${path}' must be left out where the task definition's 'networkMode' is ${networkMode}, got one; "awsvpc" takes it`
    : `'${path}' must be given where the task definition's 'networkMode' is awsvpc, got nothing; { subnets: ["subnet-…"], securityGroups: ["sg-…"] } works`;
}
