import type { Rule } from "../rule.js";

/**
 * Between resources of one stack, security groups let through what must get through: a target's "must allow communication … on
 * both the listener port and the health check port" (the ELB guide), a mount target's NFS from its clients (the EFS guide), an
 * endpoint's HTTPS (the PrivateLink guide); and a group that Pulumi makes lets nothing out by itself ("this provider will remove
 * this default rule", of `SecurityGroup.egress`). Another stack may add rules to a group, and one that was imported may have
 * rules that the program does not name, so that this is advice.
 */
export const securityGroupReachability: Rule = {
  name: "security-group-reachability",
  description:
    "Security groups let load balancers reach their tasks, and tasks their registry, files and endpoints.",
  kind: "reliability",
  severity: "high",
  enforcementLevel: "advisory",
  remediationSteps: "Give the security group the rule that the message names.",
  url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
  sources: ["O12", "O15"],
  parameters: {},
  callsInStack({ label, calls, endpoints }, { check, forEach }) {
    forEach(calls, (call) => {
      check(() => {
        if (call.passes()) return undefined;
        return `${label}: ${call.side} must let ${call.what}, got no rule that does; an ${call.works} works`;
      });
    });
    forEach(endpoints, (endpoint) => {
      check(() => {
        if (endpoint.isFoundByName()) return undefined;
        return `${label}: 'privateDnsEnabled' of ${endpoint.label} must be true, as subnet '${endpoint.subnet}' has no other way to ${endpoint.service}, got false; true works`;
      });
    });
  },
  endpointInStack(endpoint, { check }) {
    check(() => {
      const { label, vpc } = endpoint;
      if (!vpc || !endpoint.hasPrivateDns() || !vpc.hasNoHostnames()) return undefined;
      return `${label}: 'privateDnsEnabled' needs 'enableDnsHostnames' of VPC '${vpc.name}', which AWS has off where nobody says it, got nothing; true works`;
    });
  },
};
