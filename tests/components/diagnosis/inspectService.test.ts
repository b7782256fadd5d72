import assert from "node:assert/strict";

import { diagnose } from "../../../components/diagnosis/rules/diagnose.js";
import { paragraph } from "../../../components/diagnosis/rules/paragraph.js";
import type { Inspection } from "../../../components/diagnosis/inspectService.js";
import { inspectService } from "../../../components/diagnosis/inspectService.js";
import type { FakeAnswers, FakeAws } from "../support/fakeAws.js";
import { fakeAws, refusal, SILENCE } from "../support/fakeAws.js";

const REGION = "eu-west-1";
const ECS = `arn:aws:ecs:${REGION}:123456789012`;
const ORDERS_1 = `${ECS}:task-definition/orders:1`;
const ORDERS_2 = `${ECS}:task-definition/orders:2`;
const TASK = `${ECS}:task/platform/0a1b`;
const BLUE = `arn:aws:elasticloadbalancing:${REGION}:123456789012:targetgroup/blue/1`;
const GREEN = `arn:aws:elasticloadbalancing:${REGION}:123456789012:targetgroup/green/2`;
const RULE = `arn:aws:elasticloadbalancing:${REGION}:123456789012:listener-rule/app/platform/1/2/3`;
const LISTENER = `arn:aws:elasticloadbalancing:${REGION}:123456789012:listener/net/platform/1/2`;
/** Before everything that the answers tell of, in the seconds in which ECS counts. */
const since = new Date(1_700_000_000_000);
const LATER = 1_700_000_100;
const inspection: Inspection = {
  cluster: `${ECS}:cluster/platform`,
  service: `${ECS}:service/platform/orders`,
  wantedTaskDefinition: ORDERS_2,
  since,
};

function service(change: object = {}) {
  const deployment = {
    id: "ecs-svc/2",
    status: "PRIMARY",
    taskDefinition: ORDERS_2,
    createdAt: LATER,
    rolloutState: "COMPLETED",
    rolloutStateReason: "ECS deployment ecs-svc/2 completed.",
    failedTasks: 0,
  };
  return {
    services: [
      {
        serviceName: "orders",
        status: "ACTIVE",
        taskDefinition: ORDERS_2,
        desiredCount: 2,
        runningCount: 2,
        deployments: [{ ...deployment, status: "ACTIVE", id: "ecs-svc/1" }, deployment],
        events: [
          { createdAt: LATER, message: "(service orders) has reached a steady state." },
          { createdAt: LATER - 86_400, message: "(service orders) of yesterday" },
        ],
        ...change,
      },
    ],
  };
}

const failedDeployment = {
  runningCount: 0,
  deployments: [
    {
      id: "ecs-svc/2",
      status: "PRIMARY",
      taskDefinition: ORDERS_2,
      rolloutState: "FAILED",
      rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
      failedTasks: 3,
    },
  ],
};
const stoppedTask = {
  taskArn: TASK,
  taskDefinitionArn: ORDERS_2,
  stoppedAt: LATER,
  stopCode: "EssentialContainerExited",
  stoppedReason: "Essential container in task exited",
  containers: [
    { name: "proxy", exitCode: 0 },
    { name: "orders", exitCode: 3 },
  ],
};
const old = { ...stoppedTask, taskArn: "old", stoppedAt: LATER - 86_400 };
const logged = {
  taskDefinition: {
    containerDefinitions: [
      {
        name: "orders",
        logConfiguration: {
          logDriver: "awslogs",
          options: { "awslogs-group": "/ecs/orders", "awslogs-stream-prefix": "orders" },
        },
      },
    ],
  },
};
const quiet: FakeAnswers = {
  ListTasks: [{ taskArns: [] }],
  ListServiceDeployments: [{ serviceDeployments: [] }],
};
const failing: FakeAnswers = {
  DescribeServices: [service(failedDeployment)],
  ListTasks: [{ taskArns: [TASK, "old"] }],
  DescribeTasks: [{ tasks: [old, stoppedTask] }],
  ListServiceDeployments: [
    {
      serviceDeployments: [
        { createdAt: LATER, status: "IN_PROGRESS" },
        { createdAt: LATER + 1, status: "STOPPED", statusReason: "circuit breaker" },
      ],
    },
  ],
  DescribeTaskDefinition: [logged],
  GetLogEvents: [{ events: [{ message: "starting" }, { message: "no such table: users" }] }],
};

