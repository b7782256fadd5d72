import type { CauseKind } from "../../../components/diagnosis/rules/cause.js";
import type { ServiceSnapshot } from "../../../components/diagnosis/rules/serviceSnapshot.js";
import {
  BLUE,
  broken,
  deployment,
  GREEN,
  healthy,
  ORDERS_1,
  stopped,
  target,
} from "./snapshots.js";

/** A service as AWS describes it, with texts as ECS writes them, and what is to be found. */
export interface RecordedCause {
  what: string;
  snapshot: ServiceSnapshot;
  kind: CauseKind;
}

/** A task that could not start. */
export const failed = (reason: string) => ({
  stoppedTasks: [stopped("TaskFailedToStart", reason)],
});
const REF = "ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:v9";
/** How a failed pull begins. */
export const PULL = `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ${REF}`;
const INIT = "ResourceInitializationError: unable to pull secrets or registry auth:";
const USER = "User: arn:aws:sts::123456789012:assumed-role/orders-execution/0a1b is not authorized";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/db-UMl6GF";

/** What a deployment that failed shows, and the cause that each is. */
const FAILED: readonly [string, Partial<ServiceSnapshot>, CauseKind][] = [
  ["a tag that is not there", failed(`${PULL}: ${REF}: not found`), "imageNotFound"],
  [
    "a repository of Docker Hub that is private or not there",
    failed(
      "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/acme/orders:1: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
    ),
    "imageDenied",
  ],
  [
    "a registry that answers 403",
    failed(`${PULL}: unexpected status from HEAD request to https://ecr/v2/orders: 403 Forbidden`),
    "imageDenied",
  ],
  [
    "an execution role that may not log in to ECR",
    failed(
      `${INIT} execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): AccessDeniedException: ${USER} to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows it`,
    ),
    "imageDenied",
  ],
  [
    "Docker Hub's limit",
    failed(
      "CannotPullContainerError: inspect image has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code 429 Too Many Requests: toomanyrequests: You have reached your pull rate limit",
    ),
    "imageRateLimited",
  ],
  [
    "a subnet without a way to the registry",
    failed(
      `${PULL}: failed to do request: Head "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com/v2/orders/manifests/v9": dial tcp 52.217.233.242:443: i/o timeout`,
    ),
    "imageUnreachable",
  ],
  [
    "another failure of the pull",
    failed("CannotPullContainerError: context canceled"),
    "imagePull",
  ],
  [
    "an image of another platform",
    failed(
      "CannotPullContainerError: pull image manifest has been retried 7 time(s): image Manifest does not contain descriptor matching platform 'linux/arm64'",
    ),
    "wrongArchitecture",
  ],
  [
    "a program of another platform, which only its log tells",
    {
      stoppedTasks: [
        stopped("EssentialContainerExited", "Essential container in task exited", { exitCode: 1 }),
      ],
      logLines: ["exec /usr/local/bin/orders: exec format error"],
    },
    "wrongArchitecture",
  ],
  [
    "a secret that the execution role may not read",
    failed(
      `${INIT} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager: AccessDeniedException: ${USER} to perform: secretsmanager:GetSecretValue on resource: ${SECRET}`,
    ),
    "secretDenied",
  ],
  [
    "a parameter that the execution role may not read",
    failed(
      `${INIT} execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: ${USER} to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:123456789012:parameter/orders/db because no identity-based policy allows it`,
    ),
    "secretDenied",
  ],
  [
    "a secret that is not there",
    failed(
      `${INIT} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret ${SECRET} from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.`,
    ),
    "secretNotFound",
  ],
  [
    "no way to Secrets Manager",
    failed(
      `${INIT} execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret ${SECRET} from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded`,
    ),
    "startUnreachable",
  ],
  [
    "no way to ECR's API",
    failed(
      `${INIT} The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration.`,
    ),
    "startUnreachable",
  ],
  [
    "a log group that is not there",
    failed(
      "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist. : exit status 1",
    ),
    "logGroupNotFound",
  ],
  [
    "a file system that cannot be mounted",
    failed(
      "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection reset by peer",
    ),
    "resourceInitialization",
  ],
  [
    "a subnet without a free address",
    failed(
      "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet 'subnet-1': InsufficientFreeAddressesInSubnet",
    ),
    "addressesExhausted",
  ],
  [
    "an instance without a free network interface",
    {
      events: [
        '(service orders) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) encountered error "RESOURCE:ENI".',
      ],
    },
    "addressesExhausted",
  ],
  [
    "instances that are full",
    {
      events: [
        "(service orders) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0a1b) has insufficient memory available.",
      ],
    },
    "noCapacity",
  ],
  [
    "Fargate that is full",
    {
      events: [
        "(service orders) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.",
      ],
    },
    "noCapacity",
  ],
  [
    "a quota",
    {
      events: [
        "(service orders) was unable to place a task. Reason: You've reached the limit on the number of vCPUs you can run concurrently.",
      ],
    },
    "noCapacity",
  ],
  [
    "Spot capacity that was taken back",
    { stoppedTasks: [stopped("SpotInterruption", "Your Spot Task was interrupted.")] },
    "spotInterrupted",
  ],
  [
    "too little memory",
    {
      stoppedTasks: [
        stopped("EssentialContainerExited", "Essential container in task exited", {
          exitCode: 1,
          reason: "OutOfMemoryError: Container killed due to memory usage",
        }),
      ],
    },
    "outOfMemory",
  ],
  [
    "a container that was killed",
    {
      stoppedTasks: [
        stopped("EssentialContainerExited", "Essential container in task exited", {
          exitCode: 137,
        }),
      ],
    },
    "outOfMemory",
  ],
  [
    "a container's health check",
    { stoppedTasks: [stopped("ServiceSchedulerInitiated", "Task failed container health checks")] },
    "containerHealthCheck",
  ],
  [
    "the load balancer's health check, in a stopped task",
    {
      stoppedTasks: [
        stopped(
          "ServiceSchedulerInitiated",
          `Task failed ELB health checks in (target-group ${BLUE})`,
          {
            // It had to be killed, which is no want of memory.
            exitCode: 137,
          },
        ),
      ],
    },
    "loadBalancerHealthCheck",
  ],
  [
    "the load balancer's health check, in an event",
    {
      events: [
        `(service orders) (task 795dee6c) (port 8080) is unhealthy in (target-group ${BLUE}) due to (reason Health checks failed with these codes: [404])`,
      ],
    },
    "loadBalancerHealthCheck",
  ],
  [
    "a program that fails",
    {
      stoppedTasks: [
        stopped("EssentialContainerExited", "Essential container in task exited", { exitCode: 3 }),
      ],
    },
    "exitCode",
  ],
  [
    "percentages with which no task may start or stop",
    {
      events: [
        "(service orders) was unable to stop or start tasks during a deployment because of the service deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
      ],
    },
    "deploymentDeadlock",
  ],
  [
    "an alarm",
    { deployments: [deployment("FAILED", "ECS deployment failed: alarm detected.")] },
    "alarm",
  ],
  ["the circuit breaker, and nothing that says more", {}, "circuitBreaker"],
  ["a service that is gone", { status: "INACTIVE" }, "notFound"],
];

