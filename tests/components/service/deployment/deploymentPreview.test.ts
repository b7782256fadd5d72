import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";

import { DeploymentStrategy } from "../../../../components/service/rules/deployment/deploymentStrategy.js";
import type { ServiceArgs } from "../../../../components/index.js";
import { Cluster, LoadBalancer, Service } from "../../../../components/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { network } from "../../support/platform.js";

const CONTAINERS = [{ name: "orders", ports: [8080] }];

describe("preview of a Service in a stack that is not there yet", () => {
  for (const strategy of Object.values(DeploymentStrategy)) {
    it(`registers a ${strategy} service whose platform and revision are not known`, async () => {
      const mock = await mockPulumi({ project: "orders", stack: "dev", preview: true });
      const cluster = new Cluster("platform", { network }).ref;
      const balancer = new LoadBalancer("platform", { network }).ref;
      const args: ServiceArgs = {
        cluster,
        taskDefinition: { arn: cluster.arn, family: "orders", containers: CONTAINERS },
        loadBalancer: { ref: balancer, path: "/orders/*", healthCheckPath: "/healthz" },
        deployment: { strategy },
      };
      const service = new Service("orders", args);
      await mock.settled();
      const { inputs } = mock.resource("aws:ecs/service:Service", "orders");
      assert.equal(inputs.desiredCount, 1);
      const rules = mock.resources.filter(({ type }) => type.endsWith(":ListenerRule"));
      assert.ok(rules.length > 0);
      assert.equal((await valueOf(service.ownership)).desiredCount, "program");
      assert.equal(pulumi.Output.isInstance(service.url), true);
    });
  }
});