describe("inspectService", () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  async function look(answers: FakeAnswers, change: Partial<Inspection> = {}) {
    aws = await fakeAws(answers);
    return inspectService({ region: REGION }, { ...inspection, ...change });
  }
  const parametersOf = (action: string) =>
    aws?.calls.filter((call) => call.action === action).map(({ parameters }) => parameters);

  it("finds a service that is well, and nothing of what was before", async () => {
    const snapshot = await look({ ...quiet, DescribeServices: [service()] });
    assert.deepEqual(snapshot, {
      service: "orders",
      cluster: "platform",
      status: "ACTIVE",
      wantedTaskDefinition: ORDERS_2,
      taskDefinition: ORDERS_2,
      desiredCount: 2,
      runningCount: 2,
      registeredTargetGroups: [],
      deployments: ["PRIMARY", "ACTIVE"].map((status) => ({
        id: status === "PRIMARY" ? "ecs-svc/2" : "ecs-svc/1",
        status,
        taskDefinition: ORDERS_2,
        createdAt: new Date(LATER * 1000),
        rolloutState: "COMPLETED",
        rolloutStateReason: "ECS deployment ecs-svc/2 completed.",
        failedTasks: 0,
      })),
      serviceDeployment: undefined,
      events: ["(service orders) has reached a steady state."],
      stoppedTasks: [],
      targetGroups: [],
      listenerRules: [],
      logLines: [],
      unavailable: [],
    });
    assert.equal(diagnose(snapshot).verdict, "healthy");
    assert.deepEqual(parametersOf("ListTasks"), [
      { cluster: inspection.cluster, serviceName: "orders", desiredStatus: "STOPPED" },
    ]);
  });

  it("pain 8: finds why a deployment failed, with the end of the container's log", async () => {
    const snapshot = await look(failing);
    assert.deepEqual(
      snapshot.stoppedTasks.map(({ taskArn }) => taskArn),
      [TASK],
    );
    assert.deepEqual(snapshot.serviceDeployment, {
      status: "STOPPED",
      statusReason: "circuit breaker",
    });
    assert.deepEqual(snapshot.logLines, ["starting", "no such table: users"]);
    assert.deepEqual(parametersOf("GetLogEvents"), [
      { logGroupName: "/ecs/orders", logStreamName: "orders/orders/0a1b", limit: 20 },
    ]);
    const { causes } = diagnose(snapshot);
    assert.equal(causes[0]?.summary, 'container "orders" ended with exit code 3');
  });

  it("pain 9: finds a rollback", async () => {
    const rolledBack = {
      taskDefinition: ORDERS_1,
      deployments: [
        {
          id: "ecs-svc/3",
          status: "PRIMARY",
          taskDefinition: ORDERS_1,
          rolloutState: "COMPLETED",
          rolloutStateReason:
            "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.",
        },
      ],
    };
    const snapshot = await look({ ...quiet, DescribeServices: [service(rolledBack)] });
    const { verdict, causes } = diagnose(snapshot);
    assert.equal(verdict, "failed");
    assert.deepEqual(
      causes.map(({ kind }) => kind),
      ["silentRollback", "circuitBreaker"],
    );
  });

  it("has the revision and the state of the primary task set where there are some", async () => {
    const taskSets = [
      { id: "old", status: "ACTIVE", taskDefinition: ORDERS_1, stabilityStatus: "STEADY_STATE" },
      { id: "new", status: "PRIMARY", taskDefinition: ORDERS_2, stabilityStatus: "STABILIZING" },
    ];
    const change = { taskDefinition: ORDERS_1, deployments: [], taskSets };
    const snapshot = await look({ ...quiet, DescribeServices: [service(change)] });
    assert.equal(snapshot.taskDefinition, ORDERS_2);
    assert.deepEqual(
      snapshot.deployments.map(({ id, rolloutState }) => [id, rolloutState]),
      [
        ["new", "IN_PROGRESS"],
        ["old", "COMPLETED"],
      ],
    );
  });

  it("tries again what AWS throttles", async () => {
    const throttled = refusal("ThrottlingException", "Rate exceeded");
    const snapshot = await look({
      ...quiet,
      DescribeServices: [throttled, throttled, service()],
      ListTasks: [throttled, { taskArns: [] }],
    });
    assert.deepEqual([snapshot.runningCount, snapshot.unavailable], [2, []]);
    assert.deepEqual(
      [parametersOf("DescribeServices")?.length, parametersOf("ListTasks")?.length],
      [3, 2],
    );
  });

  it("says which parts AWS did not tell, and judges by the rest", async () => {
    const { DescribeServices = [] } = failing;
    const snapshot = await look(
      { DescribeServices, ListTasks: [SILENCE] },
      { partMilliseconds: 300 },
    );
    assert.deepEqual(snapshot.unavailable.sort(), [
      "stopped tasks: no answer in time",
      "the record of the deployment: AccessDeniedException: ListServiceDeployments is not allowed",
    ]);
    const diagnosis = diagnose(snapshot);
    assert.deepEqual(
      diagnosis.causes.map(({ kind }) => kind),
      ["circuitBreaker", "tooFewTasks"],
    );
    assert.match(
      paragraph(snapshot, diagnosis),
      /Could not be asked: .*ListServiceDeployments is not allowed/,
    );
  });

  it("says that the log could not be read", async () => {
    const { GetLogEvents, ...rest } = failing;
    assert.ok(GetLogEvents);
    const { unavailable, stoppedTasks } = await look(rest);
    assert.deepEqual(unavailable, ["the log: AccessDeniedException: GetLogEvents is not allowed"]);
    assert.equal(stoppedTasks.length, 1);
  });

  it("knows a service that ECS does not know", async () => {
    const snapshot = await look({ DescribeServices: [{ services: [], failures: [{}] }] });
    assert.deepEqual([snapshot.service, snapshot.status], ["orders", undefined]);
  });

  it("fails where ECS does not say how the service is", async () => {
    await assert.rejects(look({}), {
      message:
        "ECS does not say how the service is: AccessDeniedException: DescribeServices is not allowed",
    });
    await aws?.stop();
    await assert.rejects(look({ DescribeServices: [SILENCE] }, { partMilliseconds: 200 }), {
      message: "ECS does not say how the service is: no answer in time",
    });
  });

  it("signs and sends its calls as the provider's settings say", async () => {
    aws = await fakeAws({ ...quiet, DescribeServices: [service()] });
    const endpoint = process.env["AWS_ENDPOINT_URL"] ?? "";
    process.env["AWS_ENDPOINT_URL"] = "http://127.0.0.1:1";
    const credentials = { accessKeyId: "stack", secretAccessKey: "secret" };
    await inspectService({ region: REGION, credentials, endpoints: { ecs: endpoint } }, inspection);
    assert.deepEqual([...new Set(aws.calls.map(({ accessKey }) => accessKey))], ["stack"]);
  });
});

