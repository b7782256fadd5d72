import {
  CreateServiceCommand,
  DeleteServiceCommand,
  DescribeCapacityProvidersCommand,
  DescribeClustersCommand,
  DescribeServicesCommand,
} from "@aws-sdk/client-ecs";
import assert from "node:assert/strict";

import type { AwsClients } from "./support/awsClients.js";
import { awsClients, inventory } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { Workspace } from "./support/workspace.js";
import { makeWorkspace } from "./support/workspace.js";

interface Outputs {
  cluster: { arn: string; name: string; capacityProviders?: Record<string, string> };
  serviceArn: string;
  taskDefinition: string;
}

// The steps of one cluster's life: each stands on the one before.
engineSuite("pain 6: capacity that comes and goes", () => {
  let emulator: Emulator;
  let aws: AwsClients;
  let atFirst: string[];
  let platform: Workspace;

  before(async () => {
    emulator = await startEmulator();
    aws = awsClients(emulator);
    atFirst = await inventory(aws);
    platform = await makeWorkspace({
      emulator,
      program: "tests/engine/fixtures/capacity",
      // It destroys groups of instances, as the compute suite does.
      ownProvider: "killable",
      environment: { AWS_ACCESS_KEY_ID: "test", AWS_SECRET_ACCESS_KEY: "test" },
    });
  });

  after(async () => {
    await platform.remove();
    await emulator.stop();
  });

  /** One `pulumi up` of a cluster with these groups, and its service on one of them. */
  async function up(groups: string[] | undefined, serviceOn: string): Promise<Outputs> {
    await platform.configure({
      "capacity:groups": groups && JSON.stringify(groups),
      "capacity:serviceOn": serviceOn,
    });
    await emulator.forget();
    await platform.pulumiSucceeds("up", "--yes", "--skip-preview");
    return (await platform.outputs()) as unknown as Outputs;
  }

  async function attached({ cluster }: Outputs) {
    const answer = await aws.ecs.send(new DescribeClustersCommand({ clusters: [cluster.arn] }));
    const found = answer.clusters?.[0];
    return {
      capacityProviders: found?.capacityProviders?.sort(),
      strategy: found?.defaultCapacityProviderStrategy?.map((item) => item.capacityProvider),
    };
  }

  async function serviceProvider({ cluster, serviceArn }: Outputs): Promise<unknown> {
    const answer = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: cluster.arn, services: [serviceArn] }),
    );
    return answer.services?.[0]?.capacityProviderStrategy?.[0]?.capacityProvider;
  }

  /** The calls that change capacity, each run of equal ones once. */
  async function changes(): Promise<string[]> {
    const calls = (await emulator.calls()).map((call) => call.split(" ")[1] ?? "");
    const wanted = calls.filter((call) => CHANGES.includes(call));
    return wanted.filter((call, i) => call !== wanted[i - 1]);
  }

  const unchanged = async () => {
    await platform.pulumiSucceeds("preview", "--expect-no-changes");
    await platform.pulumiSucceeds("refresh", "--yes", "--skip-preview", "--expect-no-changes");
    await platform.pulumiSucceeds("preview", "--expect-no-changes");
  };

  let first: Outputs;

  it("starts on Fargate, with nothing but AWS's own resources", async () => {
    first = await up(undefined, "FARGATE");
    assert.deepEqual(await attached(first), {
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      strategy: ["FARGATE"],
    });
    const { stdout } = await platform.pulumi("stack", "--show-urns");
    assert.doesNotMatch(stdout, /dynamic:Resource/);
  });

  it("adds groups, moves the service and the default strategy to one, and detaches nothing", async () => {
    const now = await up(["workers", "spare"], "workers");
    const { workers, spare } = now.cluster.capacityProviders ?? {};
    assert.deepEqual(await attached(now), {
      capacityProviders: ["FARGATE", "FARGATE_SPOT", workers, spare].sort(),
      strategy: [workers],
    });
    assert.equal(await serviceProvider(now), workers);
    assert.equal(now.serviceArn, first.serviceArn);
    assert.deepEqual(await changes(), [
      "CreateAutoScalingGroup",
      "CreateCapacityProvider",
      "PutClusterCapacityProviders",
      "UpdateService",
    ]);
    await unchanged();
  });

  it("renames the group that the service and the default strategy use, in one update", async () => {
    const before = (await platform.outputs()) as unknown as Outputs;
    const now = await up(["pool", "spare"], "pool");
    const { pool, spare } = now.cluster.capacityProviders ?? {};
    assert.deepEqual(await attached(now), {
      capacityProviders: ["FARGATE", "FARGATE_SPOT", spare, pool].sort(),
      strategy: [pool],
    });
    assert.equal(await serviceProvider(now), pool);
    assert.equal(now.serviceArn, first.serviceArn);
    assert.deepEqual(await changes(), [
      "CreateAutoScalingGroup",
      "CreateCapacityProvider",
      "PutClusterCapacityProviders",
      "UpdateService",
      "PutClusterCapacityProviders",
      "DeleteCapacityProvider",
      "DeleteAutoScalingGroup",
    ]);
    const old = before.cluster.capacityProviders?.workers ?? "";
    const { capacityProviders = [] } = await aws.ecs.send(
      new DescribeCapacityProvidersCommand({ capacityProviders: [old] }),
    );
    assert.deepEqual(capacityProviders, []);
    await unchanged();
  });

  it("fails at once, with the name of a foreign service that still asks for a group", async () => {
    const { cluster, taskDefinition } = (await platform.outputs()) as unknown as Outputs;
    const capacityProvider = cluster.capacityProviders?.spare ?? "";
    const service = { cluster: cluster.arn, serviceName: "billing" };
    await aws.ecs.send(
      new CreateServiceCommand({
        ...service,
        desiredCount: 1,
        taskDefinition,
        capacityProviderStrategy: [{ capacityProvider, weight: 1 }],
      }),
    );
    await platform.configure({ "capacity:groups": JSON.stringify(["pool"]) });
    const { code, stdout, stderr } = await platform.pulumi("up", "--yes", "--skip-preview");
    assert.notEqual(code, 0);
    const message = `cluster "${cluster.name}": capacity provider "${capacityProvider}" is in use and stays attached: service "billing" asks for it; give what asks for it other 'capacityProviderStrategies', then run the update again`;
    assert.ok(`${stdout}${stderr}`.includes(message), `${stdout}${stderr}`);
    await aws.ecs.send(new DeleteServiceCommand({ ...service, service: "billing", force: true }));
  });

  it("removes that group with the next update", async () => {
    const now = await up(["pool"], "pool");
    assert.deepEqual((await attached(now)).capacityProviders, [
      "FARGATE",
      "FARGATE_SPOT",
      now.cluster.capacityProviders?.pool,
    ]);
    await platform.pulumiSucceeds("preview", "--expect-no-changes");
  });

  it("removes the last group and moves the service to Fargate, in one update", async () => {
    const now = await up([], "FARGATE");
    assert.deepEqual(await attached(now), {
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      strategy: ["FARGATE"],
    });
    assert.equal(await serviceProvider(now), "FARGATE");
    assert.equal(now.serviceArn, first.serviceArn);
    assert.deepEqual(await changes(), [
      "PutClusterCapacityProviders",
      "UpdateService",
      "PutClusterCapacityProviders",
      "DeleteCapacityProvider",
      "DeleteAutoScalingGroup",
    ]);
    await unchanged();
  });

  it("goes back to a cluster without the argument, and detaches nothing", async () => {
    const now = await up(undefined, "FARGATE");
    assert.deepEqual(await changes(), []);
    assert.equal((await attached(now)).capacityProviders?.length, 2);
    await platform.pulumiSucceeds("preview", "--expect-no-changes");
  });

  it("is destroyed with a group in use, and leaves nothing", async () => {
    await up(["workers"], "workers");
    await emulator.forget();
    await platform.pulumiSucceeds("destroy", "--yes", "--skip-preview");
    assert.deepEqual(await inventory(aws), atFirst);
    const firsts = [...new Set(await changes())].filter((call) => call !== "UpdateService");
    assert.deepEqual(firsts, [
      "PutClusterCapacityProviders",
      "DeleteCapacityProvider",
      "DeleteAutoScalingGroup",
    ]);
  });
});

const CHANGES = [
  "CreateAutoScalingGroup",
  "CreateCapacityProvider",
  "PutClusterCapacityProviders",
  "UpdateService",
  "DeleteCapacityProvider",
  "DeleteAutoScalingGroup",
];
