import assert from "node:assert/strict";

import {
  containerTarget,
  targetProblem,
} from "../../../../components/service/rules/containerTarget.js";

const app = { name: "app", ports: [8080] };
const admin = { name: "admin", ports: [9000, 9001] };

describe("containerTarget", () => {
  it("takes the only port", () => {
    const choice = { containers: [app, { name: "agent", ports: [] }] };
    assert.equal(targetProblem(choice), undefined);
    assert.deepEqual(containerTarget(choice), { containerName: "app", containerPort: 8080 });
  });

  it("takes the container and port that are named", () => {
    const choice = { containers: [app, admin], containerName: "admin", containerPort: 9001 };
    assert.equal(targetProblem(choice), undefined);
    assert.deepEqual(containerTarget(choice), { containerName: "admin", containerPort: 9001 });
  });

  it("finds the container of a port", () => {
    const choice = { containers: [app, admin], containerPort: 9000 };
    assert.deepEqual(containerTarget(choice), { containerName: "admin", containerPort: 9000 });
  });

  it("asks for names where several targets are possible", () => {
    assert.deepEqual(targetProblem({ containers: [app, admin] }), {
      path: "loadBalancer",
      reason:
        "'loadBalancer' must name one target with 'containerName' and 'containerPort', got several: " +
        "app:8080, admin:9000, admin:9001",
    });
  });

  it("refuses a container that is not there", () => {
    assert.deepEqual(targetProblem({ containers: [app], containerName: "web" }), {
      path: "loadBalancer.containerName",
      reason: `'loadBalancer.containerName' must name a container of the task definition, got "web"; it has 'app'`,
    });
  });

  it("refuses a port that no container maps", () => {
    assert.deepEqual(targetProblem({ containers: [app], containerPort: 80 }), {
      path: "loadBalancer.containerPort",
      reason:
        "'loadBalancer.containerPort' must be a port that a container maps, got 80; the task definition has app:8080",
    });
  });

  it("refuses a task definition without ports", () => {
    assert.deepEqual(targetProblem({ containers: [{ name: "app", ports: [] }] }), {
      path: "loadBalancer",
      reason:
        "'loadBalancer' needs a container with 'portMappings', got none; [{ containerPort: 8080 }] works",
    });
  });
});
