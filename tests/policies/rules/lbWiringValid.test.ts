import { UNKNOWN } from "../../../policies/resource/reader.js";
import { lbWiringValid } from "../../../policies/rules/lbWiringValid.js";
import {
  besideOf,
  componentService,
  describeRule,
  rawService,
  resourceOf,
  urnOf,
} from "./ruleCases.js";

const SOUND = { port: 80, protocol: "HTTP", vpcId: "vpc-1", targetType: "ip" };
const group = (edit: object = {}) =>
  resourceOf("aws:lb/targetGroup:TargetGroup", { ...SOUND, ...edit });
const NONE = { port: undefined, protocol: undefined, vpcId: undefined };
const listener = (edit: object) => resourceOf("aws:lb/listener:Listener", { port: 443, ...edit });
const zones = (...all: string[]) =>
  all.map((availabilityZone, i) => ({
    ...besideOf(
      "aws:ec2/subnet:Subnet",
      { vpcId: "vpc-1", availabilityZone },
      { id: `subnet-${i + 1}` },
    ),
    urn: urnOf("aws:ec2/subnet:Subnet", `subnet-${i + 1}`),
  }));
const targets = (count: number) => ({
  loadBalancers: Array.from({ length: count }, () => ({ containerName: "app" })),
});

function balancer(edit: object, module_ = "lb") {
  return resourceOf(`aws:${module_}/loadBalancer:LoadBalancer`, edit);
}

function subnets(got: number): string {
  return `load balancer 'orders': 'subnets' must be 2 at least, in different zones, got ${got}; the public subnets of two zones work`;
}

