import { networkConfigurationProblem } from "../../components/launch/rules/networkConfiguration.js";
import {
  networkCapacityProblem,
  networkUseProblem,
} from "../../components/launch/rules/networkUse.js";
import type { Rule } from "../rule.js";

/**
 * Tasks have the network that their network mode asks for. A component says the mode; of a resource of AWS it is known
 * where it runs on Fargate.
 */
export const networkConfigValid: Rule = {
  name: "network-config-valid",
  description:
    "Tasks have a network configuration where their network mode needs it, and only there.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give tasks in mode awsvpc, as all on Fargate, 1 to 16 subnets and at most 5 security groups; run tasks in another mode on instances, without 'assignPublicIp'.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  sources: ["O15"],
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
};
