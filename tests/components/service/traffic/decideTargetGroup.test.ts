import assert from "node:assert/strict";

import { Service, TaskDefinition } from "../../../../components/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const CHECK = { command: ["CMD-SHELL", "wget -q localhost:8080/ready"] };

describe("pain 25: health checks of a service", () => {
  async function make(healthCheck?: typeof CHECK, healthCheckPath = "/healthz") {
    const mock = await mockPulumi({ project: "orders", stack: "dev" });
    const task = new TaskDefinition("orders", {
      containers: [
        {
          name: "orders",
          image: "registry.example.com/orders:1",
          portMappings: [{ containerPort: 8080 }],
          ...(healthCheck && { healthCheck }),
        },
      ],
    });
    new Service("orders", {
      cluster,
      taskDefinition: task.ref,
      loadBalancer: { ref: loadBalancer, path: "/orders/*", healthCheckPath },
    });
    await mock.settled();
    const { containerDefinitions } = mock.resource("aws:ecs/taskDefinition:TaskDefinition").inputs;
    const [container] = JSON.parse(String(containerDefinitions)) as {
      healthCheck?: { command: string[] };
    }[];
    return {
      container: container?.healthCheck?.command,
      balancer: mock.resource("aws:lb/targetGroup:TargetGroup").inputs.healthCheck,
    };
  }

  /** Spelt out: what is left away, AWS would keep as it was. */
  const asked = (path: string) => ({
    path,
    protocol: "HTTP",
    port: "traffic-port",
    matcher: "200",
    interval: 15,
    timeout: 5,
    healthyThreshold: 2,
    unhealthyThreshold: 3,
  });

  it("pain 25: the load balancer's has a path of its own, and every default written", async () => {
    assert.deepEqual(await make(), { container: undefined, balancer: asked("/healthz") });
    assert.deepEqual((await make(undefined, "/")).balancer, asked("/"));
  });

  it("pain 25: the container's has another name, and neither decides on the other", async () => {
    assert.deepEqual(await make(CHECK), {
      container: CHECK.command,
      balancer: asked("/healthz"),
    });
  });
});
