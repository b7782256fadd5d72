import { UNKNOWN } from "../../../policies/resource/reader.js";
import { ecsRolesSeparate } from "../../../policies/rules/ecsRolesSeparate.js";
import { besideOf, describeRule, rawService, resourceOf } from "./ruleCases.js";

const ROLE = "aws:iam/role:Role";
const DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const roles = (executionRoleArn: unknown, taskRoleArn?: unknown, dependencies = {}) => ({
  ...resourceOf(DEFINITION, { executionRoleArn, taskRoleArn }),
  dependencies,
});
const one = besideOf(ROLE, {}, { urn: "urn:one" });
const two = besideOf(ROLE, {}, { urn: "urn:two" });
const message =
  "task definition 'orders' has one role as 'executionRoleArn' and 'taskRoleArn': give the program a role of its own";

describeRule(ecsRolesSeparate, {
  passes: [
    { title: "two roles", resource: roles("arn:1", "arn:2") },
    {
      title: "two new roles",
      resource: roles(UNKNOWN, UNKNOWN, {
        executionRoleArn: ["urn:one"],
        taskRoleArn: ["urn:two"],
      }),
      beside: [one, two],
    },
    {
      title: "a new role beside an old one",
      resource: roles("arn:1", UNKNOWN, { taskRoleArn: ["urn:two"] }),
      beside: [one, two],
    },
  ],
  fails: [
    { title: "one role", resource: roles("arn:1", "arn:1"), messages: [message] },
    {
      title: "one new role",
      resource: roles(UNKNOWN, UNKNOWN, {
        executionRoleArn: ["urn:one"],
        taskRoleArn: ["urn:one"],
      }),
      messages: [message],
      beside: [one, two],
    },
    {
      title: "one role of another partition",
      resource: roles("arn:aws-cn:1", "arn:aws-cn:1"),
      messages: [message],
    },
  ],
  unknown: [
    {
      title: "roles of which nothing is known",
      resource: roles(UNKNOWN, UNKNOWN),
      paths: ["taskRoleArn"],
    },
    {
      title: "an ARN that is made of two roles",
      resource: roles(UNKNOWN, UNKNOWN, {
        executionRoleArn: ["urn:one"],
        taskRoleArn: ["urn:one", "urn:two"],
      }),
      paths: ["taskRoleArn"],
      beside: [one, two],
    },
  ],
  ignores: [
    { title: "a task without a role of its own", resource: roles("arn:1") },
    { title: "a service", resource: rawService() },
  ],
});