describeRule(lbWiringValid, {
  passes: [
    {
      title: "a listener of HTTP that calls a function",
      resource: listener({
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: "arn:group" }],
      }),
      beside: [{ ...group({ ...NONE, targetType: "lambda" }), id: "arn:group" }],
    },

    {
      title: "a listener of TLS with a certificate",
      resource: listener({ protocol: "TLS", certificateArn: "arn" }),
    },
    { title: "a listener of TCP, without a certificate", resource: listener({ protocol: "TCP" }) },
    {
      title: "a load balancer in subnets of two zones",
      resource: balancer({ subnets: ["subnet-1", "subnet-2"] }),
      beside: zones("eu-west-1a", "eu-west-1b"),
    },
    {
      title: "a health check by TCP of which no code is asked",
      resource: group({ protocol: "TCP", healthCheck: { protocol: "TCP" } }),
    },

    { title: "a load balancer in two subnets", resource: balancer({ subnets: ["a", UNKNOWN] }) },
    {
      title: "a load balancer in two subnets with addresses",
      resource: balancer({ subnetMappings: [{ subnetId: "a" }, { subnetId: "b" }] }),
    },
    {
      title: "a network load balancer in one subnet",
      resource: balancer({ loadBalancerType: "network", subnets: ["a"] }),
    },
    ...["us-west-2-lax-1a", "usw2-lax1-az1", "us-east-1-wl1-bos-wlz-1"].map((zone) => ({
      title: `a load balancer in the Local Zone ${zone}`,
      resource: balancer({ subnets: ["subnet-1"] }),
      beside: zones(zone),
    })),
    {
      title: "a load balancer with an address in a Local Zone",
      resource: balancer({ subnetMappings: [{ subnetId: "subnet-1" }] }),
      beside: zones("us-west-2-lax-1a"),
    },
    {
      title: "a load balancer on an Outpost",
      resource: balancer({ customerOwnedIpv4Pool: UNKNOWN, subnets: ["a"] }),
    },
    { title: "a target group of tasks", resource: group() },
    { title: "a target group whose VPC is not known yet", resource: group({ vpcId: UNKNOWN }) },
    { title: "a target group of a function", resource: group({ ...NONE, targetType: "lambda" }) },
    {
      title: "a target group of firewalls",
      resource: group({ port: 6081, protocol: "GENEVE", targetType: "instance" }),
    },
    {
      title: "a code of a health check by HTTP on TCP",
      resource: group({ protocol: "TCP", healthCheck: { protocol: "HTTP", matcher: "200" } }),
    },
    {
      title: "a health check by TCP",
      resource: group({ protocol: "TCP", healthCheck: { protocol: "TCP", matcher: "" } }),
    },
    { title: "a listener in the clear", resource: listener({ protocol: "HTTP" }) },
    {
      title: "a listener whose certificate is not known yet",
      resource: listener({ protocol: "HTTPS", certificateArn: UNKNOWN }),
    },
    { title: "five target groups of a service", resource: rawService(targets(5)) },
    { title: "our component", resource: componentService() },
  ],
  fails: [
    {
      title: "a load balancer in two subnets of one zone",
      resource: balancer({ subnets: ["subnet-1", "subnet-2"] }),
      beside: zones("eu-west-1a", "eu-west-1a"),
      messages: [
        "load balancer 'orders': 'subnets' must be in different zones, got two in eu-west-1a; one of each zone works",
      ],
    },
    ...["us-gov-west-1a", "use1-az1"].map((zone) => ({
      title: `a load balancer in one subnet of ${zone}`,
      resource: balancer({ subnets: ["subnet-1"] }),
      beside: zones(zone),
      messages: [subnets(1)],
    })),
    {
      title: "a load balancer with addresses in one zone",
      resource: balancer({ subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }] }),
      beside: zones("eu-west-1a", "eu-west-1a"),
      messages: [
        "load balancer 'orders': 'subnets' must be in different zones, got two in eu-west-1a; one of each zone works",
      ],
    },
    {
      title: "a listener of TLS without a certificate",
      resource: listener({ protocol: "TLS" }),
      messages: [
        "listener 'orders': 'certificateArn' must be given with 'protocol' \"TLS\", got none; the ARN of a certificate of ACM works",
      ],
    },
    {
      title: "a listener of HTTP to targets of TCP",
      resource: listener({
        protocol: "HTTP",
        defaultActions: [{ type: "forward", targetGroupArn: "arn:group" }],
      }),
      beside: [
        {
          ...group({ protocol: "TCP" }),
          urn: urnOf("aws:lb/targetGroup:TargetGroup", "tcp"),
          id: "arn:group",
        },
      ],
      messages: [
        "listener 'orders': 'protocol' of target group 'orders' must be one of the same kind of load balancer as \"HTTP\", got \"TCP\"; \"HTTP\" works",
      ],
    },

    {
      title: "a load balancer in one subnet",
      resource: balancer({ subnets: ["a"] }, "alb"),
      messages: [subnets(1)],
    },
    {
      title: "a load balancer in one subnet with an address",
      resource: balancer({ subnetMappings: [{ subnetId: UNKNOWN }] }),
      messages: [subnets(1)],
    },
    { title: "a load balancer in no subnet", resource: balancer({}), messages: [subnets(0)] },
    {
      title: "a target group without a port and a VPC",
      resource: group({ port: undefined, vpcId: undefined }),
      messages: [
        "target group 'orders': 'port' must be given with 'targetType' \"ip\", got nothing",
        "target group 'orders': 'vpcId' must be given with 'targetType' \"ip\", got nothing",
      ],
    },
    {
      title: "a target group of a function with a port",
      resource: group({ ...NONE, port: 80, targetType: "lambda" }),
      messages: ["target group 'orders': 'port' is not for 'targetType' \"lambda\"; leave it out"],
    },
    {
      title: "a target group of firewalls on another port",
      resource: group({ protocol: "GENEVE", port: 80 }),
      messages: [
        "target group 'orders': 'port' must be 6081 with 'protocol' \"GENEVE\", got 80; 6081 works",
      ],
    },
    {
      title: "a code of a health check by TCP",
      resource: group({ protocol: "TCP", healthCheck: { protocol: "TCP", matcher: "200" } }),
      messages: [
        `target group 'orders': 'healthCheck.matcher' is for HTTP, got "200" with 'healthCheck.protocol' "TCP"; leave it out`,
      ],
    },
    {
      title: "a listener of HTTPS without a certificate",
      resource: listener({ protocol: "HTTPS" }),
      messages: [
        "listener 'orders': 'certificateArn' must be given with 'protocol' \"HTTPS\", got none; the ARN of a certificate of ACM works",
      ],
    },
    {
      title: "six target groups of a service",
      resource: rawService(targets(6)),
      messages: [
        "'loadBalancers' may have at most 5 target groups, got 6; run a second service for the others",
      ],
    },
  ],
  unknown: [
    {
      title: "unknown subnets",
      resource: balancer({ subnets: UNKNOWN }),
      paths: ["subnets"],
    },
    {
      title: "an unknown kind of target",
      resource: group({ targetType: UNKNOWN }),
      paths: ["targetType", "targetType", "targetType"],
    },
    {
      title: "an unknown protocol of a listener",
      resource: listener({ protocol: UNKNOWN }),
      paths: ["protocol"],
    },
  ],
});
