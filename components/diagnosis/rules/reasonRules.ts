import type { CauseKind } from "./cause.js";

/** How a text of AWS (a stopped task's reason, a service's event, a line of the log) tells a cause. */
export interface ReasonRule {
  kind: CauseKind;
  /** All of these are in the text. */
  patterns: RegExp[];
  summary: string;
  next: string;
}

const PULL = /CannotPullContainerError|CannotPullImageManifestError|CannotPullECRContainerError/;
const UNREACHABLE =
  /i\/o timeout|dial tcp|deadline exceeded|request canceled|connection issue|no such host|connection refused/i;
const DENIED =
  /access ?denied|not authorized|403 forbidden|401 unauthorized|authorization failed|no basic auth/i;
const SECRET =
  /secretsmanager|secrets manager|asm:|ssm|kms:|parameter|secret arn|specified secret/i;
const INITIALIZATION = /ResourceInitializationError/;

const OPEN_ROUTE =
  "give the tasks' subnets a way out: a NAT gateway, or interface endpoints for ecr.api, ecr.dkr, logs and secretsmanager and a gateway endpoint for s3, and let the tasks' security group reach them on port 443";

/**
 * The first rule that a text fits tells its cause.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export const REASON_RULES: readonly ReasonRule[] = [
  {
    kind: "wrongArchitecture",
    patterns: [
      /exec format error|matching platform|no match for platform|image platform .* does not match/i,
    ],
    summary: "the image is built for another CPU architecture than the task's",
    next: "build the image for the task definition's 'architecture', or set 'architecture' to what the image has",
  },
  {
    kind: "imageRateLimited",
    patterns: [PULL, /toomanyrequests|rate limit/i],
    summary: "the registry refuses more pulls for now",
    next: "copy the image into ECR, or pull it through an ECR pull-through cache",
  },
  {
    kind: "imageUnreachable",
    patterns: [PULL, UNREACHABLE],
    summary: "the tasks cannot reach the image's registry",
    next: OPEN_ROUTE,
  },
  {
    kind: "imageDenied",
    patterns: [PULL, DENIED],
    summary:
      "the registry denies the image to the task's execution role, or has no such repository",
    next: "check the repository's name, and that the execution role may pull it (ecr:BatchGetImage) or 'repositoryCredentials' are set",
  },
  {
    kind: "imageNotFound",
    patterns: [PULL, /not ?found|manifest unknown|does not exist/i],
    summary: "the image's tag or digest is not in its repository",
    next: "push the image, or name a tag or digest that the repository has ('aws ecr describe-images')",
  },
  {
    kind: "imagePull",
    patterns: [PULL],
    summary: "the image could not be pulled",
    next: "pull the image by hand with the same name, and see what the registry says",
  },
  {
    kind: "startUnreachable",
    patterns: [INITIALIZATION, UNREACHABLE],
    summary: "the tasks cannot reach the AWS services that they need to start",
    next: OPEN_ROUTE,
  },
  {
    kind: "logGroupNotFound",
    patterns: [INITIALIZATION, /logger args|log stream|log group|logging driver/i],
    summary: "the task's log could not be opened",
    next: "let the task definition make the log group, or make the group that it names and let the execution role write to it",
  },
  {
    kind: "imageDenied",
    patterns: [INITIALIZATION, DENIED, /ecr:\w+/],
    summary: "the task's execution role may not log in to ECR",
    next: "grant the execution role ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer",
  },
  {
    kind: "secretDenied",
    patterns: [INITIALIZATION, SECRET, DENIED],
    summary: "the task's execution role may not read a secret",
    next: "grant the execution role secretsmanager:GetSecretValue or ssm:GetParameters on the secret that the message names, and kms:Decrypt on its key",
  },
  {
    kind: "secretNotFound",
    patterns: [INITIALIZATION, SECRET, /not ?found|can't find|did not contain|invalid/i],
    summary: "a secret of the task is not there, or lacks the JSON key",
    next: "make the secret in this account and region, give it a value, and check the JSON key that the task definition names",
  },
  {
    kind: "resourceInitialization",
    patterns: [INITIALIZATION],
    summary: "the task's resources could not be set up",
    next: "mend what the message names: network, volumes, secrets or the log driver",
  },
  {
    kind: "addressesExhausted",
    patterns: [
      /InsufficientFreeAddresses|free addresses|RESOURCE:ENI|insufficient ENI|not enough ENI/i,
    ],
    summary: "there is no free network interface or IP address for a task",
    next: "give the service larger or more subnets; on instances, larger ones or ENI trunking (the account setting 'awsvpcTrunking')",
  },
  {
    kind: "noCapacity",
    patterns: [
      /unable to place a task|Capacity is unavailable|RESOURCE:[A-Z]+|No Container Instances|insufficient (CPU|memory)|reached the limit on the number|above your limit/i,
    ],
    summary: "there is no capacity for a task",
    next: "on Fargate add subnets in other zones, on Spot a base on FARGATE, on instances more or larger ones; where a limit is named, raise the quota",
  },
  {
    kind: "outOfMemory",
    patterns: [/OutOfMemory|OOM ?killed|killed due to memory/i],
    summary: "a container used more memory than it may",
    next: "raise 'memory' of the task definition, or lower what the program uses (its heap limit)",
  },
  {
    kind: "containerHealthCheck",
    patterns: [/failed container health checks|container health checks? failed/i],
    summary: "the health check command in the container fails",
    next: "run the container's 'healthCheck' command in the image: it must end with 0, its tools must be in the image, and 'startPeriod' must cover the start",
  },
  {
    kind: "deploymentDeadlock",
    patterns: [/unable to stop or start tasks during a deployment/i],
    summary: "the deployment may neither start a task nor stop one",
    next: "lower 'minimumHealthyPercent' or raise 'maximumPercent', so that a task can be added or taken away at the present count",
  },
  {
    kind: "alarm",
    patterns: [/alarm detected|due to alarm|alarms? .*in ALARM|CloudWatch alarm/i],
    summary: "a CloudWatch alarm stopped the deployment",
    next: "look at the alarm's metric since the deployment began, mend what raised it and deploy again",
  },
];

/** The cause that a text tells; nothing where it tells none. */
export function ruleFor(text: string): ReasonRule | undefined {
  return REASON_RULES.find(({ patterns }) => patterns.every((pattern) => pattern.test(text)));
}