const groupOf = (arn: string, state: string) => ({
  arn,
  healthCheckPath: "/healthz",
  matcher: "200",
  targets: [target(state)],
});

/** What a service shows whose deployment ECS calls done. */
const STEADY: readonly [string, Partial<ServiceSnapshot>, CauseKind][] = [
  ["a revision that is not the wanted one", { taskDefinition: ORDERS_1 }, "silentRollback"],
  ["too few tasks", { runningCount: 1 }, "tooFewTasks"],
  [
    "weights that send requests to a target group in which nothing answers",
    {
      targetGroups: [groupOf(BLUE, "draining"), groupOf(GREEN, "healthy")],
      listenerRules: [{ arn: "rule-1", forwards: [{ targetGroupArn: BLUE, weight: 100 }] }],
    },
    "staleWeights",
  ],
  [
    "what no rule knows",
    {
      deployments: [deployment("FAILED", "ECS deployment failed.")],
      events: ["(service orders) something new."],
    },
    "unknown",
  ],
];

/** At least one for each kind of cause. */
export const RECORDED: readonly RecordedCause[] = [
  ...FAILED.map(([what, change, kind]) => ({ what, snapshot: broken(change), kind })),
  ...STEADY.map(([what, change, kind]) => ({ what, snapshot: healthy(change), kind })),
];
