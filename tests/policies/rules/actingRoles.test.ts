import { UNKNOWN } from "../../../policies/resource/reader.js";
import { rolesAndScalingConsistent } from "../../../policies/rules/rolesAndScalingConsistent.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const ARN = "arn:aws:iam::123456789012:role/orders";
const trusting = (assumeRolePolicy: unknown) =>
  besideOf("aws:iam/role:Role", { name: "orders", assumeRolePolicy }, { arn: ARN });
const role = (principal: unknown) =>
  trusting(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: principal, Action: "sts:AssumeRole" }],
    }),
  );
const task = rawTask([{}], { taskRoleArn: ARN });
const group = resourceOf("aws:codedeploy/deploymentGroup:DeploymentGroup", {
  serviceRoleArn: ARN,
});
const balanced = rawService({
  loadBalancers: [{ advancedConfiguration: { roleArn: ARN } }],
});
const hooked = rawService({ deploymentConfiguration: { lifecycleHooks: [{ roleArn: ARN }] } });
const schedule = resourceOf("aws:scheduler/schedule:Schedule", { target: { roleArn: ARN } });
const profile = resourceOf("aws:iam/instanceProfile:InstanceProfile", { role: "orders" });

const message = (label: string, path: string, service: string) =>
  `${label}: '${path}' must be a role that ${service} may assume, got role 'beside', whose 'assumeRolePolicy' does not let it; { Service: "${service}" } as its principal works`;

describeRule(rolesAndScalingConsistent, {
  passes: [
    {
      title: "a task role that trusts tasks",
      resource: task,
      beside: [role({ Service: "ecs-tasks.amazonaws.com" })],
    },
    {
      title: "a role that trusts several services",
      resource: task,
      beside: [role({ Service: ["ecs.amazonaws.com", "ecs-tasks.amazonaws.com"] })],
    },
    { title: "a role that trusts everybody", resource: task, beside: [role("*")] },
    { title: "a role that trusts all of AWS", resource: task, beside: [role({ AWS: "*" })] },
    { title: "a role of another stack", resource: task },
    { title: "a text that stands for a policy", resource: task, beside: [trusting("{}")] },
    {
      title: "CodeDeploy by its region, and in China",
      resource: group,
      beside: [role({ Service: "codedeploy.cn-north-1.amazonaws.com.cn" })],
    },
    {
      title: "instances in China",
      resource: profile,
      beside: [role({ Service: "ec2.amazonaws.com.cn" })],
    },
  ],
  fails: [
    {
      title: "a task role that trusts ECS instead of tasks",
      resource: task,
      beside: [role({ Service: "ecs.amazonaws.com" })],
      messages: [message("task definition 'orders'", "taskRoleArn", "ecs-tasks.amazonaws.com")],
    },
    {
      title: "an infrastructure role that trusts tasks",
      resource: balanced,
      beside: [role({ Service: "ecs-tasks.amazonaws.com" })],
      messages: [
        message(
          "service 'orders'",
          "loadBalancers[0].advancedConfiguration.roleArn",
          "ecs.amazonaws.com",
        ),
      ],
    },
    {
      title: "the hook's own role for the one that calls it",
      resource: hooked,
      beside: [role({ Service: "lambda.amazonaws.com" })],
      messages: [
        message(
          "service 'orders'",
          "deploymentConfiguration.lifecycleHooks[0].roleArn",
          "ecs.amazonaws.com",
        ),
      ],
    },
    {
      title: "a role of EventBridge's rules for a schedule",
      resource: schedule,
      beside: [role({ Service: "events.amazonaws.com" })],
      messages: [message("schedule 'orders'", "target.roleArn", "scheduler.amazonaws.com")],
    },
    {
      title: "a role of tasks for instances",
      resource: profile,
      beside: [role({ Service: "ecs-tasks.amazonaws.com" })],
      messages: [message("instance profile 'orders'", "role", "ec2.amazonaws.com")],
    },
    {
      title: "an account for CodeDeploy",
      resource: group,
      beside: [role({ AWS: "123456789012" })],
      messages: [
        message("deployment group 'orders'", "serviceRoleArn", "codedeploy.amazonaws.com"),
      ],
    },
  ],
  unknown: [
    {
      title: "a role whose policy is not known",
      resource: task,
      beside: [trusting(UNKNOWN)],
      paths: ["assumeRolePolicy"],
    },
  ],
});
