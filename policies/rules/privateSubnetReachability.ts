import { reachabilityProblem } from "../../components/network/rules/reachability.js";
import { strandedReason } from "../../components/network/rules/subnetReach.js";
import type { Rule } from "../rule.js";
import type { LaunchView } from "../views/launchView.js";

/**
 * Tasks in private subnets can pull their image. Components judge it as soon as they know their network; this rule
 * counts what they do not know yet as undetermined, and tells it once it is known. A resource of AWS names subnets
 * alone, whose routes are followed through the stack: of subnets of other stacks nothing is said.
 */
export const privateSubnetReachability: Rule = {
  name: "private-subnet-reachability",
  description: "Tasks in private subnets reach the registry of their image.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Give the network NAT gateways ('natGateways') or the endpoints of Fargate ('vpcEndpoints'), or say in 'egressCidrBlocks' or 'vpc.privateReach' which way of its own it has. Give subnets of your own a route to a NAT gateway, or their VPC the endpoints.",
  url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
  sources: ["O15"],
  parameters: {},
  launch(launch, { check, forEach }) {
    forEach(
      () => (launch.assignsPublicIp() ? [] : reachesOf(launch.privateReach())),
      (reach) => {
        check(() => problemOf(launch, reach));
      },
    );
  },
  launchInStack(launch, { check, forEach }) {
    const isConcerned = () =>
      launch.hasOwnSubnets() && launch.isOnFargate() && !launch.assignsPublicIp();
    forEach(
      () => (isConcerned() ? [launch] : []),
      () => {
        check(() => {
          const stranded = launch.strandedSubnet();
          if (stranded === undefined) return undefined;
          return `${launch.label}: ${strandedReason(stranded.name, stranded.missing)}`;
        });
      },
    );
  },
};

function reachesOf(reach: string | undefined): string[] {
  return reach === undefined ? [] : [reach];
}

function problemOf(launch: LaunchView, reach: string): string | undefined {
  if (!reachabilityProblem({ assignPublicIp: false, reach })) return undefined;
  // The mode says what helps, and need not be known where nothing is wrong.
  const networkMode = launch.networkMode();
  const problem = reachabilityProblem({ assignPublicIp: false, reach, networkMode });
  return problem && `${launch.label}: ${problem.reason}`;
}