describe("inspectService, behind a load balancer", () => {
  let aws: FakeAws | undefined;
  afterEach(() => aws?.stop());

  const member = (content: string) => `<member>${content}</member>`;
  const group = (arn: string) =>
    member(
      `<TargetGroupArn>${arn}</TargetGroupArn><HealthCheckPath>/healthz</HealthCheckPath>` +
        `<Matcher><HttpCode>200</HttpCode></Matcher><LoadBalancerArns>${member("balancer")}</LoadBalancerArns>`,
    );
  const weights = (pairs: [string, number][]) =>
    `<Rules>${member(
      `<RuleArn>${RULE}</RuleArn><Actions>${member(
        `<Type>forward</Type><ForwardConfig><TargetGroups>${pairs
          .map(([arn, weight]) =>
            member(`<TargetGroupArn>${arn}</TargetGroupArn><Weight>${weight}</Weight>`),
          )
          .join("")}</TargetGroups></ForwardConfig>`,
      )}</Actions>`,
    )}</Rules>`;
  const health = (state: string, description = "") =>
    `<TargetHealthDescriptions>${member(
      `<Target><Id>10.0.1.7</Id><Port>8080</Port></Target><TargetHealth><State>${state}</State><Description>${description}</Description></TargetHealth>`,
    )}</TargetHealthDescriptions>`;

  async function look(answers: FakeAnswers, change: object) {
    aws = await fakeAws({ ...quiet, DescribeServices: [service(change)], ...answers });
    return inspectService({ region: REGION }, inspection);
  }

  it("finds the check that fails, with what it asks and what it gets", async () => {
    const snapshot = await look(
      {
        DescribeTargetGroups: [`<TargetGroups>${group(BLUE)}</TargetGroups>`],
        DescribeListeners: [
          `<Listeners>${member("<ListenerArn>listener</ListenerArn>")}</Listeners>`,
        ],
        DescribeRules: [weights([[BLUE, 1]])],
        DescribeTargetHealth: [health("unhealthy", "Health checks failed with these codes: [404]")],
      },
      { loadBalancers: [{ targetGroupArn: BLUE, containerName: "orders", containerPort: 8080 }] },
    );
    assert.deepEqual(snapshot.unavailable, []);
    assert.deepEqual(snapshot.listenerRules, [
      { arn: RULE, forwards: [{ targetGroupArn: BLUE, weight: 1 }] },
    ]);
    const { causes } = diagnose(snapshot);
    assert.deepEqual(
      causes.map(({ summary, evidence }) => [summary, evidence]),
      [
        [
          "the load balancer's health check fails (GET /healthz, expects 200)",
          ["target 10.0.1.7:8080 unhealthy: Health checks failed with these codes: [404]"],
        ],
      ],
    );
  });

  it("pain 3: finds stale weights in the rule that ECS shifts, without a search", async () => {
    const snapshot = await look(
      {
        DescribeTargetGroups: [`<TargetGroups>${group(BLUE)}${group(GREEN)}</TargetGroups>`],
        DescribeRules: [
          weights([
            [BLUE, 1],
            [GREEN, 0],
          ]),
        ],
        DescribeTargetHealth: ["<TargetHealthDescriptions/>", health("healthy")],
      },
      {
        loadBalancers: [
          {
            targetGroupArn: BLUE,
            advancedConfiguration: {
              alternateTargetGroupArn: GREEN,
              productionListenerRule: RULE,
            },
          },
        ],
      },
    );
    assert.equal(snapshot.targetGroups.length, 2);
    assert.equal(
      aws?.calls.some(({ action }) => action === "DescribeListeners"),
      false,
    );
    assert.equal(diagnose(snapshot).causes[0]?.kind, "staleWeights");
  });

  const forward = (pairs: [string, number][]) =>
    `<DefaultActions>${member(
      `<Type>forward</Type><ForwardConfig><TargetGroups>${pairs
        .map(([arn, weight]) =>
          member(`<TargetGroupArn>${arn}</TargetGroupArn><Weight>${weight}</Weight>`),
        )
        .join("")}</TargetGroups></ForwardConfig>`,
    )}</DefaultActions>`;
  const listener = (pairs: [string, number][]) =>
    `<Listeners>${member(`<ListenerArn>${LISTENER}</ListenerArn>${forward(pairs)}`)}</Listeners>`;

  it("pain 3: finds stale weights in the listener that ECS shifts, which has no rules", async () => {
    const snapshot = await look(
      {
        DescribeTargetGroups: [`<TargetGroups>${group(BLUE)}${group(GREEN)}</TargetGroups>`],
        DescribeListeners: [
          listener([
            [BLUE, 25],
            [GREEN, 75],
          ]),
        ],
        DescribeTargetHealth: ["<TargetHealthDescriptions/>", health("healthy")],
      },
      {
        loadBalancers: [
          {
            targetGroupArn: BLUE,
            advancedConfiguration: {
              alternateTargetGroupArn: GREEN,
              productionListenerRule: LISTENER,
            },
          },
        ],
      },
    );
    assert.deepEqual(snapshot.unavailable, []);
    assert.deepEqual(snapshot.listenerRules, [
      {
        arn: LISTENER,
        forwards: [
          { targetGroupArn: BLUE, weight: 25 },
          { targetGroupArn: GREEN, weight: 75 },
        ],
      },
    ]);
    assert.deepEqual(
      aws?.calls.filter(({ action }) => action === "DescribeRules"),
      [],
    );
    assert.deepEqual(diagnose(snapshot).causes, [
      {
        kind: "staleWeights",
        summary: "a listener sends 25 % of the requests to a target group without a healthy target",
        evidence: [`listener ${LISTENER}`, `target group ${BLUE}`],
        next: `give the weight to ${GREEN}, which has healthy targets ('aws elbv2 modify-listener'), before the next deployment`,
      },
    ]);
  });

  it("finds the listener of a network load balancer that no ECS shifts", async () => {
    const snapshot = await look(
      {
        DescribeTargetGroups: [`<TargetGroups>${group(BLUE)}</TargetGroups>`],
        DescribeListeners: [listener([[BLUE, 1]])],
        DescribeTargetHealth: [health("healthy")],
      },
      { loadBalancers: [{ targetGroupArn: BLUE }] },
    );
    assert.deepEqual(snapshot.listenerRules, [
      { arn: LISTENER, forwards: [{ targetGroupArn: BLUE, weight: 1 }] },
    ]);
    assert.deepEqual(snapshot.unavailable, []);
  });

  it("goes on without what the load balancer does not tell", async () => {
    const snapshot = await look({}, { loadBalancers: [{ targetGroupArn: BLUE }] });
    assert.deepEqual(snapshot.targetGroups, []);
    assert.deepEqual(snapshot.unavailable, [
      "target groups: AccessDeniedException: DescribeTargetGroups is not allowed",
      "the targets' health: AccessDeniedException: DescribeTargetHealth is not allowed",
    ]);
  });
});
