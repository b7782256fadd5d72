import { texts } from "../parameterSchema.js";
import type { Rule } from "../rule.js";
import { fsbp } from "../securityHub.js";
import type { IngressRule } from "../views/ingressInStackView.js";

/** Everybody reaches what serves the web, and nothing else. */
export const sgNoOpenIngress: Rule<{ publicPorts: string[] }> = {
  name: "sg-no-open-ingress",
  description: "Security groups let in everybody on the ports of the web alone.",
  kind: "security",
  severity: "critical",
  enforcementLevel: "mandatory",
  remediationSteps:
    "Name the security groups or address ranges that may come in, or the port in 'publicPorts' where everybody is meant.",
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-18",
  sources: [
    "EC2.18",
    "EC2.19",
    "CKV_AWS_24",
    "CKV_AWS_25",
    "CKV_AWS_260",
    "CKV_AWS_277",
    "AWS-0107",
  ],
  framework: fsbp(
    "EC2.18",
    "Security groups should only allow unrestricted incoming traffic for authorized ports",
  ),
  parameters: {
    publicPorts: texts("Ports that everybody may reach.", ["80", "443"]),
  },
  ingressInStack(group, { parameters, check, forEach }) {
    forEach(group.rules, (rule) => {
      check(() => {
        const what = beyond(rule, parameters.publicPorts.map(Number));
        const open = what && rule.ranges().find(isEverybody);
        if (open === undefined || what === undefined) return undefined;
        return `${group.label} lets in everybody (${open}) on ${what}: name who may come in`;
      });
    });
  },
};

const NUMBERED = new Set(["tcp", "udp", "6", "17"]);

/** What a rule lets in that is not public; ICMP and the rest have no ports, and nothing that listens there. */
function beyond(rule: IngressRule, publicPorts: readonly number[]): string | undefined {
  const protocol = rule.protocol();
  if (["-1", "all"].includes(protocol)) return "all ports";
  if (!NUMBERED.has(protocol)) return undefined;
  const ports = rule.ports();
  if (!ports) return "all ports";
  const [from, to] = ports;
  // A range has no more public ports than there are.
  const inside = publicPorts.filter((port) => port >= from && port <= to);
  if (to - from < new Set(inside).size) return undefined;
  return from === to ? `port ${from}` : `ports ${from} to ${to}`;
}

/** All of IPv4 or IPv6, also where it is written in halves, or as all of what is routed. */
function isEverybody(range: string): boolean {
  const [address = "", length = ""] = range.trim().split("/", 2);
  if (!/^\d+$/.test(length)) return false;
  return Number(length) <= (address.includes(":") ? 3 : 1);
}
