import { UNKNOWN } from "../../../policies/resource/reader.js";
import { iamPassroleScoped } from "../../../policies/rules/iamPassroleScoped.js";
import { describeRule, rawService, resourceOf } from "./ruleCases.js";

const policy = (statement: object, type = "aws:iam/rolePolicy:RolePolicy") =>
  resourceOf(type, { policy: JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] }) });
const message =
  "role policy 'orders' lets any role be passed: name the roles of iam:PassRole in 'Resource'";
const toTasks = { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } };

describeRule(iamPassroleScoped, {
  passes: [
    {
      title: "roles of a name that begins so",
      resource: policy({
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::123456789012:role/task-*",
      }),
    },

    {
      title: "everything, which another rule tells",
      resource: policy({ Action: "*", Resource: "*" }),
    },
    {
      title: "roles of a name that begins like one",
      resource: policy({
        Action: "iam:PassRole",
        Resource: "arn:aws:iam::123456789012:role/*-task",
      }),
    },

    {
      title: "a named role",
      resource: policy({ Action: "iam:PassRole", Resource: "arn:aws:iam::123456789012:role/task" }),
    },
    {
      title: "any role for a named service",
      resource: policy({ Action: "iam:PassRole", Resource: "*", Condition: toTasks }),
    },
    { title: "other actions", resource: policy({ Action: "ecs:RunTask", Resource: "*" }) },
    { title: "reading roles", resource: policy({ Action: "iam:Get*", Resource: "*" }) },
  ],
  fails: [
    {
      title: "any role beside a named one",
      resource: policy({
        Action: "iam:PassRole",
        Resource: ["arn:aws:iam::123456789012:role/task", "*"],
      }),
      messages: [message],
    },
    {
      title: "any role but one",
      resource: policy({
        Action: "iam:PassRole",
        NotResource: "arn:aws:iam::123456789012:role/admin",
      }),
      messages: [message],
    },
    {
      title: "any role where something else is asked",
      resource: policy({
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringEquals: { "aws:RequestedRegion": "eu-west-1" } },
      }),
      messages: [message],
    },

    {
      title: "any role",
      resource: policy({ Action: "iam:PassRole", Resource: "*" }),
      messages: [message],
    },
    {
      title: "any role of the account",
      resource: policy({
        Action: ["ecs:RunTask", "iam:PassRole"],
        Resource: "arn:aws:iam::123456789012:role/*",
      }),
      messages: [message],
    },
    {
      title: "any role by a pattern",
      resource: policy({ Action: "iam:Pass*", Resource: "*" }),
      messages: [message],
    },
    {
      title: "any role for a service where that is too much",
      resource: policy({ Action: "iam:PassRole", Resource: "*", Condition: toTasks }),
      messages: [message],
      configuration: { requireRoles: true },
    },
    {
      title: "any role for any service",
      resource: policy({
        Action: "iam:PassRole",
        Resource: "*",
        Condition: { StringLike: { "iam:PassedToService": "*" } },
      }),
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "an unknown role",
      resource: resourceOf("aws:iam/policy:Policy", {
        policy: { Statement: [{ Effect: "Allow", Action: "iam:PassRole", Resource: UNKNOWN }] },
      }),
      paths: ["policy.Statement[0].Resource"],
    },
  ],
  ignores: [{ title: "a service", resource: rawService() }],
});
