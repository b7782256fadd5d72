import assert from "node:assert/strict";

import type { AppSpecSettings } from "../../../../../components/service/rules/deployment/appSpec.js";
import { appSpec } from "../../../../../components/service/rules/deployment/appSpec.js";

const network = { subnets: ["subnet-a", "subnet-b"], securityGroups: ["sg-1"] };
const settings: AppSpecSettings = {
  taskDefinition: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:2",
  containerName: "orders",
  containerPort: 8080,
  networkConfiguration: { ...network, assignPublicIp: false },
  capacityProviderStrategies: [
    { capacityProvider: "FARGATE", base: 1, weight: 1 },
    { capacityProvider: "FARGATE_SPOT", weight: 3 },
  ],
};

describe("appSpec", () => {
  it("is what CodeDeploy reads", () => {
    assert.deepEqual(JSON.parse(appSpec(settings)), {
      version: "0.0",
      Resources: [
        {
          TargetService: {
            Type: "AWS::ECS::Service",
            Properties: {
              TaskDefinition: settings.taskDefinition,
              LoadBalancerInfo: { ContainerName: "orders", ContainerPort: 8080 },
              NetworkConfiguration: {
                AwsvpcConfiguration: {
                  Subnets: ["subnet-a", "subnet-b"],
                  SecurityGroups: ["sg-1"],
                  AssignPublicIp: "DISABLED",
                },
              },
              CapacityProviderStrategy: [
                { Base: 1, CapacityProvider: "FARGATE", Weight: 1 },
                { Base: 0, CapacityProvider: "FARGATE_SPOT", Weight: 3 },
              ],
            },
          },
        },
      ],
    });
  });

  it("is the same text whatever the order of subnets, groups and providers", () => {
    const shuffled = {
      ...settings,
      networkConfiguration: {
        ...network,
        subnets: [...network.subnets].reverse(),
        assignPublicIp: false,
      },
      capacityProviderStrategies: [...settings.capacityProviderStrategies].reverse(),
    };
    assert.equal(appSpec(shuffled), appSpec(settings));
  });

  it("names no network where tasks share that of their instance", () => {
    const text = appSpec({ ...settings, networkConfiguration: undefined });
    assert.equal(text.includes("NetworkConfiguration"), false);
  });

  for (const change of [
    { taskDefinition: "arn:…:3" },
    { containerPort: 9090 },
    { networkConfiguration: { ...network, subnets: ["subnet-a"], assignPublicIp: false } },
    { networkConfiguration: { ...network, assignPublicIp: true } },
    { networkConfiguration: undefined },
    { capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 1 }] },
  ]) {
    it(`is another text for ${JSON.stringify(change)}`, () => {
      assert.notEqual(appSpec({ ...settings, ...change }), appSpec(settings));
    });
  }
});
