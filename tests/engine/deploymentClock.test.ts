import { DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
} from "@aws-sdk/client-ecs";
import {
  CreateTargetGroupCommand,
  ModifyTargetGroupAttributesCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import assert from "node:assert/strict";

import { awsClients } from "./support/awsClients.js";
import type { Emulator } from "./support/emulator.js";
import { startEmulator } from "./support/emulator.js";
import { engineSuite } from "./support/engine.js";
import type { RolloutCase } from "./support/rolloutCases.js";
import { foretold, shiftInputs, tagOf } from "./support/rolloutCases.js";

/** Seconds between two looks of the emulator at its tasks. */
const STEP = 5;

const usual: RolloutCase = {
  ...{ strategy: "ROLLING", desiredCount: 4, minimumHealthyPercent: 100, maximumPercent: 200 },
  ...{ checks: "target", interval: 15, healthyThreshold: 2, unhealthyThreshold: 3, grace: 60 },
  ...{ startPeriod: 0, drain: 30, stopTimeout: 30, network: false },
  ...{ stepPercent: 25, stepMinutes: 3, bakeMinutes: 5, pauseMinutes: 0 },
};

const CASES: Record<string, RolloutCase> = {
  "with room for all": usual,
  "two by two": { ...usual, minimumHealthyPercent: 50, maximumPercent: 100 },
  "one by one": { ...usual, maximumPercent: 125 },
  "by container health checks": { ...usual, checks: "container", startPeriod: 30, drain: 0 },
  "without checks": { ...usual, checks: "none", drain: 0 },
  "blue/green": { ...usual, strategy: "BLUE_GREEN" },
  "canary, with a pause at each step": { ...usual, strategy: "CANARY", pauseMinutes: 20 },
  linear: { ...usual, strategy: "LINEAR" },
  "linear, behind a Network Load Balancer": { ...usual, strategy: "LINEAR", network: true },
};

engineSuite("deployments, by the emulator's clock", () => {
  let emulator: Emulator;
  let count = 0;

  before(async () => {
    emulator = await startEmulator();
    await awsClients(emulator).ecs.send(new CreateClusterCommand({ clusterName: "platform" }));
  });

  after(() => emulator.stop());

  async function targetGroup(one: RolloutCase, name: string): Promise<string | undefined> {
    const { ec2, elbv2 } = awsClients(emulator);
    const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const { TargetGroups: [group] = [] } = await elbv2.send(
      new CreateTargetGroupCommand({
        ...{ Name: name, Port: 80, TargetType: "ip", VpcId: vpc?.VpcId },
        Protocol: one.network ? "TCP" : "HTTP",
        HealthCheckIntervalSeconds: one.interval,
        HealthyThresholdCount: one.healthyThreshold,
        UnhealthyThresholdCount: one.unhealthyThreshold,
      }),
    );
    const Attributes = [{ Key: "deregistration_delay.timeout_seconds", Value: String(one.drain) }];
    const TargetGroupArn = group?.TargetGroupArn;
    await elbv2.send(new ModifyTargetGroupAttributesCommand({ TargetGroupArn, Attributes }));
    return TargetGroupArn;
  }

  async function revision(one: RolloutCase, family: string, tag: string) {
    const { interval, unhealthyThreshold: retries, startPeriod, stopTimeout } = one;
    const healthCheck = { command: ["CMD", "true"], interval, retries, startPeriod };
    const { taskDefinition } = await awsClients(emulator).ecs.send(
      new RegisterTaskDefinitionCommand({
        ...{ family, networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"] },
        ...{ cpu: "256", memory: "512" },
        containerDefinitions: [
          {
            ...{ name: "orders", image: `registry.example.com/orders:${tag}`, stopTimeout },
            ...(one.checks === "container" ? { healthCheck } : {}),
            portMappings: [{ containerPort: 80 }],
          },
        ],
      }),
    );
    return taskDefinition?.taskDefinitionArn;
  }

  /** Deploys a second revision, and gives looks at the service after more and more seconds. */
  async function deployed(one: RolloutCase, before: string, after: string) {
    const { ecs } = awsClients(emulator);
    const service = `orders-${(count += 1)}`;
    const { lifecycleHooks, ...shift } = { lifecycleHooks: [], ...shiftInputs(one) };
    const targetGroupArn = one.checks === "target" ? await targetGroup(one, service) : undefined;
    const cluster = "platform";
    await ecs.send(
      new CreateServiceCommand({
        ...{ cluster, serviceName: service, desiredCount: one.desiredCount, launchType: "FARGATE" },
        taskDefinition: await revision(one, service, before),
        ...(targetGroupArn !== undefined
          ? {
              loadBalancers: [{ targetGroupArn, containerName: "orders", containerPort: 80 }],
              healthCheckGracePeriodSeconds: one.grace,
            }
          : {}),
        deploymentConfiguration: {
          ...(JSON.parse(JSON.stringify(shift), numbers) as object),
          lifecycleHooks: JSON.parse(JSON.stringify(lifecycleHooks), numbers) as [],
          minimumHealthyPercent: one.minimumHealthyPercent,
          maximumPercent: one.maximumPercent,
          deploymentCircuitBreaker: { enable: true, rollback: true },
        },
      }),
    );
    const taskDefinition = await revision(one, service, after);
    await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition }));
    let now = 0;
    return async (seconds: number) => {
      await emulator.forward(seconds - now);
      now = seconds;
      const found = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
      const [primary, old] = found.services?.[0]?.deployments ?? [];
      const fresh = (primary?.runningCount ?? 0) + (primary?.pendingCount ?? 0);
      const isNew = primary?.taskDefinition === taskDefinition;
      return { state: primary?.rolloutState, isNew, fresh, old: old?.runningCount ?? 0 };
    };
  }

  for (const [title, one] of Object.entries(CASES)) {
    it(`${title}: each step of a good version, and its end`, async () => {
      const tag = tagOf(one, "busy", "good");
      const look = await deployed(one, tag, tag);
      const { steps, good } = foretold(one);
      for (const step of steps.filter(
        ({ atSeconds }, i) => atSeconds !== steps[i + 1]?.atSeconds,
      )) {
        const { fresh, old } = await look(step.atSeconds + STEP);
        assert.deepEqual([fresh, old], [step.fresh, step.old], `after ${step.atSeconds} s`);
      }
      if (good.most - STEP > (steps.at(-1)?.atSeconds ?? 0) + STEP) {
        assert.equal((await look(good.most - STEP)).state, "IN_PROGRESS");
      }
      assert.equal((await look(good.most + STEP)).state, "COMPLETED");
    });

    it(`${title}: the end of the fastest`, async () => {
      const tag = tagOf(one, "idle", "good");
      const look = await deployed(one, tag, tag);
      const { good } = foretold(one);
      assert.equal((await look(good.least - STEP)).state, "IN_PROGRESS");
      assert.deepEqual(await look(good.least + STEP), {
        ...{ state: "COMPLETED", isNew: true, fresh: one.desiredCount, old: 0 },
      });
    });

    it(`${title}: the way back from one that never becomes healthy`, async () => {
      const end = one.checks === "none" ? "exits" : "never";
      const look = await deployed(one, tagOf(one, "busy", "good"), tagOf(one, "busy", end));
      const most = foretold(one).broken?.most ?? assert.fail();
      const still = await look(most - STEP);
      assert.deepEqual([still.state, still.isNew], ["IN_PROGRESS", true]);
      assert.deepEqual(await look(most + STEP), {
        ...{ state: "COMPLETED", isNew: false, fresh: one.desiredCount, old: 0 },
      });
    });
  }
});

/** Minutes are text in the provider and numbers in ECS's API. */
function numbers(key: string, value: unknown): unknown {
  return /InMinutes$/.test(key) ? Number(value) : value;
}
