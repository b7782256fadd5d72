import { MOST_TARGET_GROUPS } from "../../components/service/rules/traffic/additionalTarget.js";
import type { Rule } from "../rule.js";
import type { TargetGroupView } from "../views/targetGroupView.js";

const GENEVE_PORT = 6081;

/**
 * "You must specify subnets from at least two Availability Zones" (CreateLoadBalancer.Subnets, of Application Load
 * Balancers that stand on no Outpost).
 */
const LEAST_SUBNETS = 2;

const PROPERTIES = ["port", "protocol", "vpcId"] as const;

/**
 * Load balancers, target groups and services say what belongs together. What several resources must agree on, such as a
 * target group's kind and a task's network mode, is for the component to judge.
 */
export const lbWiringValid: Rule = {
  name: "lb-wiring-valid",
  description: "Listeners, target groups and services are wired as load balancers take it.",
  kind: "invalid",
  severity: "high",
  enforcementLevel: "mandatory",
  remediationSteps: "Set the property that the message names, or leave it out.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
  sources: ["O12", "E3676", "E3680", "E3683", "E3684", "E3711"],
  parameters: {},
  service(service, { check }) {
    check(() => {
      const groups = service.targetGroupCount();
      if (groups <= MOST_TARGET_GROUPS) return undefined;
      return `'loadBalancers' may have at most ${MOST_TARGET_GROUPS} target groups, got ${groups}; run a second service for the others`;
    });
  },
  targetGroup(group, { check }) {
    const told = (reason: string | undefined) => reason && `${group.label}: ${reason}`;
    for (const property of PROPERTIES) check(() => told(propertyProblem(group, property)));
    check(() => told(genevePortProblem(group)));
    check(() => told(matcherProblem(group)));
  },
  loadBalancer(balancer, { check }) {
    check(() => {
      if (balancer.kind() !== "application" || balancer.isOnOutpost()) return undefined;
      const count = balancer.subnetCount();
      if (count >= LEAST_SUBNETS) return undefined;
      return `${balancer.label}: 'subnets' must be ${LEAST_SUBNETS} at least, in different zones, got ${count}; the public subnets of two zones work`;
    });
  },
  listener(listener, { check }) {
    check(() => {
      const protocol = listener.protocol();
      if (protocol !== "HTTPS" && protocol !== "TLS") return undefined;
      if (listener.hasCertificate()) return undefined;
      return `${listener.label}: 'certificateArn' must be given with 'protocol' "${protocol}", got none; the ARN of a certificate of ACM works`;
    });
  },
};

function propertyProblem(
  group: TargetGroupView,
  property: (typeof PROPERTIES)[number],
): string | undefined {
  const targetType = group.targetType();
  const isForFunction = targetType === "lambda";
  if (group.has(property) !== isForFunction) return undefined;
  return isForFunction
    ? `'${property}' is not for 'targetType' "lambda"; leave it out`
    : `'${property}' must be given with 'targetType' "${targetType}", got nothing`;
}

function genevePortProblem(group: TargetGroupView): string | undefined {
  if (group.protocol() !== "GENEVE") return undefined;
  const port = group.port();
  if (port === undefined || port === GENEVE_PORT) return undefined;
  return `'port' must be ${GENEVE_PORT} with 'protocol' "GENEVE", got ${port}; ${GENEVE_PORT} works`;
}

function matcherProblem({ healthCheck }: TargetGroupView): string | undefined {
  const { protocol } = healthCheck;
  if (protocol !== "TCP") return undefined;
  const { matcher = "" } = healthCheck;
  if (matcher === "") return undefined;
  return `'healthCheck.matcher' is for HTTP, got "${matcher}" with 'healthCheck.protocol' "TCP"; leave it out`;
}
