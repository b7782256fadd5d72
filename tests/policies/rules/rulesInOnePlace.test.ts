import { UNKNOWN } from "../../../policies/resource/reader.js";
import { rulesInOnePlace } from "../../../policies/rules/rulesInOnePlace.js";
import { besideOf, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const group = (edit: object = {}) => ({
  ...resourceOf("aws:ec2/securityGroup:SecurityGroup", edit),
  id: "sg-1",
});
const INGRESS = { ingress: [{ protocol: "tcp", fromPort: 80, toPort: 80 }] };
const alone = (kind: string, securityGroupId: unknown = "sg-1") =>
  besideOf(`aws:vpc/securityGroup${kind}Rule:SecurityGroup${kind}Rule`, { securityGroupId });
const rule = (type: string) =>
  besideOf("aws:ec2/securityGroupRule:SecurityGroupRule", { type, securityGroupId: "sg-1" });
const table = { ...resourceOf("aws:ec2/routeTable:RouteTable", { routes: [{}] }), id: "rtb-1" };
const role = (edit: object) => ({ ...resourceOf("aws:iam/role:Role", edit), id: "orders" });
const message = (label: string, property: string) =>
  `${label} 'orders': '${property}' must be left out beside resources of their own, which each update takes out again, got it beside 'beside'; all of it in such resources works`;

describeRule(rulesInOnePlace, {
  passes: [
    { title: "rules in the group", resource: group(INGRESS) },
    { title: "rules beside the group", resource: group(), beside: [alone("Ingress")] },
    {
      title: "rules of two directions, each in its place",
      resource: group(INGRESS),
      beside: [rule("egress")],
    },
    {
      title: "a rule of another group",
      resource: group(INGRESS),
      beside: [alone("Ingress", "sg-2")],
    },
    { title: "an empty list", resource: group({ ingress: [] }), beside: [alone("Ingress")] },
  ],
  fails: [
    {
      title: "a rule beside",
      resource: group(INGRESS),
      beside: [alone("Ingress")],
      messages: [message("security group", "ingress")],
    },
    {
      title: "a rule beside of the older kind",
      resource: group(INGRESS),
      beside: [rule("ingress")],
      messages: [message("security group", "ingress")],
    },
    {
      title: "a rule beside for what goes out",
      resource: group({ egress: [{ protocol: "-1" }] }),
      beside: [alone("Egress")],
      messages: [message("security group", "egress")],
    },
    {
      title: "a route beside",
      resource: table,
      beside: [besideOf("aws:ec2/route:Route", { routeTableId: "rtb-1" })],
      messages: [message("route table", "routes")],
    },
    {
      title: "an attachment beside",
      resource: role({ managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
      beside: [besideOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "orders" })],
      messages: [message("role", "managedPolicyArns")],
    },
  ],
  unknown: [
    {
      title: "an unknown list",
      resource: group({ ingress: UNKNOWN }),
      beside: [alone("Ingress")],
      paths: ["ingress"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});
