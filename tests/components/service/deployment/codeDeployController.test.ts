import assert from "node:assert/strict";

import type {
  DeploymentArgs,
  ServiceArgs,
  TaskDefinitionRef,
} from "../../../../components/index.js";
import { Service } from "../../../../components/index.js";
import type { PulumiMock } from "../../../../generator/testing/index.js";
import { mockPulumi, valueOf } from "../../../../generator/testing/index.js";
import { cluster, loadBalancer } from "../../support/platform.js";

const SERVICE = "aws:ecs/service:Service";
const RULE = "aws:lb/listenerRule:ListenerRule";
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const CONFIG = "aws:codedeploy/deploymentConfig:DeploymentConfig";
const DEPLOYMENT = "pulumi-nodejs:dynamic:Resource";
const taskDefinition: TaskDefinitionRef = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080] }],
};
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const base = { cluster, taskDefinition, loadBalancer: balancer };

describe("deployment of a Service by CodeDeploy", () => {
  let mock: PulumiMock;
  beforeEach(async () => {
    mock = await mockPulumi({ project: "orders", stack: "dev" });
  });

  async function make(more: DeploymentArgs = {}, args: Partial<ServiceArgs> = {}) {
    const deployment = { strategy: "codeDeploy", ...more } as const;
    const service = new Service("orders", { ...base, ...args, deployment });
    await mock.settled();
    const { inputs, options } = mock.resource(SERVICE);
    return { service, inputs, options };
  }

  it("makes application, group and role, and something that deploys", async () => {
    await make();
    assert.deepEqual(
      mock.resources
        .filter(({ type }) => type !== "slipway:index:Service" && type.includes(":"))
        .map(({ type, name }) => `${type.split(":").pop() ?? ""} ${name}`)
        .filter((child) => !child.startsWith("Stack"))
        .sort(),
      [
        "Application orders",
        "DeploymentGroup orders",
        "ListenerRule orders-codedeploy",
        "ListenerRule orders-codedeploy-standby",
        "Resource orders-deployment",
        "Role orders-codedeploy",
        "RolePolicyAttachment orders-codedeploy",
        "SecurityGroup orders",
        "SecurityGroupEgressRule orders",
        "SecurityGroupIngressRule orders",
        "Service orders",
        "TargetGroup orders-codedeploy",
        "TargetGroup orders-codedeploy-alternate",
      ],
    );
    const application = mock.resource("aws:codedeploy/application:Application").inputs;
    assert.equal(application.computePlatform, "ECS");
    assert.match(String(application.name), /^orders-dev-[0-9a-f]{8}$/);
  });

  it("has a group with two target groups, the listener and automatic rollback", async () => {
    await make();
    const { inputs, options } = mock.resource(GROUP);
    const { serviceRoleArn, appName, deploymentGroupName, ecsService, ...rest } = inputs;
    assert.match(String(serviceRoleArn), /:role\/orders-codedeploy-dev-[0-9a-f]{8}$/);
    assert.equal(appName, deploymentGroupName);
    const { clusterName, serviceName } = ecsService as Record<string, string>;
    assert.equal(clusterName, "platform");
    assert.match(serviceName ?? "", /^orders-/);
    const nameOf = (name: string) =>
      mock.resource("aws:lb/targetGroup:TargetGroup", name).inputs.name;
    assert.deepEqual(rest, {
      deploymentConfigName: "CodeDeployDefault.ECSAllAtOnce",
      deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
      loadBalancerInfo: {
        targetGroupPairInfo: {
          prodTrafficRoute: { listenerArns: [loadBalancer.listenerArn] },
          targetGroups: [
            { name: nameOf("orders-codedeploy") },
            { name: nameOf("orders-codedeploy-alternate") },
          ],
        },
      },
      autoRollbackConfiguration: {
        enabled: true,
        events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST"],
      },
      blueGreenDeploymentConfig: {
        deploymentReadyOption: { actionOnTimeout: "CONTINUE_DEPLOYMENT" },
        terminateBlueInstancesOnDeploymentSuccess: {
          action: "TERMINATE",
          terminationWaitTimeInMinutes: 5,
        },
      },
    });
    const grant = mock.resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    assert.equal(grant.inputs.policyArn, "arn:aws:iam::aws:policy/AWSCodeDeployRoleForECS");
    assert.ok(options.dependsOn?.includes(grant.urn));
    const trust = mock.resource("aws:iam/role:Role").inputs.assumeRolePolicy;
    const [statement] = (JSON.parse(String(trust)) as { Statement: object[] }).Statement;
    assert.deepEqual(statement, {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "codedeploy.amazonaws.com" },
      Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
    });
  });

  it("has a service whose deployments are CodeDeploy's alone", async () => {
    const { inputs } = await make();
    assert.deepEqual(inputs.deploymentController, { type: "CODE_DEPLOY" });
    assert.equal(inputs.forceNewDeployment, false);
    assert.equal(inputs.waitForSteadyState, false);
    assert.equal(inputs.availabilityZoneRebalancing, "DISABLED");
    for (const field of [
      "deploymentCircuitBreaker",
      "deploymentConfiguration",
      "deploymentMaximumPercent",
      "deploymentMinimumHealthyPercent",
      "alarms",
    ]) {
      assert.equal(inputs[field], undefined, field);
    }
    const [target] = inputs.loadBalancers as Record<string, unknown>[];
    assert.deepEqual(Object.keys(target ?? {}).sort(), [
      "containerName",
      "containerPort",
      "targetGroupArn",
    ]);
  });

  it("pain 2: updates a service of CodeDeploy by a deployment, and leaves to it what it writes", async () => {
    const { options, service } = await make();
    assert.deepEqual(options.ignoreChanges, [
      "taskDefinition",
      "loadBalancers",
      "networkConfiguration",
      "capacityProviderStrategies",
    ]);
    const { ignoreChanges } = mock.resource(RULE, "orders-codedeploy").options;
    assert.deepEqual(ignoreChanges, ["actions"]);
    assert.equal((await valueOf(service.ownership)).taskDefinition, "codeDeploy");
    const specOf = () => String(mock.resource(DEPLOYMENT).inputs.appSpec);
    const first = specOf();
    assert.match(first, /"TaskDefinition":"arn:[^"]*:task-definition\/orders:1"/);
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    const arn = "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:2";
    await make({}, { taskDefinition: { ...taskDefinition, arn } });
    assert.equal(specOf(), first.replace("orders:1", "orders:2"));
  });

  it("leaves the count to the autoscaler beside", async () => {
    const { options } = await make({}, { scaling: { minCapacity: 2, maxCapacity: 4 } });
    assert.equal(options.ignoreChanges?.[0], "desiredCount");
  });

  it("deploys by what the program names, and waits as long as it takes", async () => {
    await make({ terminationWaitMinutes: 10, linearStepPercent: 20, linearStepBakeTimeMinutes: 3 });
    const { inputs } = mock.resource(DEPLOYMENT);
    const group = mock.resource(GROUP).inputs;
    assert.equal(inputs.applicationName, group.appName);
    assert.equal(inputs.deploymentGroupName, group.deploymentGroupName);
    assert.equal(inputs.region, "us-east-1");
    assert.equal(inputs.cluster, cluster.arn);
    assert.match(String(inputs.service), /^orders-/);
    // 30 for tasks, 4 waits of 3 between 5 steps, 10 until the old tasks go.
    assert.deepEqual([inputs.timeoutMinutes, inputs.wait], [52, true]);
    mock = await mockPulumi();
    await make({ timeoutMinutes: 7 }, { waitForSteadyState: false });
    const told = mock.resource(DEPLOYMENT).inputs;
    assert.deepEqual([told.timeoutMinutes, told.wait], [7, false]);
  });

  it("makes a configuration where AWS has none", async () => {
    await make({ canaryPercent: 20, canaryBakeTimeMinutes: 7 });
    const config = mock.resource(CONFIG).inputs;
    assert.deepEqual(
      { ...config, deploymentConfigName: "" },
      {
        deploymentConfigName: "",
        computePlatform: "ECS",
        trafficRoutingConfig: {
          type: "TimeBasedCanary",
          timeBasedCanary: { percentage: 20, interval: 7 },
        },
      },
    );
    const { deploymentConfigName } = mock.resource(GROUP).inputs;
    assert.equal(deploymentConfigName, config.deploymentConfigName);
    mock = await mockPulumi({ project: "orders", stack: "dev" });
    await make({ linearStepPercent: 20, linearStepBakeTimeMinutes: 7 });
    const linear = mock.resource(CONFIG).inputs;
    assert.deepEqual(linear.trafficRoutingConfig, {
      type: "TimeBasedLinear",
      timeBasedLinear: { percentage: 20, interval: 7 },
    });
    assert.notEqual(linear.deploymentConfigName, config.deploymentConfigName);
  });

  it("takes a configuration of CodeDeploy by its name", async () => {
    await make({ codeDeployConfigName: "CodeDeployDefault.ECSCanary10Percent15Minutes" });
    assert.equal(
      mock.resource(GROUP).inputs.deploymentConfigName,
      "CodeDeployDefault.ECSCanary10Percent15Minutes",
    );
  });

  it("stops and rolls back on alarms, and takes test requests on a listener of their own", async () => {
    const testListenerArn = "arn:…:listener/app/platform/1/9";
    const { options } = await make({
      alarms: { http5xxCount: 10 },
      alarmNames: ["given"],
      testListenerArn,
    });
    const group = mock.resource(GROUP).inputs;
    const alarm = mock.resource("aws:cloudwatch/metricAlarm:MetricAlarm");
    assert.deepEqual(group.alarmConfiguration, {
      enabled: true,
      alarms: ["given", alarm.inputs.name],
    });
    assert.deepEqual((group.autoRollbackConfiguration as { events: string[] }).events, [
      "DEPLOYMENT_FAILURE",
      "DEPLOYMENT_STOP_ON_REQUEST",
      "DEPLOYMENT_STOP_ON_ALARM",
    ]);
    const { targetGroupPairInfo } = group.loadBalancerInfo as {
      targetGroupPairInfo: { testTrafficRoute: object };
    };
    assert.deepEqual(targetGroupPairInfo.testTrafficRoute, { listenerArns: [testListenerArn] });
    const test = mock.resource(RULE, "orders-codedeploy-test");
    assert.equal(test.inputs.listenerArn, testListenerArn);
    assert.deepEqual(test.options.ignoreChanges, ["actions"]);
    assert.ok(options.dependsOn?.includes(test.urn));
  });

  it("does not roll back on alarms when it is told so", async () => {
    await make({ alarmNames: ["given"], alarmRollback: false });
    const { events } = mock.resource(GROUP).inputs.autoRollbackConfiguration as {
      events: string[];
    };
    assert.deepEqual(events, ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_REQUEST"]);
  });

  const faults: [string, Partial<ServiceArgs>, string, string][] = [
    [
      "limits that ECS alone keeps",
      { maximumPercent: 150 },
      "maximumPercent",
      `'maximumPercent' is for strategies that ECS carries out, got 150 with "codeDeploy"; leave it out`,
    ],
    [
      "a circuit breaker",
      { deployment: { strategy: "codeDeploy", circuitBreaker: true } },
      "deployment.circuitBreaker",
      `'deployment.circuitBreaker' is for strategy "rolling", got true with "codeDeploy"; leave it out`,
    ],
    [
      "hooks of ECS",
      { deployment: { strategy: "codeDeploy", bakeTimeMinutes: 5 } },
      "deployment.bakeTimeMinutes",
      `'deployment.bakeTimeMinutes' is for strategy "blueGreen", "canary" or "linear", got 5 with "codeDeploy"; leave it out`,
    ],
  ];
  for (const [fault, args, propertyPath, reason] of faults) {
    it(`refuses ${fault} before anything is registered`, () => {
      const message = `Service "orders": ${reason}`;
      const all = { ...base, deployment: { strategy: "codeDeploy" }, ...args } as const;
      assert.throws(() => new Service("orders", all), { propertyPath, message });
      assert.deepEqual(mock.resources, []);
    });
  }

  it("needs a load balancer", () => {
    const args = { cluster, taskDefinition, deployment: { strategy: "codeDeploy" } } as const;
    assert.throws(() => new Service("orders", args), {
      message: `Service "orders": 'deployment.strategy' needs a 'loadBalancer' to move requests, got "codeDeploy" without one; "rolling" works`,
    });
  });
});
