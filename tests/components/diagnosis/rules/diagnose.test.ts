import assert from "node:assert/strict";

import type { CauseKind } from "../../../../components/diagnosis/rules/cause.js";
import { diagnose, diagnoseOverdue } from "../../../../components/diagnosis/rules/diagnose.js";
import type { ServiceSnapshot } from "../../../../components/diagnosis/rules/serviceSnapshot.js";
import { isSameRevision } from "../../../../components/diagnosis/rules/serviceSnapshot.js";
import {
  BLUE,
  broken,
  deployment,
  GREEN,
  healthy,
  ORDERS_1,
  ORDERS_2,
  stopped,
  target,
} from "../../support/snapshots.js";

const failed = (reason: string) => ({ stoppedTasks: [stopped("TaskFailedToStart", reason)] });
const REF = "ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:v9";
const PULL = `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ${REF}`;
const INIT = "ResourceInitializationError: unable to pull secrets or registry auth:";
const USER = "User: arn:aws:sts::123456789012:assumed-role/orders-execution/0a1b is not authorized";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders/db-UMl6GF";

/** Texts as ECS writes them, and the cause that each is. */
const recorded: [string, Partial<ServiceSnapshot>, CauseKind][] = [
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

describe("diagnose", () => {
  for (const [what, change, kind] of recorded) {
    it(`finds ${what}`, () => {
      const { verdict, causes } = diagnose(broken(change));
      assert.equal(verdict, "failed");
      assert.equal(causes[0]?.kind, kind);
    });
  }

  it("has nothing to say of a service that is well", () => {
    assert.deepEqual(diagnose(healthy()), { verdict: "healthy", causes: [] });
  });

  it("does not hold against a steady service what has passed", () => {
    const snapshot = healthy({
      events: [`(service orders) (port 8080) is unhealthy in (target-group ${BLUE})`],
      stoppedTasks: [stopped("SpotInterruption", "Your Spot Task was interrupted.")],
    });
    assert.deepEqual(diagnose(snapshot), { verdict: "healthy", causes: [] });
  });

  it("does not count tasks that ECS stopped in good order", () => {
    const reason = "Scaling activity initiated by (deployment ecs-svc/1)";
    const stoppedTasks = [stopped("ServiceSchedulerInitiated", reason, { exitCode: 143 })];
    const { causes } = diagnose(broken({ stoppedTasks }));
    assert.deepEqual(
      causes.map(({ kind }) => kind),
      ["circuitBreaker", "tooFewTasks"],
    );
  });

  it("does not count tasks of the revision that is replaced", () => {
    const task = stopped("EssentialContainerExited", "Essential container in task exited", {
      exitCode: 1,
    });
    const old = { ...task, taskDefinition: ORDERS_1 };
    assert.equal(diagnose(broken({ stoppedTasks: [old] })).causes[0]?.kind, "circuitBreaker");
    assert.equal(diagnose(broken({ stoppedTasks: [old, task] })).causes[0]?.kind, "exitCode");
  });

  it("names the most specific cause first, each kind once with all its evidence", () => {
    const codes = "Health checks failed with these codes: [404]";
    const event = `(service orders) (port 8080) is unhealthy in (target-group ${BLUE}) due to (reason ${codes})`;
    const { causes } = diagnose(
      broken({
        events: [event],
        stoppedTasks: [
          stopped(
            "ServiceSchedulerInitiated",
            `Task failed ELB health checks in (target-group ${BLUE})`,
          ),
        ],
        targetGroups: [
          {
            arn: BLUE,
            healthCheckPath: "/healthz",
            matcher: "200-299",
            targets: [target("unhealthy", codes, "Target.ResponseCodeMismatch")],
          },
        ],
      }),
    );
    assert.deepEqual(
      causes.map(({ kind }) => kind),
      ["loadBalancerHealthCheck", "circuitBreaker", "tooFewTasks"],
    );
    assert.equal(
      causes[0]?.summary,
      "the load balancer's health check fails (GET /healthz, expects 200-299)",
    );
    assert.deepEqual(causes[0].evidence, [
      `Task failed ELB health checks in (target-group ${BLUE})`,
      event,
      `target 10.0.1.7:8080 unhealthy: ${codes}`,
    ]);
  });

  it("advises by what the load balancer's check got", () => {
    const next = (description: string) =>
      diagnose(
        broken({
          targetGroups: [
            {
              arn: BLUE,
              healthCheckPath: "/healthz",
              matcher: "200",
              targets: [target("unhealthy", description)],
            },
          ],
        }),
      ).causes[0]?.next ?? "";
    assert.match(next("Request timed out"), /0\.0\.0\.0/);
    assert.match(
      next("Health checks failed with these codes: [301]"),
      /without a login or a redirect/,
    );
    assert.match(next("Health checks failed"), /by hand/);
  });

  it("is deploying while ECS is at it, and says what goes wrong meanwhile", () => {
    const snapshot = healthy({
      runningCount: 1,
      deployments: [deployment("IN_PROGRESS", "ECS deployment ecs-svc/2 in progress.")],
    });
    assert.deepEqual(diagnose(snapshot), { verdict: "deploying", causes: [] });
    const { verdict, causes } = diagnose({ ...snapshot, ...failed(`${PULL}: not found`) });
    assert.deepEqual([verdict, causes[0]?.kind], ["deploying", "imageNotFound"]);
  });

  it("pain 9: calls a running revision that is not the wanted one a failure", () => {
    const snapshot = healthy({ taskDefinition: ORDERS_1 });
    const { verdict, causes } = diagnose(snapshot);
    assert.deepEqual([verdict, causes[0]?.kind], ["failed", "silentRollback"]);
    assert.equal(
      causes[0]?.summary,
      "the service went back to revision orders:1, and orders:2 does not run",
    );
    assert.equal(diagnose({ ...snapshot, wantedTaskDefinition: undefined }).verdict, "healthy");
  });

  it("believes the record of the deployment where there is one", () => {
    const ended = (status: string) =>
      diagnose(healthy({ serviceDeployment: { status, statusReason: undefined } })).verdict;
    assert.deepEqual(
      ["SUCCESSFUL", "IN_PROGRESS", "ROLLBACK_SUCCESSFUL", "ROLLBACK_IN_PROGRESS", "STOPPED"].map(
        ended,
      ),
      ["healthy", "deploying", "failed", "failed", "failed"],
    );
  });

  it("pain 3: finds weights that send requests to an empty target group", () => {
    const group = (arn: string, ...states: string[]) => ({
      arn,
      healthCheckPath: "/healthz",
      matcher: "200",
      targets: states.map((state) => target(state)),
    });
    const forwards = [
      { targetGroupArn: BLUE, weight: 300 },
      { targetGroupArn: GREEN, weight: 100 },
    ];
    const change = { listenerRules: [{ arn: "rule-1", forwards }] };
    const stale = diagnose(
      healthy({ ...change, targetGroups: [group(BLUE), group(GREEN, "healthy", "healthy")] }),
    );
    assert.equal(stale.verdict, "failed");
    assert.deepEqual(
      stale.causes.map(({ kind, summary }) => [kind, summary]),
      [
        [
          "staleWeights",
          "a listener rule sends 75 % of the requests to a target group without a healthy target",
        ],
      ],
    );
    assert.ok(stale.causes[0]?.next.includes(GREEN));
    const whole = [group(BLUE, "healthy"), group(GREEN, "healthy")];
    assert.equal(diagnose(healthy({ ...change, targetGroups: whole })).verdict, "healthy");
    const parked = { ...change, desiredCount: 0, runningCount: 0, targetGroups: [group(BLUE)] };
    assert.equal(diagnose(healthy(parked)).verdict, "healthy");
  });

  it("finds a steady service with too few tasks", () => {
    const { verdict, causes } = diagnose(healthy({ runningCount: 1 }));
    assert.deepEqual([verdict, causes[0]?.summary], ["failed", "1 of 2 tasks run"]);
  });

  it("shows everything where no rule knows the cause", () => {
    const { causes } = diagnose(
      healthy({
        deployments: [deployment("FAILED", "ECS deployment failed.")],
        events: ["(service orders) something new."],
        stoppedTasks: [
          stopped("TerminationNotice", "A reason of next year", { reason: "NewError" }),
        ],
        targetGroups: [
          { arn: BLUE, healthCheckPath: "/", matcher: "200", targets: [target("initial", "New")] },
        ],
      }),
    );
    assert.deepEqual(
      causes.map(({ kind, evidence }) => ({ kind, evidence })),
      [
        {
          kind: "unknown",
          evidence: [
            "ECS deployment failed.",
            "(service orders) something new.",
            "A reason of next year",
            "NewError",
            "target 10.0.1.7 initial New",
          ],
        },
      ],
    );
  });

  it("calls a deployment that is overdue failed, though ECS is still at it", () => {
    const deployments = [deployment("IN_PROGRESS", "ECS deployment ecs-svc/2 in progress.")];
    const { verdict, causes } = diagnoseOverdue(healthy({ deployments }));
    assert.deepEqual([verdict, causes[0]?.kind], ["failed", "unknown"]);
  });

  it("knows a revision by ARN and by its short name", () => {
    assert.equal(isSameRevision(ORDERS_2, "orders:2"), true);
    assert.equal(isSameRevision(ORDERS_2, ORDERS_1), false);
  });
});
