import assert from "node:assert/strict";

import type { PricedResource } from "../../cost/stackResources.js";
import type { Usage } from "../../cost/usage.js";
import { costOf, linesOf, resource, scaling, service, taskDefinition } from "./costCases.js";

interface Configuration {
  title: string;
  /** How the figures were worked out by hand, with the prices and where they are from. */
  by: string;
  region?: string;
  resources: PricedResource[];
  usage?: Usage;
  lines: [item: string, minimum: number, expected: number, maximum: number][];
}

const fixed = (item: string, amount: number): Configuration["lines"][number] => [
  item,
  amount,
  amount,
  amount,
];

const LOGGED = (group: string) =>
  JSON.stringify([
    {
      name: "app",
      logConfiguration: { logDriver: "awslogs", options: { "awslogs-group": group } },
    },
  ]);

/** Prices: AWS's public price lists, as `cost/prices/prices.json` says with its date. */
const CONFIGURATIONS: Configuration[] = [
  {
    title: "one task of Fargate",
    by: "730 h x (0.25 x 0.04048 + 0.5 x 0.004445) = 9.010025; aws.amazon.com/fargate/pricing",
    resources: [taskDefinition("a", [256, 512]), service("a", 1)],
    lines: [fixed("Fargate", 9.01)],
  },
  {
    title: "AWS's example of a job: 5 tasks of 1 vCPU and 2 GB, 10 minutes on each of 30 days",
    by: "aws.amazon.com/fargate/pricing, example 1: 1.01 of CPU + 0.22 of memory = 1.23; Scheduler 30 x 1.00/1e6 = 0.00",
    resources: [
      taskDefinition("job", [1024, 2048]),
      resource("aws:scheduler/schedule:Schedule", "job", {
        scheduleExpression: "rate(1 day)",
        target: {
          ecsParameters: {
            launchType: "FARGATE",
            taskCount: 5,
            taskDefinitionArn: "arn:aws:ecs:us-east-1:123456789012:task-definition/job",
          },
        },
      }),
    ],
    usage: { resources: { job: { runs: 30, runMinutes: 10 } } },
    lines: [fixed("Fargate", 1.23), fixed("EventBridge Scheduler", 0)],
  },
  {
    title: "three tasks on ARM in Ireland",
    by: "3 x 730 x (1 x 0.03238 + 2 x 0.00356) = 86.505",
    region: "eu-west-1",
    resources: [
      taskDefinition("a", [1024, 2048], { runtimePlatform: { cpuArchitecture: "ARM64" } }),
      service("a", 3),
    ],
    lines: [fixed("Fargate ARM", 86.51)],
  },
  {
    title: "a task of Windows, with its licence",
    by: "730 x (1 x (0.046552 + 0.046) + 2 x 0.00511175) = 75.026115",
    resources: [
      taskDefinition("a", [1024, 2048], {
        runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" },
      }),
      service("a", 1),
    ],
    lines: [fixed("Fargate Windows", 75.03)],
  },
  {
    title: "ten tasks on Spot, whose price floats",
    by: "an hour on demand 0.5 x 0.04048 + 1 x 0.004445 = 0.024685; x 7300 = 180.20; x 0.30, as read on 2026-09-29 (57.36), x 0.38",
    resources: [
      taskDefinition("a", [512, 1024]),
      service("a", 10, {
        launchType: undefined,
        capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT", weight: 1 }],
      }),
    ],
    lines: [["Fargate Spot", 54.06, 57.36, 68.48]],
  },
  {
    title: "an autoscaled service in Tokyo, expected to run 4 of 2 to 10 tasks",
    by: "n x 730 x (1 x 0.05056 + 4 x 0.00553) = n x 53.0564",
    region: "ap-northeast-1",
    resources: [taskDefinition("a", [1024, 4096]), service("a", 2), scaling("a", 2, 10)],
    usage: { resources: { a: { tasks: 4 } } },
    lines: [["Fargate", 106.11, 212.23, 530.56]],
  },
  {
    title: "two tasks on demand and the rest of 2 to 6 on Spot",
    by: "2 x 9.010025 = 18.02; Spot 0, 2 x 730 x 0.0039288575 = 5.74, 4 x 9.010025 x 0.38 = 13.70",
    resources: [
      taskDefinition("a", [256, 512]),
      service("a", 2, {
        launchType: undefined,
        capacityProviderStrategies: [
          { capacityProvider: "FARGATE", base: 2, weight: 0 },
          { capacityProvider: "FARGATE_SPOT", weight: 1 },
        ],
      }),
      scaling("a", 2, 6),
    ],
    lines: [fixed("Fargate", 18.02), ["Fargate Spot", 0, 5.74, 13.7]],
  },
  {
    title: "50 GB of storage, of which 20 are free",
    by: "730 x (2 x 0.04048 + 4 x 0.004445 + 30 x 0.000111) = 74.5111",
    resources: [
      taskDefinition("a", [2048, 4096], { ephemeralStorage: { sizeInGib: 50 } }),
      service("a", 1),
    ],
    lines: [fixed("Fargate", 74.51)],
  },
  {
    title: "two tasks with public addresses",
    by: "2 x 9.010025; 2 x 730 x 0.005; aws.amazon.com/vpc/pricing",
    resources: [
      taskDefinition("a", [256, 512]),
      service("a", 2, { networkConfiguration: { assignPublicIp: true } }),
    ],
    lines: [fixed("Fargate", 18.02), fixed("Public IPv4", 7.3)],
  },
  {
    title: "an application load balancer in two zones of Ireland, at 2 LCU",
    by: "730 x 0.0252; 2 x 730 x 0.008; 2 x 730 x 0.005; aws.amazon.com/elasticloadbalancing/pricing",
    region: "eu-west-1",
    resources: [resource("aws:lb/loadBalancer:LoadBalancer", "lb", { subnets: ["a", "b"] })],
    usage: { capacityUnits: 2 },
    lines: [
      fixed("Application Load Balancer", 18.4),
      fixed("Application Load Balancer LCU", 11.68),
      fixed("Public IPv4", 7.3),
    ],
  },
  {
    title: "an internal network load balancer",
    by: "730 x 0.0225; 730 x 0.006",
    resources: [
      resource("aws:lb/loadBalancer:LoadBalancer", "lb", {
        loadBalancerType: "network",
        internal: true,
        subnets: ["a", "b"],
      }),
    ],
    lines: [fixed("Network Load Balancer", 16.43), fixed("Network Load Balancer NLCU", 4.38)],
  },
  {
    title: "a NAT gateway in each of three zones of Frankfurt, with 200 GB through each",
    by: "3 x (730 x 0.052 + 200 x 0.052) = 145.08; 3 x 730 x 0.005; aws.amazon.com/vpc/pricing",
    region: "eu-central-1",
    resources: [
      resource("awsx:ec2:Vpc", "net", {
        numberOfAvailabilityZones: 3,
        natGateways: { strategy: "OnePerAz" },
      }),
    ],
    usage: { natGb: 200 },
    lines: [fixed("NAT gateway", 145.08), fixed("Public IPv4", 10.95)],
  },
  {
    title: "an interface endpoint in two zones of Singapore; one of S3's gateway is free",
    by: "2 x 730 x 0.013 + 10 x 0.01 = 19.08; aws.amazon.com/privatelink/pricing",
    region: "ap-southeast-1",
    resources: [
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", "logs", {
        vpcEndpointType: "Interface",
        serviceName: "com.amazonaws.ap-southeast-1.logs",
        subnetIds: ["a", "b"],
      }),
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", "s3", { vpcEndpointType: "Gateway" }),
    ],
    lines: [fixed("Interface endpoint", 19.08)],
  },
  {
    title: "one to four instances with disks",
    by: "n x 730 x 0.1008; n x 30 x 0.08; halfway is 2.5, rounded up",
    resources: [
      resource("aws:ec2/launchTemplate:LaunchTemplate", "g", {
        instanceType: "m7i.large",
        blockDeviceMappings: [{ ebs: { volumeSize: 30, volumeType: "gp3" } }],
      }),
      resource("aws:autoscaling/group:Group", "g", { minSize: 1, maxSize: 4 }),
    ],
    lines: [
      ["EC2", 73.58, 220.75, 294.34],
      ["EBS gp3", 2.4, 7.2, 9.6],
    ],
  },
  {
    title: "two to six instances of two types, all on Spot",
    by: "2 x 730 x 0.0725 x 0.1 (AWS: up to 90 % less); 4 and 6 x 730 x 0.0816 at most",
    resources: [
      resource("aws:autoscaling/group:Group", "g", {
        minSize: 2,
        maxSize: 6,
        mixedInstancesPolicy: {
          instancesDistribution: {
            onDemandBaseCapacity: 0,
            onDemandPercentageAboveBaseCapacity: 0,
          },
          launchTemplate: {
            overrides: [{ instanceType: "m7g.large" }, { instanceType: "c7g.large" }],
          },
        },
      }),
    ],
    lines: [["EC2", 10.59, 238.27, 357.41]],
  },
  {
    title: "three managed instances, with the fee of 12 %",
    by: "3 x 730 x 0.0816 = 178.704; x 0.12 = 21.44; aws.amazon.com/ecs/pricing",
    resources: [
      resource("aws:ecs/capacityProvider:CapacityProvider", "m", {
        managedInstancesProvider: { infrastructureRoleArn: "role" },
      }),
    ],
    usage: { resources: { m: { instances: 3, instanceType: "m7g.large" } } },
    lines: [fixed("Managed Instances", 178.7), fixed("Managed Instances fee", 21.44)],
  },
  {
    title: "4 GB of logs of each of two tasks on instances, kept 7 days",
    by: "8 x (0.50 + 7/30.4167 x 0.15 x 0.03) = 4.008; aws.amazon.com/cloudwatch/pricing",
    resources: [
      taskDefinition("a", [256, 512], { containerDefinitions: LOGGED("/ecs/a") }),
      service("a", 2, { launchType: "EC2" }),
      resource("aws:cloudwatch/logGroup:LogGroup", "a", { name: "/ecs/a", retentionInDays: 7 }),
    ],
    usage: { logGb: 4 },
    lines: [fixed("Logs", 4.01)],
  },
  {
    title: "10 GB of logs that are looked at seldom and kept for ever",
    by: "10 x (0.25 + 365/30.4167 x 0.15 x 0.03) = 3.04, after a year",
    resources: [
      taskDefinition("a", [256, 512], { containerDefinitions: LOGGED("/ecs/a") }),
      service("a", 1, { launchType: "EC2" }),
      resource("aws:cloudwatch/logGroup:LogGroup", "a", {
        name: "/ecs/a",
        logGroupClass: "INFREQUENT_ACCESS",
      }),
    ],
    usage: { resources: { a: { logGb: 10 } } },
    lines: [fixed("Logs", 3.04)],
  },
  {
    title: "a cluster with enhanced observability, a service of two tasks, and alarms",
    by: "(25 + 21 + 16 + 14 + 2 x (32 + 14)) x 0.07 = 11.76; 2 x 0.10; 0.30 below a minute; 2 alarms of the autoscaler x 0.10; 0.50 composite",
    resources: [
      resource("aws:ecs/cluster:Cluster", "c", {
        settings: [{ name: "containerInsights", value: "enhanced" }],
      }),
      taskDefinition("a", [256, 512]),
      service("a", 2, { launchType: "EC2" }),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", "two", {
        metricQueries: [
          { id: "sum", expression: "m1+m2" },
          { id: "m1", metric: { metricName: "A", period: 60 } },
          { id: "m2", metric: { metricName: "B", period: 60 } },
        ],
      }),
      resource("aws:cloudwatch/metricAlarm:MetricAlarm", "fast", { metricName: "A", period: 10 }),
      resource("aws:cloudwatch/compositeAlarm:CompositeAlarm", "both"),
      resource("aws:appautoscaling/policy:Policy", "cpu", {
        policyType: "TargetTrackingScaling",
        targetTrackingScalingPolicyConfiguration: { targetValue: 60 },
      }),
    ],
    lines: [
      fixed("Alarm", 0.2),
      fixed("Alarm", 0.3),
      fixed("Alarm", 0.5),
      fixed("Alarm", 0.2),
      fixed("Container Insights", 11.76),
    ],
  },
  {
    title: "20 GB of images, and 100 GB of files in one zone with 10 MiB/s",
    by: "20 x 0.10; 100 x 0.16; 10 x 6.00; aws.amazon.com/ecr/pricing, aws.amazon.com/efs/pricing",
    region: "us-west-2",
    resources: [
      resource("aws:ecr/repository:Repository", "r"),
      resource("aws:efs/fileSystem:FileSystem", "f", {
        availabilityZoneName: "us-west-2a",
        throughputMode: "provisioned",
        provisionedThroughputInMibps: 10,
      }),
    ],
    usage: { resources: { r: { imageGb: 20 }, f: { storageGb: 100 } } },
    lines: [fixed("ECR", 2), fixed("EFS", 16), fixed("EFS throughput", 60)],
  },
  {
    title: "a secret, a key, a queue, a zone and a namespace",
    by: "0.40 + 10,000 calls 0.05; 1.00 + 10,000 requests 0.03; 3 M x 0.50; 0.50 + 1 M queries 0.40, twice",
    resources: [
      resource("aws:secretsmanager/secret:Secret", "s"),
      resource("aws:kms/key:Key", "k"),
      resource("aws:sqs/queue:Queue", "q", { fifoQueue: true }),
      resource("aws:route53/zone:Zone", "z"),
      resource("aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace", "n"),
    ],
    usage: { queueRequests: 3_000_000 },
    lines: [
      fixed("Secret", 0.45),
      fixed("KMS key", 1.03),
      fixed("SQS", 1.5),
      fixed("Hosted zone", 0.9),
      fixed("Hosted zone", 0.9),
    ],
  },
  {
    title: "a web ACL of five rules that looks at 10 million requests",
    by: "5.00 + 5 x 1.00 + 10 x 0.60; aws.amazon.com/waf/pricing",
    resources: [resource("aws:wafv2/webAcl:WebAcl", "w", { rules: [1, 2, 3, 4, 5] })],
    usage: { firewallRequests: 10_000_000 },
    lines: [fixed("WAF", 16)],
  },
  {
    title: "a volume of 100 GB for each of two tasks in London",
    by: "2 x 730 x (0.25 x 0.04656 + 0.5 x 0.00511) = 20.72; 200 x 0.0928 = 18.56",
    region: "eu-west-2",
    resources: [
      taskDefinition("a", [256, 512]),
      service("a", 2, {
        volumeConfiguration: { name: "data", managedEbsVolume: { sizeInGb: 100 } },
      }),
    ],
    lines: [fixed("Fargate", 20.72), fixed("EBS gp3", 18.56)],
  },
];

