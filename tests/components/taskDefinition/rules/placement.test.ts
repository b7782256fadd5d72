import assert from "node:assert/strict";

import {
  compatibilitiesProblem,
  launchProblem,
  placementConstraints,
  placementConstraintsProblem,
} from "../../../../components/taskDefinition/rules/placement.js";

const gpu = { expression: "attribute:ecs.instance-type =~ g5.*" };

describe("placement", () => {
  it("takes up to 10 constraints", () => {
    assert.equal(placementConstraintsProblem(Array.from({ length: 10 }, () => gpu)), undefined);
    assert.deepEqual(placementConstraintsProblem(Array.from({ length: 11 }, () => gpu)), {
      path: "placementConstraints",
      reason: "'placementConstraints' must hold at most 10 constraints, got 11; join some by 'and'",
    });
  });

  it("refuses an empty expression", () => {
    assert.deepEqual(placementConstraintsProblem([gpu, { expression: " " }]), {
      path: "placementConstraints[1].expression",
      reason: `'expression' of a placement constraint must not be empty, got " "; "attribute:ecs.instance-type =~ g5.*" works`,
    });
  });

  it("registers constraints in one order, each once", () => {
    const zone = { expression: "attribute:ecs.availability-zone == eu-west-1a" };
    assert.deepEqual(placementConstraints([gpu, zone, gpu]), [
      { type: "memberOf", ...zone },
      { type: "memberOf", ...gpu },
    ]);
  });

  it("takes AWS's kinds of capacity", () => {
    assert.equal(
      compatibilitiesProblem(["FARGATE", "EC2", "MANAGED_INSTANCES", "EXTERNAL"]),
      undefined,
    );
    const reason = (got: string) =>
      `'requiresCompatibilities' must hold one of FARGATE, EC2, MANAGED_INSTANCES and EXTERNAL, got ${got}; ["EC2"] works`;
    const path = "requiresCompatibilities";
    assert.deepEqual(compatibilitiesProblem([]), { path, reason: reason("none") });
    assert.deepEqual(compatibilitiesProblem(["EC2", "ec2"]), { path, reason: reason(`"ec2"`) });
  });

  it("refuses Fargate for a task that is for instances alone", () => {
    const strategy = [{ capacityProvider: "workers" }, { capacityProvider: "FARGATE_SPOT" }];
    assert.deepEqual(launchProblem(["EC2", "MANAGED_INSTANCES"], strategy, "taskDefinition"), {
      path: "taskDefinition",
      reason: `'taskDefinition' requires EC2 or MANAGED_INSTANCES, got the capacity provider "FARGATE_SPOT"; name an instance group in 'capacityProviderStrategies', or have FARGATE in the task definition's 'requiresCompatibilities'`,
    });
    assert.equal(launchProblem(["EC2", "FARGATE"], strategy, "taskDefinition"), undefined);
    assert.equal(launchProblem(undefined, strategy, "taskDefinition"), undefined);
    assert.equal(launchProblem(["EC2"], strategy.slice(0, 1), "taskDefinition"), undefined);
  });

  it("refuses a task that is for instances outside AWS alone, wherever it would run", () => {
    const { path, reason } = launchProblem(["EXTERNAL"], [], "taskDefinition") ?? {};
    assert.equal(path, "taskDefinition");
    assert.match(reason ?? "", /requires EXTERNAL, whose tasks capacity providers do not run/);
    assert.equal(launchProblem(["EXTERNAL", "EC2"], [], "taskDefinition"), undefined);
  });
});
