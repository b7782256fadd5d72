import { UNKNOWN } from "../../../policies/resource/reader.js";
import { executionRoleSufficient } from "../../../policies/rules/executionRoleSufficient.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf";
const ROLE = "arn:aws:iam::123456789012:role/service/execution";
const MANAGED = "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy";
const task = (container: object, definition: object = {}) =>
  rawTask([container], { executionRoleArn: ROLE, ...definition });
const secret = (valueFrom: string) => ({ secrets: [{ name: "DB", valueFrom }] });
const logs = (options: object = {}) => ({ logConfiguration: { logDriver: "awslogs", options } });
const role = (more: object = {}) => besideOf("aws:iam/role:Role", { name: "execution", ...more });
const attached = (policyArn: unknown = MANAGED) =>
  besideOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: "execution", policyArn });
const allowing = (action: string, resource: unknown = "*", policy?: unknown) =>
  besideOf("aws:iam/rolePolicy:RolePolicy", {
    role: "execution",
    policy: policy ?? {
      Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
    },
  });
const message = (action: string, why: string, target = "") =>
  `task definition 'orders': the execution role 'beside' must be allowed ${action}${target}, since container 'app' ${why}; a RolePolicy with it works`;

describeRule(executionRoleSufficient, {
  passes: [
    {
      title: "a secret that the role may read, with a key",
      resource: task(secret(`${SECRET}:password::`)),
      beside: [role(), allowing("secretsmanager:GetSecretValue", `${SECRET.slice(0, -6)}*`)],
    },
    {
      title: "all actions of a service",
      resource: task(secret("/orders/db")),
      beside: [role(), allowing("ssm:Get*")],
    },
    {
      title: "a policy of the role itself",
      resource: task(secret("/orders/db")),
      beside: [
        role({
          inlinePolicies: [
            {
              policy: JSON.stringify({
                Statement: { Effect: "Allow", Action: "ssm:GetParameters", Resource: "*" },
              }),
            },
          ],
        }),
      ],
    },
    { title: "a log by AWS's own policy", resource: task(logs()), beside: [role(), attached()] },
  ],
  fails: [
    {
      title: "a secret, and a role that may nothing",
      resource: task(secret(SECRET)),
      beside: [role()],
      messages: [message("secretsmanager:GetSecretValue", 'has the secret "DB"', ` on ${SECRET}`)],
    },
    {
      title: "another secret",
      resource: task(secret(SECRET)),
      beside: [
        role(),
        allowing("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:other*"),
      ],
      messages: [message("secretsmanager:GetSecretValue", 'has the secret "DB"', ` on ${SECRET}`)],
    },
    {
      title: "a parameter, and AWS's own policy",
      resource: task(secret("/orders/db")),
      beside: [role(), attached()],
      messages: [message("ssm:GetParameters", 'has the secret "DB"', " on /orders/db")],
    },
    {
      title: "a log group to make",
      resource: task(logs({ "awslogs-create-group": "true" })),
      beside: [role(), attached()],
      messages: [message("logs:CreateLogGroup", "has 'awslogs-create-group'")],
    },
    {
      title: "an image in ECR",
      resource: task({ image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1" }),
      beside: [role(), allowing("logs:*")],
      messages: [message("ecr:BatchGetImage", "has its image in ECR")],
    },
  ],
  unknown: [
    {
      title: "a policy that is not known here",
      resource: task(secret(SECRET)),
      beside: [role(), attached("arn:aws:iam::aws:policy/SecretsManagerReadWrite")],
      paths: ["role"],
    },
    {
      title: "an unknown policy",
      resource: task(secret(SECRET)),
      beside: [role(), allowing("", "", UNKNOWN)],
      paths: ["role"],
    },
  ],
  ignores: [
    { title: "a role of another stack", resource: task(secret(SECRET)) },
    {
      title: "logs and images on instances, where their own role counts",
      resource: task(logs(), { requiresCompatibilities: ["EC2"] }),
      beside: [role()],
    },
    { title: "a service", resource: rawService() },
  ],
});

const schedule = resourceOf("aws:scheduler/schedule:Schedule", {
  target: { roleArn: ROLE, ecsParameters: { taskDefinitionArn: "orders" } },
});
const eventTarget = (ecsTarget?: object) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", { roleArn: ROLE, ecsTarget });
const family = (definition: object = {}) => ({
  ...rawTask([{}], { family: "orders", ...definition }),
  name: "beside",
});
const withVolume = rawService({ volumeConfiguration: { managedEbsVolume: { roleArn: ROLE } } });
const acting = (label: string, path: string, action: string, service: string) =>
  `${label}: '${path}' must be a role that is allowed ${action}, since ${service} does that as the role, got 'beside'; a RolePolicy with it works`;
const SCHEDULER = "scheduler.amazonaws.com";

describeRule(executionRoleSufficient, {
  passes: [
    {
      title: "a schedule's role that may run tasks",
      resource: schedule,
      beside: [role(), allowing("ecs:RunTask"), family()],
    },
    {
      title: "a schedule's role that may pass the task's roles on",
      resource: schedule,
      beside: [
        role(),
        allowing("", "", {
          Statement: [{ Effect: "Allow", Action: ["ecs:RunTask", "iam:PassRole"], Resource: "*" }],
        }),
        family({ executionRoleArn: "arn:aws:iam::123456789012:role/other" }),
      ],
    },
    {
      title: "a role with a policy of AWS for volumes",
      resource: withVolume,
      beside: [
        role(),
        attached(
          "arn:aws:iam::aws:policy/service-role/AmazonECSInfrastructureRolePolicyForVolumes",
        ),
      ],
    },
    {
      title: "a schedule's role of another stack",
      resource: schedule,
    },
  ],
  fails: [
    {
      title: "a schedule's role that may nothing",
      resource: schedule,
      beside: [role(), allowing("logs:PutLogEvents"), family()],
      messages: [acting("schedule 'orders'", "target.roleArn", "ecs:RunTask", SCHEDULER)],
    },
    {
      title: "a schedule's role that may not pass the task's roles on",
      resource: schedule,
      beside: [
        role(),
        allowing("ecs:RunTask"),
        family({ executionRoleArn: "arn:aws:iam::123456789012:role/other" }),
      ],
      messages: [acting("schedule 'orders'", "target.roleArn", "iam:PassRole", SCHEDULER)],
    },
    {
      title: "a role of EventBridge that may not run tasks",
      resource: eventTarget({ taskDefinitionArn: "orders" }),
      beside: [role(), allowing("ecs:StopTask"), family()],
      messages: [acting("event target 'orders'", "roleArn", "ecs:RunTask", "events.amazonaws.com")],
    },
    {
      title: "a role for volumes that may make none",
      resource: withVolume,
      beside: [role(), allowing("ec2:AttachVolume")],
      messages: [
        acting(
          "service 'orders'",
          "volumeConfiguration.managedEbsVolume.roleArn",
          "ec2:CreateVolume",
          "ecs.amazonaws.com",
        ),
      ],
    },
  ],
  unknown: [],
  ignores: [
    {
      title: "a target of EventBridge that starts no task",
      resource: eventTarget(),
      beside: [role(), allowing("sqs:SendMessage")],
    },
  ],
});