describe("estimateCost", () => {
  for (const { title, by, resources, lines, ...options } of CONFIGURATIONS) {
    it(`works out ${title}`, () => {
      const cost = costOf(resources, options);
      assert.deepEqual(linesOf(cost), lines, by);
      assert.deepEqual(cost.unpriced, []);
    });
  }

  it("has at least 20 of them", () => {
    assert.ok(CONFIGURATIONS.length >= 20);
  });

  it("names what each line assumes, by its default or by what is given", () => {
    const resources = [taskDefinition("a", [256, 512]), service("a", 1), scaling("a", 1, 4)];
    const assumptions = (usage: Usage) => costOf(resources, { usage }).lines[0]?.assumptions;
    assert.deepEqual(assumptions({}), ["3 tasks (tasks, default: halfway)"]);
    assert.deepEqual(assumptions({ tasks: 2 }), ["2 tasks (tasks, given)"]);
    assert.deepEqual(assumptions({ tasks: 9 }), ["4 tasks (tasks, given)"], "at most the maximum");
  });

  it("takes a stack's own usage before a resource's, and that before all others'", () => {
    const usage: Usage = {
      imageGb: 1,
      resources: { b: { imageGb: 2 } },
      stacks: { prod: { imageGb: 3, resources: { c: { imageGb: 4 } } } },
    };
    const resources = ["a", "b", "c"].map((name) =>
      resource("aws:ecr/repository:Repository", name),
    );
    const gb = (stack: string) =>
      costOf(resources, { stack, usage }).lines.map((one) => one.expected * 10);
    assert.deepEqual(gb("dev"), [1, 2, 1]);
    assert.deepEqual(gb("prod"), [3, 3, 4]);
  });
});
