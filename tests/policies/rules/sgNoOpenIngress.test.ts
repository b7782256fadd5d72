import { UNKNOWN } from "../../../policies/resource/reader.js";
import { sgNoOpenIngress } from "../../../policies/rules/sgNoOpenIngress.js";
import { besideOf, describeRule, rawService, resourceOf, urnOf } from "./ruleCases.js";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const LIST = "aws:ec2/managedPrefixList:ManagedPrefixList";
const range = (edit: object) => ({ protocol: "tcp", fromPort: 5432, toPort: 5432, ...edit });
const group = (...ingress: object[]) => resourceOf(GROUP, { ingress });
const rule = (edit: object) =>
  resourceOf("aws:ec2/securityGroupRule:SecurityGroupRule", { type: "ingress", ...range(edit) });
const ingressRule = (edit: object) =>
  resourceOf("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    ipProtocol: "tcp",
    fromPort: 22,
    toPort: 22,
    ...edit,
  });
const ALL = { cidrBlocks: ["0.0.0.0/0"] };
const message = (label: string, open: string, what: string) =>
  `${label} 'orders' lets in everybody (${open}) on ${what}: name who may come in`;
const listed = (cidr: string) => [besideOf(LIST, { entries: [{ cidr }] }, { id: "pl-1" })];

describeRule(sgNoOpenIngress, {
  passes: [
    { title: "a range without a length", resource: group(range({ cidrBlocks: ["0.0.0.0"] })) },
    { title: "a length that is none", resource: group(range({ cidrBlocks: ["0.0.0.0/x0"] })) },
    { title: "another that is none", resource: group(range({ cidrBlocks: ["0.0.0.0/0x"] })) },
    {
      title: "a fourth of all addresses, which is somebody's",
      resource: group(range({ cidrBlocks: ["64.0.0.0/2"] })),
    },
    {
      title: "a sixteenth of IPv6, of which an eighth is routed",
      resource: group(range({ ipv6CidrBlocks: ["2000::/4"] })),
    },

    { title: "the web", resource: group(range({ fromPort: 443, toPort: 443, ...ALL })) },
    { title: "everybody of a network", resource: group(range({ cidrBlocks: ["10.0.0.0/8"] })) },
    { title: "another group", resource: group(range({ securityGroups: ["sg-1"] })) },
    { title: "ICMP", resource: group(range({ protocol: "icmp", fromPort: 3, toPort: 4, ...ALL })) },
    {
      title: "a port that the configuration names",
      resource: group(range(ALL)),
      configuration: { publicPorts: ["5432"] },
    },
    { title: "what goes out", resource: rule({ type: "ingress", cidrBlocks: ["10.0.0.0/8"] }) },
    { title: "a list of AWS", resource: group(range({ prefixListIds: ["pl-2"] })) },
    {
      title: "a list of a network",
      resource: group(range({ prefixListIds: ["pl-1"] })),
      beside: listed("10.0.0.0/8"),
    },
  ],
  fails: [
    {
      title: "everybody, with a blank behind",
      resource: group(range({ cidrBlocks: ["0.0.0.0/0 "] })),
      messages: [message("security group", "0.0.0.0/0 ", "port 5432")],
    },

    {
      title: "all that is routed of IPv6",
      resource: group(range({ ipv6CidrBlocks: ["2000::/3"] })),
      messages: [message("security group", "2000::/3", "port 5432")],
    },
    {
      title: "a length written in two digits",
      resource: group(range({ cidrBlocks: ["0.0.0.0/00"] })),
      messages: [message("security group", "0.0.0.0/00", "port 5432")],
    },
    {
      title: "all protocols by their name",
      resource: group({ protocol: "all", fromPort: 0, toPort: 0, ...ALL }),
      messages: [message("security group", "0.0.0.0/0", "all ports")],
    },
    {
      title: "TCP without ports",
      resource: ingressRule({ cidrIpv4: "0.0.0.0/0", fromPort: undefined, toPort: undefined }),
      messages: [message("ingress rule", "0.0.0.0/0", "all ports")],
    },

    {
      title: "a database",
      resource: group(range(ALL)),
      messages: [message("security group", "0.0.0.0/0", "port 5432")],
    },
    {
      title: "a database, by IPv6",
      resource: group(range({ ipv6CidrBlocks: ["::/0"] })),
      messages: [message("security group", "::/0", "port 5432")],
    },
    {
      title: "half of everybody",
      resource: group(range({ cidrBlocks: ["0.0.0.0/1"] })),
      messages: [message("security group", "0.0.0.0/1", "port 5432")],
    },
    {
      title: "all ports by a range",
      resource: group(range({ fromPort: 0, toPort: 65535, ...ALL })),
      messages: [message("security group", "0.0.0.0/0", "ports 0 to 65535")],
    },
    {
      title: "all that there is",
      resource: group({ protocol: "-1", fromPort: 0, toPort: 0, ...ALL }),
      messages: [message("security group", "0.0.0.0/0", "all ports")],
    },
    {
      title: "a range of more than the web",
      resource: group(range({ fromPort: 80, toPort: 443, ...ALL })),
      messages: [message("security group", "0.0.0.0/0", "ports 80 to 443")],
    },
    {
      title: "a rule by itself",
      resource: rule(ALL),
      messages: [message("security group rule", "0.0.0.0/0", "port 5432")],
    },
    {
      title: "a rule of the new kind",
      resource: ingressRule({ cidrIpv4: "0.0.0.0/0" }),
      messages: [message("ingress rule", "0.0.0.0/0", "port 22")],
    },
    {
      title: "a rule of the new kind, by IPv6",
      resource: ingressRule({ cidrIpv6: "::/0" }),
      messages: [message("ingress rule", "::/0", "port 22")],
    },
    {
      title: "a list of everybody",
      resource: group(range({ prefixListIds: ["pl-1"] })),
      messages: [message("security group", "0.0.0.0/0", "port 5432")],
      beside: listed("0.0.0.0/0"),
    },
    {
      title: "a new list of everybody",
      resource: {
        ...ingressRule({ prefixListId: UNKNOWN }),
        dependencies: { prefixListId: [urnOf(LIST, "beside")] },
      },
      messages: [message("ingress rule", "0.0.0.0/0", "port 22")],
      beside: listed("0.0.0.0/0").map((list) => ({ ...list, id: undefined })),
    },
  ],
  unknown: [
    {
      title: "an unknown range",
      resource: ingressRule({ cidrIpv4: UNKNOWN }),
      paths: ["cidrIpv4"],
    },
    {
      title: "unknown rules",
      resource: resourceOf(GROUP, { ingress: UNKNOWN }),
      paths: ["ingress"],
    },
  ],
  ignores: [
    { title: "a service", resource: rawService() },
    { title: "a rule of what goes out", resource: rule({ type: "egress", ...ALL }) },
  ],
});
