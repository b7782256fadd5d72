import { wholeNumberProblem } from "../../components/rules/numberProblem.js";
import { MOST_TARGET_GROUPS } from "../../components/service/rules/traffic/additionalTarget.js";
import type { Rule } from "../rule.js";
import { whenKnown } from "../resource/reviewedStack.js";
import type { BalancingNumber } from "../views/balancingNumbersView.js";
import type { ListenerInStackView } from "../views/listenerInStackView.js";
import type { TargetGroupView } from "../views/targetGroupView.js";

const GENEVE_PORT = 6081;

/**
 * "You must specify subnets from at least two Availability Zones" (CreateLoadBalancer.Subnets, of Application Load
 * Balancers that stand on no Outpost and in no Local Zone: there "you can specify subnets from one or more").
 */
const LEAST_SUBNETS = 2;

const PROPERTIES = ["port", "protocol", "vpcId"] as const;

/**
 * Load balancers, listeners and target groups fit each other. What a service and its task definition must agree on with
 * them, `service-wiring-valid` says.
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
  balancingNumbers({ label, places }, { check, forEach }) {
    for (const numbers of places) {
      forEach(numbers, (number) => {
        check(() => {
          const reason = numberProblem(number);
          return reason && `${label}: ${reason}`;
        });
      });
    }
  },
  firewallInStack(balancer, { check }) {
    check(() => {
      if (balancer.kind() !== "application" || balancer.isOnOutpost()) return undefined;
      const count = balancer.subnetCount();
      if (count >= LEAST_SUBNETS || balancer.isInLocalZone()) return undefined;
      return `${balancer.label}: 'subnets' must be ${LEAST_SUBNETS} at least, in different zones, got ${count}; the public subnets of two zones work`;
    });
    check(() => {
      const zone = balancer.sharedZone();
      if (zone === undefined) return undefined;
      return `${balancer.label}: 'subnets' must be in different zones, got two in ${zone}; one of each zone works`;
    });
  },
  listenerInStack(listener, { check, forEach }) {
    forEach(
      () => listener.targetGroups,
      (group) => {
        check(() => familyProblem(listener, group));
        check(() => grpcProblem(listener, group));
      },
    );
    forEach(
      () => listener.rules.map((rule, i, all) => ({ rule, before: all.slice(0, i) })),
      ({ rule, before }) => {
        check(() => priorityProblem(listener.label, rule, before));
      },
    );
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

/** Protocols of application load balancers; all others are of network load balancers, and of gateways. */
const REQUESTS = ["HTTP", "HTTPS"];

/**
 * Protocols of target groups by the kind of load balancer (CreateTargetGroup.Protocol: "For Application Load Balancers, the
 * supported protocols are HTTP and HTTPS. For Network Load Balancers, the supported protocols are TCP, TLS, UDP, …").
 */
function familyProblem(listener: ListenerInStackView, group: TargetGroupView): string | undefined {
  const protocol = listener.protocol();
  const own = group.protocol();
  if (protocol === undefined || own === undefined) return undefined;
  if (REQUESTS.includes(protocol) === REQUESTS.includes(own)) return undefined;
  const works = REQUESTS.includes(protocol) ? "HTTP" : "TCP";
  return `${listener.label}: 'protocol' of ${group.label} must be one of the same kind of load balancer as "${protocol}", got "${own}"; "${works}" works`;
}

/** gRPC: "The only supported listener protocol is HTTPS" (the ELB guide on target groups of Application Load Balancers). */
function grpcProblem(listener: ListenerInStackView, group: TargetGroupView): string | undefined {
  if (listener.protocol() !== "HTTP" || group.protocolVersion() !== "GRPC") return undefined;
  return `${listener.label}: 'protocol' must be "HTTPS" to forward to ${group.label}, whose 'protocolVersion' is "GRPC", got "HTTP"; "HTTPS" works`;
}

/** "A listener can't have multiple rules with the same priority" (CreateRule.Priority). */
function priorityProblem(
  label: string,
  rule: ListenerInStackView["rules"][number],
  before: ListenerInStackView["rules"],
): string | undefined {
  const priority = rule.priority();
  if (priority === undefined) return undefined;
  const other = before.find((one) => whenKnown(() => one.priority()) === priority);
  if (!other) return undefined;
  return `${label}: 'priority' must differ from rule to rule, got ${priority} in '${other.name}' and '${rule.name}'; ${priority + 1} works where no other rule has it`;
}

function numberProblem(number: BalancingNumber): string | undefined {
  const { path, range } = number;
  const { least, most, works, others } = range;
  const value = number.value();
  if (others?.some((other) => other === value)) return undefined;
  const problem = wholeNumberProblem(path, value, [least, most], works);
  return problem && number.counts() ? problem.reason : undefined;
}

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
