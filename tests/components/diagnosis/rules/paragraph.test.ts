import assert from "node:assert/strict";

import { diagnose } from "../../../../components/diagnosis/rules/diagnose.js";
import { paragraph } from "../../../../components/diagnosis/rules/paragraph.js";
import type { ServiceSnapshot } from "../../../../components/diagnosis/rules/serviceSnapshot.js";
import { broken, deployment, healthy, stopped } from "../../support/snapshots.js";

const text = (snapshot: ServiceSnapshot, opening?: string) =>
  paragraph(snapshot, diagnose(snapshot), opening);
const exited = stopped("EssentialContainerExited", "Essential container in task exited", {
  exitCode: 3,
});

describe("paragraph", () => {
  it("pain 8: says cause, evidence, the end of the log and the next thing to try, on one line", () => {
    const logLines = ["one", "two", "three", "four", "five", "no such table:\n  users"];
    assert.equal(
      text(broken({ stoppedTasks: [exited], logLines })),
      'service "orders" has failed to run orders:2: 0 of 2 tasks run. ' +
        'Cause: container "orders" ended with exit code 3; AWS says "Essential container in task exited". ' +
        "Besides: the deployment circuit breaker stopped it after too many tasks had failed; 0 of 2 tasks run. " +
        'Last log lines: "two", "three", "four", "five", "no such table: users". ' +
        "Next: read the log lines, and run the image with the same command and environment.",
    );
  });

  it("begins as it is told to, and says what could not be asked", () => {
    const snapshot = broken({ unavailable: ["the log: GetLogEvents is not allowed."] });
    assert.equal(
      text(snapshot, "the deployment did not end within 20 minutes"),
      "the deployment did not end within 20 minutes. " +
        "Cause: the deployment circuit breaker stopped it after too many tasks had failed; " +
        'AWS says "ECS deployment circuit breaker: tasks failed to start". Besides: 0 of 2 tasks run. ' +
        "Could not be asked: the log: GetLogEvents is not allowed. " +
        "Next: look at why the tasks of the new revision stopped, mend it and deploy again.",
    );
  });

  it("cuts long texts and counts what it leaves out", () => {
    const stoppedTasks = ["a", "b", "c", "d"].map((letter) =>
      stopped("TaskFailedToStart", `CannotPullContainerError: ${letter.repeat(400)}`),
    );
    const said = text(broken({ stoppedTasks }));
    assert.ok(said.includes(`"CannotPullContainerError: ${"c".repeat(273)}…" and 1 more`), said);
    assert.ok(!said.includes("dddd"));
  });

  it("leaves nothing out where no cause is known", () => {
    const events = ["one", "two", "three", "four", "five"];
    const deployments = [deployment("FAILED", "ECS deployment failed.")];
    const said = text(healthy({ events, deployments }));
    assert.ok(
      said.includes('"ECS deployment failed", "one", "two", "three", "four", "five". '),
      said,
    );
  });

  it("is short where all is well, or under way", () => {
    assert.equal(text(healthy()), 'service "orders" is healthy: 2 of 2 tasks of orders:2 run.');
    const deployments = [deployment("IN_PROGRESS", "ECS deployment ecs-svc/2 in progress.")];
    assert.equal(
      text(healthy({ deployments, runningCount: 1 })),
      'service "orders" is deploying: 1 of 2 tasks of orders:2 run.',
    );
  });
});
