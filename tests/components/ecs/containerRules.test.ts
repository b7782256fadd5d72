import assert from "node:assert/strict";

import type { ContainerOutline } from "../../../components/ecs/containerRules.js";
import { containersProblem } from "../../../components/ecs/containerRules.js";

/** Two containers that break no rule; every case below changes them in one place. */
function legal(): [ContainerOutline, ContainerOutline] {
  return [
    {
      name: "app",
      portMappings: [{ containerPort: 8080 }],
      environment: { MODE: true },
      secrets: { KEY: true },
      dependsOn: [{ containerName: "agent", condition: "HEALTHY" }],
    },
    { name: "agent", healthCheck: {}, portMappings: [{ containerPort: 8125, protocol: "udp" }] },
  ];
}

type Edit = (app: ContainerOutline, agent: ContainerOutline) => void;

describe("containerRules", () => {
  it("finds no fault in legal containers", () => {
    assert.equal(containersProblem(legal()), undefined);
  });

  it("lets two containers have one port number with two protocols", () => {
    const [app, agent] = legal();
    assert.equal(
      containersProblem([{ ...app, portMappings: [{ containerPort: 8125 }] }, agent]),
      undefined,
    );
  });

  it("refuses a task without containers", () => {
    assert.deepEqual(containersProblem([]), {
      path: "containers",
      reason: `'containers' must hold at least one container, got none; [{ name: "app", image: "…" }] works`,
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
      "port 0",
      (app) => (app.portMappings = [{ containerPort: 0 }]),
      "containers[0].portMappings[0].containerPort",
      "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 0; 8080 works",
    ],
    [
      "port 65536",
      (app) => (app.portMappings = [{ containerPort: 65536 }]),
      "containers[0].portMappings[0].containerPort",
      "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 65536; 8080 works",
    ],
    [
      "a fractional port",
      (app) => (app.portMappings = [{ containerPort: 80.5 }]),
      "containers[0].portMappings[0].containerPort",
      "'containerPort' of container 'app' must be a whole number from 1 to 65535, got 80.5; 8080 works",
    ],
    [
      "one port in two containers",
      (_, agent) => (agent.portMappings = [{ containerPort: 8080 }]),
      "containers[1].portMappings[0].containerPort",
      "'containerPort' must differ within a task, whose containers share one address, got 8080/tcp in 'app' and 'agent'; 8081 works",
    ],
    [
      "a variable that is a secret too",
      (app) => (app.secrets = { MODE: true }),
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
