import assert from "node:assert/strict";

import { CAUSE_KINDS } from "../../../../components/diagnosis/rules/cause.js";
import { diagnose, diagnoseOverdue } from "../../../../components/diagnosis/rules/diagnose.js";
import { isSameRevision } from "../../../../components/diagnosis/rules/serviceSnapshot.js";
import { failed, PULL, RECORDED } from "../../support/recordedCauses.js";
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

describe("diagnose", () => {
  for (const { what, snapshot, kind } of RECORDED) {
    it(`finds ${what}`, () => {
      const { verdict, causes } = diagnose(snapshot);
      assert.equal(verdict, "failed");
      assert.equal(causes[0]?.kind, kind);
    });
  }

  it("is tested with each kind of cause, of which the documentation shows the texts", () => {
    const kinds = RECORDED.map(({ kind }) => kind);
    assert.deepEqual(
      CAUSE_KINDS.filter((kind) => !kinds.includes(kind)),
      [],
    );
  });

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
