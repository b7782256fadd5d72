import { UNKNOWN } from "../../../policies/resource/reader.js";
import { rolesAndScalingConsistent } from "../../../policies/rules/rolesAndScalingConsistent.js";
import { componentTask, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.2.3";
const SECRETS = { secrets: [{ name: "DB_URL", valueFrom: "arn" }] };
const target = (edit: object) => resourceOf("aws:appautoscaling/target:Target", edit);

function message(need: string): string {
  return `'executionRoleArn' must be given for a task on Fargate whose container 'app' ${need}, got none; the ARN of a role with AmazonECSTaskExecutionRolePolicy works`;
}

describeRule(rolesAndScalingConsistent, {
  passes: [
    { title: "a task that needs no role to start", resource: rawTask() },
    {
      title: "a role that is not known yet",
      resource: rawTask([SECRETS], { executionRoleArn: UNKNOWN }),
    },
    {
      title: "a task on instances, which start it by their own role",
      resource: rawTask([{ image: ECR }], { requiresCompatibilities: ["EC2"] }),
    },
    { title: "our component, which makes the role", resource: componentTask([{ image: ECR }]) },
    { title: "limits that are one", resource: target({ minCapacity: 2, maxCapacity: 2 }) },
  ],
  fails: [
    {
      title: "awslogs without a role",
      resource: rawTask([{ logConfiguration: { logDriver: "awslogs" } }]),
      messages: [message("writes its log by awslogs")],
    },
    {
      title: "secrets without a role",
      resource: rawTask([SECRETS]),
      messages: [message("has 'secrets'")],
    },
    {
      title: "a private registry without a role",
      resource: rawTask([{ repositoryCredentials: { credentialsParameter: "arn" } }]),
      messages: [message("has 'repositoryCredentials'")],
    },
    {
      title: "an image in ECR without a role",
      resource: rawTask([{ image: ECR }]),
      messages: [message("has its image in ECR")],
    },
    {
      title: "limits in disorder",
      resource: target({ minCapacity: 3, maxCapacity: 2 }),
      messages: [
        "scalable target 'orders': 'minCapacity' must be at most 'maxCapacity' of 2, got 3; 2 works",
      ],
    },
  ],
  unknown: [
    {
      title: "unknown definitions",
      resource: rawTask([], { containerDefinitions: UNKNOWN }),
      paths: ["containerDefinitions"],
    },
    {
      title: "an unknown limit",
      resource: target({ minCapacity: 3, maxCapacity: UNKNOWN }),
      paths: ["maxCapacity"],
    },
  ],
});
