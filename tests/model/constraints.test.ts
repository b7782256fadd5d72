import fc from "fast-check";
import assert from "node:assert/strict";

import { ArgumentError } from "../../components/argument/argumentError.js";
import { DeploymentStrategy, Service, TaskDefinition } from "../../components/index.js";
import type { MockResource } from "../../generator/testing/index.js";
import { mockPulumi } from "../../generator/testing/index.js";
import { unjudgedTypes } from "./apiRequest.js";
import type { Draw } from "./drawService.js";
import { draws } from "./drawService.js";
import { brokenMandatory, modelFaults } from "./modelFaults.js";
import { IN_FULL } from "../support/inFull.js";

/**
 * Policies that forbid what a program may well ask for: whether the draw asked for it. All other mandatory policies
 * judge what could not run, which a constructor must refuse itself.
 */
const ASKED_FOR: Readonly<Record<string, (...draw: Draw) => boolean>> = {
  "deployment-safety-net": (_, { deployment = {} }) =>
    deployment.circuitBreaker === false || deployment.circuitBreakerRollback === false,
  "ecs-no-public-ip": (_, { assignPublicIp }) => assignPublicIp === true,
  "exec-readonly-compatible": ({ containers }, { enableExecuteCommand }) =>
    enableExecuteCommand === true &&
    containers.some(({ readonlyRootFilesystem }) => readonlyRootFilesystem === true),
  "minimum-healthy-floor": (_, { minimumHealthyPercent = 100 }) =>
    Number(minimumHealthyPercent) < 100,
  "task-memory-limits": ({ containers }) =>
    containers.some(
      ({ memory }) => memory === undefined || Number(memory) < 128 || Number(memory) > 16_384,
    ),
};

/** The mandatory policies that resources break without having been asked to. */
function brokenPolicies(resources: readonly MockResource[], draw: Draw): string[] {
  return brokenMandatory(resources, (policy) => ASKED_FOR[policy]?.(...draw) === true);
}

const DRAWS = IN_FULL ? 2000 : 300;

const WAYS = ["loadBalancer", "networkLoadBalancer", "serviceConnect"] as const;

/** What requests reach a drawn service by. */
function waysOf(service: Draw[1]): string[] {
  return WAYS.filter((way) => service[way] !== undefined);
}

const UNJUDGED = [
  "aws:codedeploy/application:Application",
  "aws:codedeploy/deploymentConfig:DeploymentConfig",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:efs/accessPoint:AccessPoint",
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
];

describe("any arguments that the types allow", function () {
  this.timeout(300_000);

  it(`either throw a clear error or give resources that AWS and the policies take, in ${DRAWS} draws`, async () => {
    const ends = { refused: 0, made: 0 };
    const unjudged = new Set<string>();
    const strategies = new Set<string>();
    const modes = new Set<string>();
    const shiftedBy = new Set<string>();
    const logDrivers = new Set<string>();
    await fc.assert(
      fc.asyncProperty(draws, async ([task, service, networkMode]) => {
        const mock = await mockPulumi({ project: "orders", stack: "dev" });
        try {
          const taskDefinition = new TaskDefinition("orders", task);
          const mode = networkMode === undefined ? {} : { networkMode };
          const ref = { ...taskDefinition.ref, ...mode };
          new Service("orders", { ...service, taskDefinition: ref });
        } catch (error) {
          assert.ok(error instanceof ArgumentError, String(error));
          assert.match(error.message, /^(TaskDefinition|Service) "orders": (\w+ )?'/);
          ends.refused += 1;
          return;
        }
        await mock.settled();
        const { resources } = mock;
        assert.deepEqual(modelFaults(resources), []);
        assert.deepEqual(brokenPolicies(resources, [task, service, networkMode]), []);
        for (const type of unjudgedTypes(resources)) unjudged.add(type);
        const { strategy = "none" } = service.deployment ?? {};
        strategies.add(strategy);
        modes.add(networkMode ?? "awsvpc");
        if (["blueGreen", "canary", "linear"].includes(strategy)) {
          for (const way of waysOf(service)) shiftedBy.add(way);
        }
        for (const { logConfiguration: log } of task.containers) {
          if (log) logDrivers.add(log.logDriver);
        }
        ends.made += 1;
      }),
      { numRuns: DRAWS, seed: 5 },
    );
    // Of those without a request here the model says nothing, or the policy that they hold is judged with its role.
    assert.deepEqual(
      [...unjudged].filter((type) => !UNJUDGED.includes(type)),
      [],
    );
    // Some draws alone do not come to all that there is.
    if (IN_FULL) {
      const all = ["none", ...Object.values(DeploymentStrategy)];
      assert.deepEqual([...strategies].sort(), all.sort());
      assert.deepEqual([...modes].sort(), ["awsvpc", "bridge", "default", "host", "none"]);
      assert.deepEqual([...shiftedBy].sort(), [...WAYS].sort());
      for (const driver of ["awslogs", "splunk"]) assert.ok(logDrivers.has(driver), driver);
    }
    // A draw that is nearly always refused would show nothing.
    assert.ok(ends.made >= DRAWS / 10, JSON.stringify(ends));
  });
});
