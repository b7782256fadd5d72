import assert from "node:assert/strict";

import { drawStack } from "../../picture/drawStack.js";
import { mermaidText } from "../../picture/mermaidText.js";
import { resource, service, taskDefinition } from "../cost/costCases.js";
import {
  balancedService,
  balancer,
  flowsOf,
  groupArn,
  identified,
  manyServices,
  subnets,
} from "./pictureCases.js";

const QUEUE = "aws:sqs/queue:Queue";
const ROLE_ARN = "arn:aws:iam::123456789012:role/worker";
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:123456789012:${name}`;
const queue = (name: string, inputs: Record<string, unknown> = {}) => ({
  ...resource(QUEUE, name, inputs),
  id: `https://sqs.us-east-1.amazonaws.com/123456789012/${name}`,
  arn: queueArn(name),
});

describe("drawStack", () => {
  it("draws plain resources from the internet to the tasks, with rules, ports and subnets", () => {
    const picture = drawStack([...subnets(), ...balancer(), ...balancedService("orders")]);
    assert.deepEqual(flowsOf(picture), [
      "load balancer web > listener https",
      "listener https > target group orders: path /orders/*",
      "target group orders > service orders",
      "service orders > secret orders: PASSWORD",
      "the internet > load balancer web: tcp 443",
    ]);
    const groups = new Map(picture.groups.map(({ id, title }) => [id, title]));
    assert.deepEqual(
      picture.nodes.map(({ title, details, group = "" }) => [title, details, groups.get(group)]),
      [
        ["load balancer web", ["application, internet-facing"], "public subnets a"],
        ["listener https", ["HTTPS 443", "else answers 404"], "public subnets a"],
        ["target group orders", ["HTTP 8080"], "private subnets b"],
        ["service orders", ["2 tasks"], "private subnets b"],
        ["secret orders", ["not of this stack"], undefined],
        ["the internet", [], undefined],
      ],
    );
  });

  it("says the share of each target group of a rule, and of the default", () => {
    const forward = (...weights: number[]) => [
      {
        type: "forward",
        forward: {
          targetGroups: weights.map((weight, i) => ({ arn: groupArn(`g${i}`), weight })),
        },
      },
    ];
    const rule = resource("aws:alb/listenerRule:ListenerRule", "r", {
      listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/other/1/2",
      conditions: [
        { hostHeader: { values: ["a.example.com", "b.example.com"] } },
        { httpHeader: { httpHeaderName: "x-test", values: ["green"] } },
      ],
      actions: forward(95, 5),
    });
    const groups = [0, 1].map((i) =>
      identified("aws:alb/targetGroup:TargetGroup", `g${i}`, groupArn(`g${i}`)),
    );
    assert.deepEqual(flowsOf(drawStack([rule, ...groups])), [
      "listener of another stack > target group g0: host a.example.com or b.example.com and header x-test green, 95 %",
      "listener of another stack > target group g1: host a.example.com or b.example.com and header x-test green, 5 %",
    ]);
    const listener = identified("aws:lb/listener:Listener", "l", "arn:l", {
      port: 80,
      defaultActions: forward(2, 1),
    });
    assert.deepEqual(flowsOf(drawStack([listener, ...groups])), [
      "listener l > target group g0: else, 66.7 %",
      "listener l > target group g1: else, 33.3 %",
    ]);
  });

  it("draws both target groups of a service whose requests are shifted, by ECS or by CodeDeploy", () => {
    const groups = ["blue", "green"].map((name) => ({
      ...identified("aws:lb/targetGroup:TargetGroup", name, groupArn(name)),
      inputs: { name },
    }));
    const both = ["target group blue > service a", "target group green > service a"];
    const native = service("a", 1, {
      loadBalancers: [
        {
          targetGroupArn: groupArn("blue"),
          advancedConfiguration: { alternateTargetGroupArn: groupArn("green") },
        },
      ],
    });
    assert.deepEqual(flowsOf(drawStack([...groups, native])), both);
    const pair = (serviceName: string) =>
      resource("aws:codedeploy/deploymentGroup:DeploymentGroup", "d", {
        ecsService: { serviceName },
        loadBalancerInfo: {
          targetGroupPairInfo: { targetGroups: [{ name: "blue" }, { name: "green" }] },
        },
      });
    const plain = service("a", 1, { loadBalancers: [{ targetGroupArn: groupArn("blue") }] });
    assert.deepEqual(flowsOf(drawStack([...groups, plain, pair("a")])), both);
    assert.deepEqual(flowsOf(drawStack([...groups, plain, pair("b")])), both.slice(0, 1));
  });

  it("takes who may receive from a queue for who reads it, and draws where failures go", () => {
    const statement = (Action: string, Resource: string) => ({ Effect: "Allow", Action, Resource });
    const picture = drawStack([
      queue("jobs", {
        redrivePolicy: JSON.stringify({
          deadLetterTargetArn: queueArn("failed"),
          maxReceiveCount: 5,
        }),
      }),
      queue("failed"),
      queue("done"),
      { ...resource("aws:iam/role:Role", "worker", { name: "worker" }), arn: ROLE_ARN },
      resource("aws:iam/rolePolicy:RolePolicy", "worker", {
        role: "worker",
        policy: JSON.stringify({
          Statement: [
            statement("sqs:ReceiveMessage", queueArn("jobs")),
            statement("sqs:SendMessage", queueArn("done")),
          ],
        }),
      }),
      taskDefinition("worker", [256, 512], { taskRoleArn: ROLE_ARN }),
      service("worker", 1),
    ]);
    assert.deepEqual(flowsOf(picture).sort(), [
      "queue jobs > queue failed: failed 5 times",
      "queue jobs > service worker: messages",
      "service worker > queue done: sends",
    ]);
  });

  it("draws schedules of both kinds with the tasks that they start", () => {
    const definition = "arn:aws:ecs:us-east-1:123456789012:task-definition/report:1";
    const picture = drawStack([
      taskDefinition("report", [256, 512]),
      resource("aws:scheduler/schedule:Schedule", "nightly", {
        scheduleExpression: "cron(0 3 * * ? *)",
        scheduleExpressionTimezone: "Europe/Berlin",
        target: { ecsParameters: { taskDefinitionArn: definition, taskCount: 2 } },
      }),
      resource("aws:scheduler/schedule:Schedule", "function", { target: { arn: "arn:lambda" } }),
      identified("aws:cloudwatch/eventRule:EventRule", "hourly", "hourly", {
        scheduleExpression: "rate(1 hour)",
      }),
      resource("aws:cloudwatch/eventTarget:EventTarget", "hourly", {
        rule: "hourly",
        ecsTarget: { taskDefinitionArn: definition },
      }),
    ]);
    assert.deepEqual(flowsOf(picture), [
      "schedule nightly > tasks of report: starts 2 tasks",
      "rule hourly > tasks of report: starts 1 task",
    ]);
    const [nightly] = picture.nodes;
    assert.deepEqual(nightly?.details, ["cron(0 3 * * ? *) Europe/Berlin"]);
  });

  it("tells peers, stores and ranges that something is open to, by all forms of rules", () => {
    const network = (group: string, more = {}) => ({
      networkConfiguration: { securityGroups: [group], subnets: ["subnet-x"], ...more },
    });
    const group = (name: string) =>
      identified("aws:ec2/securityGroup:SecurityGroup", name, `sg-${name}`);
    const picture = drawStack([
      ...["a", "b", "db"].map(group),
      service("a", 1, network("sg-a", { assignPublicIp: true })),
      service("b", 1, network("sg-b")),
      resource("aws:rds/instance:Instance", "db", { vpcSecurityGroupIds: ["sg-db"] }),
      resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "b", {
        securityGroupId: "sg-b",
        referencedSecurityGroupId: "sg-a",
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 81,
      }),
      resource("aws:ec2/securityGroupRule:SecurityGroupRule", "db", {
        type: "ingress",
        securityGroupId: "sg-db",
        sourceSecurityGroupId: "sg-b",
        protocol: "tcp",
        fromPort: 5432,
        toPort: 5432,
      }),
      resource("aws:ec2/securityGroupRule:SecurityGroupRule", "out", {
        type: "egress",
        securityGroupId: "sg-db",
        cidrBlocks: ["192.0.2.0/24"],
        protocol: "-1",
      }),
      ...["a", "b"].map((name) =>
        resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", `all-${name}`, {
          securityGroupId: `sg-${name}`,
          cidrIpv4: "0.0.0.0/0",
          ipProtocol: "-1",
        }),
      ),
    ]);
    // All addresses are the internet's only for tasks that have public ones.
    assert.deepEqual(flowsOf(picture).sort(), [
      "service a > service b: tcp 80 to 81",
      "service b > database db: tcp 5432",
      "the internet > service a: all",
      "whoever reaches the network > service b: all",
    ]);
  });

  it("says that all is open to a network load balancer without groups, and of no other", () => {
    const balancer = (name: string, inputs: Record<string, unknown>) =>
      resource("aws:lb/loadBalancer:LoadBalancer", name, inputs);
    const picture = drawStack([
      balancer("a", { loadBalancerType: "network" }),
      balancer("b", { loadBalancerType: "network", internal: true, securityGroups: [] }),
      balancer("c", { loadBalancerType: "network", securityGroups: "[unknown]" }),
      balancer("d", {}),
      balancer("e", { securityGroups: ["sg-elsewhere"] }),
    ]);
    assert.deepEqual(flowsOf(picture), [
      "the internet > load balancer a: all",
      "whoever reaches the network > load balancer b: all",
    ]);
  });

  it("names groups that nothing drawn has, of the stack or of another", () => {
    const ingress = (name: string, source: string) =>
      resource("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", name, {
        securityGroupId: "sg-a",
        referencedSecurityGroupId: source,
        ipProtocol: "udp",
        fromPort: 53,
        toPort: 53,
      });
    const picture = drawStack([
      identified("aws:ec2/securityGroup:SecurityGroup", "bastion", "sg-bastion"),
      ingress("1", "sg-bastion"),
      ingress("2", "sg-elsewhere"),
      ingress("3", "sg-a"),
      service("a", 1, { networkConfiguration: { securityGroups: ["sg-a"] } }),
    ]);
    assert.deepEqual(flowsOf(picture), [
      "security group bastion > service a: udp 53",
      "a security group of another stack > service a: udp 53",
    ]);
  });

  it("draws what is not known as far as it is known, and never fails", () => {
    const picture = drawStack([
      service("a", 1, { taskDefinition: "[unknown]", networkConfiguration: "[unknown]" }),
      taskDefinition("b", [256, 512], { containerDefinitions: "[secret]", volumes: 3 }),
      service("b", 1, { desiredCount: "many", loadBalancers: { a: 1 } }),
      resource("aws:lb/listener:Listener", "l", { port: {}, defaultActions: "[unknown]" }),
      resource("aws:lb/listenerRule:ListenerRule", "r", { conditions: 1, actions: [null] }),
      resource(QUEUE, "q", { redrivePolicy: "{" }),
      resource("aws:ec2/securityGroup:SecurityGroup", "g", { ingress: "[unknown]" }),
    ]);
    assert.deepEqual(
      picture.nodes.map(({ title, details }) => [title, ...details]),
      [
        ["listener l"],
        ["service a", "1 task"],
        ["service b", "its containers are not known yet"],
        ["queue q"],
      ],
    );
  });

  it("is the same in whatever order resources were made", () => {
    const all = manyServices(5);
    assert.equal(mermaidText(drawStack([...all].reverse())), mermaidText(drawStack(all)));
  });
});
