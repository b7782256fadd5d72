import assert from "node:assert/strict";
import { errorClass } from "../../../../generator/fleet/run/errorClass.js";
import { judgeEnd } from "../../../../generator/fleet/run/judgeEnd.js";
import { retryBudget, retryPause } from "../../../../generator/fleet/run/retryPause.js";
import { endWithout } from "../../../../generator/fleet/run/stackRunner.js";

/** What is really said, by what is to be done about it. */
const SAID = {
  retry: [
    "creating ECS Task Definition (a): operation error ECS: RegisterTaskDefinition, https response error StatusCode: 400, RequestID: x, api error ThrottlingException: Rate exceeded",
    "reading ELBv2 Load Balancer: operation error: https response error StatusCode: 503, RequestID: , ServiceUnavailable",
    "operation error CloudWatch Logs: CreateLogGroup, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, dial tcp: i/o timeout",
    "read tcp 10.0.0.1:1->10.0.0.2:443: read: connection reset by peer",
    "ServerException: Service Unavailable. Please try again later.",
    "[503] Service Unavailable",
  ],
  wait: [
    "the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
    "[409] Conflict: Another update is currently in progress.",
  ],
  never: [
    "operation error ECS: CreateCluster, https response error StatusCode: 400, api error AccessDeniedException: User: arn:aws:iam::1:user/a is not authorized to perform: ecs:CreateCluster",
    "api error ExpiredTokenException: The security token included in the request is expired",
    "ClientException: Container.image should not be null or empty.",
    "InvalidParameterException: The target group does not have an associated load balancer.",
    "LimitExceeded: Cannot exceed quota for RolesPerAccount: 1000",
    "ValidationError: 1 validation error detected",
    "failed to refresh cached credentials, no EC2 IMDS role found",
  ],
  unknown: [
    "the program is broken",
    "waiting for ECS Service (a) create: timeout while waiting for state",
  ],
} as const;

describe("errorClass", () => {
  for (const [kind, messages] of Object.entries(SAID)) {
    for (const message of messages) {
      it(`is '${kind}' for: ${message.slice(0, 90)}`, () => {
        assert.equal(errorClass([{ urn: "", message }]), kind);
      });
    }
  }

  it("goes by what a person has to mend, and by nothing that the engine only repeats", () => {
    const of = (...messages: string[]) =>
      errorClass(messages.map((message) => ({ urn: "", message })));
    assert.equal(of(SAID.retry[0], SAID.never[0]), "never");
    assert.equal(of(SAID.retry[0], SAID.unknown[0]), "unknown");
    assert.equal(of(SAID.retry[0], "update failed"), "retry");
    assert.equal(of(), "unknown");
  });
});

describe("retryPause", () => {
  it("doubles what it may take with each try, up to a minute, and is anything up to that", () => {
    assert.deepEqual(
      [1, 2, 3, 6, 50].map((attempt) => retryPause(attempt, 1)),
      [2000, 4000, 8000, 60_000, 60_000],
    );
    assert.equal(retryPause(3, 0), 0);
    assert.equal(retryPause(3, 0.25), 2000);
  });
});

describe("retryBudget", () => {
  it("is a tenth of the stacks, and five at least", () => {
    assert.deepEqual([1, 20, 51, 300].map(retryBudget), [5, 5, 6, 30]);
  });
});

describe("judgeEnd", () => {
  const failure = { ...endWithout("s", "failed", "waiting for ECS Service (a)") };
  const usual = {
    ...{ attempt: 1, applied: true, failedCreations: [], cancelled: false, repaired: false },
    ...{ mayWait: true, retriesLeft: 5 },
  };

  it("repairs once what the state does not know the end of", () => {
    const end = { ...failure, pendingOperations: [{ urn: "u", operation: "creating" }] };
    assert.deepEqual(judgeEnd({ ...usual, end }), { next: "again", repair: true });
    assert.equal(judgeEnd({ ...usual, end, repaired: true }).next, "failed");
    assert.equal(judgeEnd({ ...usual, end: failure }).next, "failed");
  });

  it("takes what an engine broke off for interrupted, whatever it reports", () => {
    assert.deepEqual(judgeEnd({ ...usual, end: failure, cancelled: true }), {
      next: "interrupted",
    });
    const end = endWithout("s", "cancelled", "");
    assert.deepEqual(judgeEnd({ ...usual, end, applied: false }), { next: "queued" });
  });

  it("says what stopped a stack that cannot be repaired", () => {
    const end = endWithout("s", "unrepaired", "look for it");
    const message = "look for it";
    assert.deepEqual(judgeEnd({ ...usual, end }), { next: "failed", reason: "repair", message });
  });

  it("ends after six tries", () => {
    const end = endWithout("s", "failed", "Rate exceeded");
    assert.equal(judgeEnd({ ...usual, end, attempt: 5 }).next, "again");
    assert.equal(judgeEnd({ ...usual, end, attempt: 6 }).next, "failed");
  });
});
