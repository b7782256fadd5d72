import assert from "node:assert/strict";

import type { ContainerOutline } from "../../../../components/taskDefinition/rules/containerGraph.js";
import { containersProblem } from "../../../../components/taskDefinition/rules/containerGraph.js";

/** Two containers that break no rule; every case below changes them in one place. */
function legal(): [ContainerOutline, ContainerOutline] {
  return [
    {
      name: "app",
      environment: ["MODE"],
      secrets: ["KEY"],
      dependsOn: [{ containerName: "agent", condition: "HEALTHY" }],
    },
    { name: "agent", healthCheck: {} },
  ];
}

type Edit = (app: ContainerOutline, agent: ContainerOutline) => void;

describe("containerRules", () => {
  it("finds no fault in legal containers", () => {
    assert.equal(containersProblem(legal()), undefined);
  });

  it("refuses a task without containers", () => {
    assert.deepEqual(containersProblem([]), {
      path: "containers",
      reason: `'containers' must hold at least one container, got none; [{ name: "app", image: "…" }] works`,
    });
  });

  it("takes 10 containers and no more", () => {
    const containers = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ name: `c${i}` }));
    assert.equal(containersProblem(containers(10)), undefined);
    assert.deepEqual(containersProblem(containers(11)), {
      path: "containers",
      reason:
        "'containers' must hold at most 10 containers, with those that other arguments add, got 11; leave some out",
    });
  });

  const faults: [string, Edit, string, string][] = [
    [
      "two containers of one name",
      (_, agent) => (agent.name = "app"),
      "containers[1].name",
      `'name' must differ between containers, got "app" twice; "app-2" works`,
    ],
    [
      "a name with a slash",
      (app) => (app.name = "a/b"),
      "containers[0].name",
      `'name' of a container must be 1 to 255 letters, digits, hyphens or underscores, got "a/b"; "app" works`,
    ],
    [
      "no essential container",
      (app, agent) => (app.essential = agent.essential = false),
      "containers[0].essential",
      `'essential' must be true for at least one container, got false for all; leave it out for "app"`,
    ],
    [
      "a variable given twice",
      (app) => (app.environment = ["MODE", "A", "MODE"]),
      "containers[0].environment.MODE",
      "'environment' of container 'app' must name each variable once, got 'MODE' twice; leave one out",
    ],
    [
      "a secret given twice",
      (app) => (app.secrets = ["KEY", "KEY"]),
      "containers[0].secrets.KEY",
      "'secrets' of container 'app' must name each variable once, got 'KEY' twice; leave one out",
    ],
    [
      "a variable that is a secret too",
      (app) => (app.secrets = ["MODE"]),
      "containers[0].environment.MODE",
      "'MODE' of container 'app' stands in 'environment' and in 'secrets'; leave it out of 'environment'",
    ],
    [
      "waiting for a container that is not there",
      (app) => (app.dependsOn = [{ containerName: "db", condition: "START" }]),
      "containers[0].dependsOn[0].containerName",
      `'dependsOn' of container 'app' must name another container of the task, got "db"; the others are 'agent'`,
    ],
    [
      "waiting for one that waits for a container that is not there",
      (_, agent) => (agent.dependsOn = [{ containerName: "db", condition: "START" }]),
      "containers[1].dependsOn[0].containerName",
      `'dependsOn' of container 'agent' must name another container of the task, got "db"; the others are 'app'`,
    ],
    [
      "waiting for itself",
      (app) => (app.dependsOn = [{ containerName: "app", condition: "START" }]),
      "containers[0].dependsOn[0].containerName",
      `'dependsOn' of container 'app' must name another container of the task, got "app"; the others are 'agent'`,
    ],
    [
      "an unknown condition",
      (app) => (app.dependsOn = [{ containerName: "agent", condition: "READY" }]),
      "containers[0].dependsOn[0].condition",
      `'condition' must be START, COMPLETE, SUCCESS or HEALTHY, got "READY"`,
    ],
    [
      "waiting for health that nobody checks",
      (_, agent) => delete agent.healthCheck,
      "containers[0].dependsOn[0].condition",
      "'condition' HEALTHY needs a 'healthCheck' in container 'agent', which has none; START works",
    ],
    [
      "waiting for the end of an essential container",
      (app) => (app.dependsOn = [{ containerName: "agent", condition: "SUCCESS" }]),
      "containers[0].dependsOn[0].condition",
      "'condition' SUCCESS waits for container 'agent' to end, which ends the task as it is essential; set its 'essential' to false",
    ],
    [
      "a circle",
      (_, agent) => (agent.dependsOn = [{ containerName: "app", condition: "START" }]),
      "containers[0].dependsOn[0]",
      "'dependsOn' must not form a circle, got 'app' and 'agent' waiting for each other; leave one out",
    ],
  ];
  for (const [fault, edit, path, reason] of faults) {
    it(`refuses ${fault}`, () => {
      const [app, agent] = legal();
      edit(app, agent);
      assert.deepEqual(containersProblem([app, agent]), { path, reason });
    });
  }
});
