import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";

import { Service } from "../../../../components/index.js";
import { mockPulumi } from "../../../../generator/testing/index.js";
import { withDynamicProcess } from "../../support/dynamicProcess.js";
import { fakeAws } from "../../support/fakeAws.js";
import { cluster, loadBalancer } from "../../support/platform.js";

describe("deployments by CodeDeploy in Pulumi's process for dynamic resources", () => {
  /** The inputs of a service's deployments, as the engine sends them to the process. */
  async function inputsOfDeployments() {
    const mock = await mockPulumi();
    new Service("orders", {
      cluster,
      taskDefinition: {
        arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
        family: "orders",
        containers: [{ name: "orders", ports: [8080] }],
      },
      loadBalancer: { ref: loadBalancer, healthCheckPath: "/healthz" },
      deployment: { strategy: "codeDeploy" },
    });
    await mock.settled();
    return mock.resource("pulumi-nodejs:dynamic:Resource").inputs;
  }

  it("deploys nothing at first, then what has changed, and fails the update when it fails", async () => {
    const inputs = await inputsOfDeployments();
    const appSpec = String(inputs.appSpec).replace("orders:1", "orders:2");

    const aws = await fakeAws({
      DescribeServices: [{ services: [{ runningCount: 1, desiredCount: 1, pendingCount: 0 }] }],
      CreateDeployment: [{ deploymentId: "d-1" }, { deploymentId: "d-2" }],
      GetDeployment: [
        { deploymentInfo: { status: "Succeeded" } },
        {
          deploymentInfo: {
            status: "Failed",
            errorInformation: { code: "HEALTH_CONSTRAINTS", message: "unhealthy" },
            rollbackInfo: { rollbackDeploymentId: "d-3" },
          },
        },
        { deploymentInfo: { status: "Succeeded" } },
      ],
    });
    try {
      await withDynamicProcess(async (pulumiProcess) => {
        const id = await pulumiProcess.create(inputs);
        const name = String(inputs.applicationName);
        assert.equal(id, `${name}/${name}`);
        assert.equal(await pulumiProcess.update(inputs, { ...inputs, appSpec }), "");
        assert.equal(
          await pulumiProcess.update(inputs, { ...inputs, appSpec }),
          "CodeDeploy deployment d-2 failed: HEALTH_CONSTRAINTS: unhealthy; the revision before it runs again (rolled back by d-3)",
        );
      });
    } finally {
      await aws.stop();
    }
    const [deployed] = aws.calls.filter(({ action }) => action === "CreateDeployment");
    const { revision } = deployed?.parameters as {
      revision: { appSpecContent: { content: string } };
    };
    assert.equal(revision.appSpecContent.content, appSpec);
  }).timeout(60_000);

  it("pain 9: stops and rolls back at the first request to cancel, and waits for that", async () => {
    const inputs = await inputsOfDeployments();
    const described = new EventEmitter();
    let status = "InProgress";
    const rollbackInfo = { rollbackDeploymentId: "d-2" };
    const aws = await fakeAws({
      CreateDeployment: [{ deploymentId: "d-1" }],
      GetDeployment: ({ deploymentId }) => {
        described.emit("described");
        return {
          deploymentInfo:
            deploymentId === "d-1" ? { status, rollbackInfo } : { status: "Succeeded" },
        };
      },
      StopDeployment: () => {
        status = "Stopped";
        return { status: "Pending" };
      },
    });
    await withDynamicProcess(async (pulumiProcess) => {
      const looked = once(described, "described");
      const failed = pulumiProcess.update(inputs, inputs);
      await looked;
      assert.equal(await pulumiProcess.cancel(), "");
      assert.equal(
        await failed,
        "CodeDeploy deployment d-1 was stopped: the update was cancelled; the revision before it runs again (rolled back by d-2)",
      );
    }).finally(() => aws.stop());
    const stops = aws.calls.filter(({ action }) => action === "StopDeployment");
    assert.deepEqual(
      stops.map(({ parameters }) => parameters),
      [{ deploymentId: "d-1", autoRollbackEnabled: true }],
    );
  }).timeout(60_000);
});
