import { ref } from "../stackProgram.js";
import type { Fault } from "./edits.js";
import { add, both, container, onInstances, set } from "./edits.js";
import { CONTAINER, policy } from "./twin.js";

const allow = (statement: object) => policy({ Effect: "Allow", ...statement });

/** Faults that were written after the rules, to see that each is found. */
export const FURTHER_FAULTS: readonly Fault[] = [
  [
    "a weight that a listener does not take",
    "lb-wiring-valid",
    set("listener", {
      defaultActions: [
        { type: "forward", forward: { targetGroups: [{ arn: ref("targets"), weight: 1000 }] } },
      ],
    }),
  ],
  [
    "a rule of no place",
    "lb-wiring-valid",
    add("rule", "aws:lb/listenerRule:ListenerRule", {
      listenerArn: ref("listener"),
      priority: 50_001,
      conditions: [{ pathPattern: { values: ["/orders"] } }],
      actions: [{ type: "forward", targetGroupArn: ref("targets") }],
    }),
  ],
  ["a slow start that is too quick", "lb-wiring-valid", set("targets", { slowStart: 29 })],
  [
    "an access point in the clear",
    "container-graph-valid",
    set("definition", {
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: {
            fileSystemId: "fs-0123abcd",
            authorizationConfig: { accessPointId: "fsap-0123abcd" },
          },
        },
      ],
    }),
  ],
  [
    "a mount target in the place of a file system",
    "container-graph-valid",
    set("definition", {
      volumes: [
        {
          name: "data",
          efsVolumeConfiguration: { fileSystemId: "fsmt-0123abcd", transitEncryption: "ENABLED" },
        },
      ],
    }),
  ],
  [
    "a network load balancer in one zone",
    "lb-multiple-zones",
    add("network", "aws:lb/loadBalancer:LoadBalancer", {
      loadBalancerType: "network",
      internal: true,
      subnets: [ref("a")],
      tags: { team: "shop" },
    }),
  ],
  ["memory of the host", "ecs-no-host-namespaces", set("definition", { ipcMode: "host" })],
  ["the network of the host", "ecs-no-host-network", onInstances({ networkMode: "host" })],
  [
    "a check that waits too long",
    "health-timing-valid",
    container({ healthCheck: { ...CONTAINER.healthCheck, timeout: 61 } }),
  ],
  [
    "a start that ECS does not wait for",
    "health-timing-valid",
    container({ healthCheck: { ...CONTAINER.healthCheck, startPeriod: 301 } }),
  ],
  [
    "a threshold that target groups lack",
    "health-timing-valid",
    set("targets", { healthCheck: { healthyThreshold: 11, protocol: "HTTPS" } }),
  ],
  [
    "a buffer of lines that wait",
    "awslogs-options-valid",
    container({
      logConfiguration: {
        logDriver: "awslogs",
        options: {
          ...CONTAINER.logConfiguration.options,
          mode: "blocking",
          "max-buffer-size": "25m",
        },
      },
    }),
  ],
  [
    "containers that wait for each other",
    "container-graph-valid",
    container(
      { dependsOn: [{ containerName: "side", condition: "START" }], cpu: 10, memory: 64 },
      {
        name: "side",
        essential: false,
        cpu: 10,
        memory: 64,
        portMappings: [],
        dependsOn: [{ containerName: "app", condition: "START" }],
      },
    ),
  ],
  [
    "a wait for the health of a container without a check",
    "container-graph-valid",
    container(
      { dependsOn: [{ containerName: "side", condition: "HEALTHY" }], cpu: 10, memory: 64 },
      {
        name: "side",
        essential: false,
        cpu: 10,
        memory: 64,
        portMappings: [],
        healthCheck: undefined,
      },
    ),
  ],
  [
    "a wait for the end of an essential container",
    "container-graph-valid",
    container(
      { dependsOn: [{ containerName: "side", condition: "SUCCESS" }], cpu: 10, memory: 64 },
      { name: "side", essential: true, cpu: 10, memory: 64, portMappings: [] },
    ),
  ],
  [
    "volumes of a container that is none",
    "container-graph-valid",
    container({ volumesFrom: [{ sourceContainer: "x" }] }),
  ],
  [
    "a port of the agent's",
    "port-mappings-valid",
    onInstances({
      containerDefinitions: JSON.stringify([
        { ...CONTAINER, portMappings: [{ containerPort: 8080, hostPort: 51678 }] },
      ]),
    }),
  ],
  ["ports without a network", "port-mappings-valid", onInstances({ networkMode: "none" })],
  [
    "less memory than Docker takes",
    "task-memory-valid",
    onInstances({
      memory: undefined,
      cpu: undefined,
      containerDefinitions: JSON.stringify([{ ...CONTAINER, memory: 4 }]),
    }),
  ],
  [
    "seventeen subnets",
    "network-config-valid",
    set("service", {
      networkConfiguration: {
        subnets: Array.from({ length: 17 }, (_, i) => `subnet-${i}`),
        securityGroups: ["sg-1"],
      },
    }),
  ],
  [
    "six security groups",
    "network-config-valid",
    set("service", {
      networkConfiguration: {
        subnets: ["subnet-1", "subnet-2"],
        securityGroups: [1, 2, 3, 4, 5, 6].map((i) => `sg-${i}`),
      },
    }),
  ],
  [
    "no subnets",
    "network-config-valid",
    set("service", { networkConfiguration: { subnets: [], securityGroups: ["sg-1"] } }),
  ],
  [
    "two bases",
    "capacity-strategy-valid",
    set("service", {
      launchType: undefined,
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", base: 1, weight: 1 },
      ],
    }),
  ],
  [
    "twenty-one providers",
    "capacity-strategy-valid",
    set("service", {
      launchType: undefined,
      capacityProviderStrategies: Array.from({ length: 21 }, () => ({
        capacityProvider: "FARGATE",
        weight: 1,
      })),
    }),
  ],
  [
    "a provider's name of AWS's own",
    "names-and-limits-valid",
    add("p", "aws:ecs/capacityProvider:CapacityProvider", {
      name: "aws-mine",
      autoScalingGroupProvider: {
        autoScalingGroupArn: "arn",
        managedTerminationProtection: "ENABLED",
        managedScaling: { status: "ENABLED" },
      },
    }),
  ],
  [
    "a bake of more than a day",
    "native-bluegreen-complete",
    set("service", {
      deploymentConfiguration: {
        strategy: "CANARY",
        bakeTimeInMinutes: 1441,
        canaryConfiguration: { canaryPercent: 5 },
      },
      loadBalancers: [
        {
          targetGroupArn: ref("targets"),
          containerName: "app",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: "arn:g",
            productionListenerRule: "arn:r",
            roleArn: "arn:role",
          },
        },
      ],
    }),
  ],
  [
    "a shift without a role",
    "native-bluegreen-complete",
    set("service", {
      deploymentConfiguration: { strategy: "BLUE_GREEN" },
      loadBalancers: [
        {
          targetGroupArn: ref("targets"),
          containerName: "app",
          containerPort: 8080,
          advancedConfiguration: {
            alternateTargetGroupArn: "arn:g",
            productionListenerRule: "arn:r",
          },
        },
      ],
    }),
  ],
  [
    "a circuit breaker beside a tool of one's own",
    "scheduling-valid",
    set("service", { deploymentController: { type: "EXTERNAL" } }),
  ],
  ["faults in mode bridge", "scheduling-valid", onInstances({ enableFaultInjection: true })],
  [
    "functions with a port",
    "lb-wiring-valid",
    add("l", "aws:lb/targetGroup:TargetGroup", {
      targetType: "lambda",
      port: 80,
      protocol: "HTTP",
      vpcId: "vpc-1",
    }),
  ],
  [
    "GENEVE on another port",
    "lb-wiring-valid",
    add("l", "aws:lb/targetGroup:TargetGroup", {
      targetType: "instance",
      port: 80,
      protocol: "GENEVE",
      vpcId: "vpc-1",
    }),
  ],
  [
    "a load balancer's name of AWS's own",
    "names-and-limits-valid",
    set("balancer", { name: "internal-x" }),
  ],
  ["a repository in capitals", "names-and-limits-valid", set("repository", { name: "Orders" })],
  [
    "more tags than AWS takes",
    "names-and-limits-valid",
    set("service", {
      tags: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, "v"])),
    }),
  ],
  [
    "an open port by IPv6",
    "sg-no-open-ingress",
    set("group", {
      ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, ipv6CidrBlocks: ["::/0"] }],
    }),
  ],
  [
    "an open port in halves",
    "sg-no-open-ingress",
    set("group", {
      ingress: [
        { protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/1", "128.0.0.0/1"] },
      ],
    }),
  ],
  [
    "an open rule of the older kind",
    "sg-no-open-ingress",
    add("r", "aws:ec2/securityGroupRule:SecurityGroupRule", {
      type: "ingress",
      securityGroupId: ref("group"),
      protocol: "tcp",
      fromPort: 22,
      toPort: 22,
      cidrBlocks: ["0.0.0.0/0"],
    }),
  ],
  [
    "public addresses of what an event starts",
    "ecs-no-public-ip",
    add("e", "aws:cloudwatch/eventTarget:EventTarget", {
      rule: "r",
      arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
      roleArn: "arn:aws:iam::123456789012:role/r",
      ecsTarget: {
        taskDefinitionArn: ref("definition"),
        launchType: "FARGATE",
        networkConfiguration: { subnets: ["subnet-1"], assignPublicIp: true },
      },
    }),
  ],
  [
    "a schedule that loses what fails",
    "queue-and-schedule-safe",
    add("e", "aws:scheduler/schedule:Schedule", {
      scheduleExpression: "rate(1 day)",
      flexibleTimeWindow: { mode: "OFF" },
      target: {
        arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        roleArn: "arn:aws:iam::123456789012:role/r",
        ecsParameters: {
          taskDefinitionArn: "arn:aws:ecs:eu-west-1:123456789012:task-definition/orders",
          launchType: "FARGATE",
          networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] },
        },
      },
    }),
  ],
  [
    "public addresses of a task set",
    "ecs-no-public-ip",
    add("ts", "aws:ecs/taskSet:TaskSet", {
      service: "s",
      cluster: "c",
      taskDefinition: ref("definition"),
      launchType: "FARGATE",
      networkConfiguration: {
        subnets: ["subnet-1"],
        securityGroups: ["sg-1"],
        assignPublicIp: true,
      },
    }),
  ],
  [
    "trust in all repositories of an owner",
    "iam-trust-narrow",
    add("t", "aws:iam/role:Role", {
      assumeRolePolicy: allow({
        Action: "sts:AssumeRoleWithWebIdentity",
        Principal: {
          Federated: "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com",
        },
        Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/*" } },
      }),
    }),
  ],
  [
    "all of a service by a policy in the role",
    "iam-no-wildcards",
    set("task", {
      inlinePolicies: [{ name: "x", policy: allow({ Action: "dynamodb:*", Resource: "*" }) }],
    }),
  ],
  [
    "all but IAM",
    "iam-no-wildcards",
    set("task", { managedPolicyArns: ["arn:aws:iam::aws:policy/PowerUserAccess"] }),
  ],
  [
    "any role to pass, among others",
    "iam-passrole-scoped",
    add("g", "aws:iam/policy:Policy", {
      policy: allow({ Action: ["iam:GetRole", "iam:PassRole"], Resource: ["*"] }),
    }),
  ],
  [
    "metadata that containers reach",
    "launch-template-hardened",
    add("template", "aws:ec2/launchTemplate:LaunchTemplate", {
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 3 },
    }),
  ],
  [
    "a password in user data",
    "ecs-no-plaintext-secrets",
    add("template", "aws:ec2/launchTemplate:LaunchTemplate", {
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
      userData: Buffer.from("#!/bin/bash\nexport DB_PASSWORD=hunter2-7Gq1\n").toString("base64"),
    }),
  ],
  [
    "a public registry",
    "ecr-policy-not-public",
    add("rp", "aws:ecr/registryPolicy:RegistryPolicy", {
      policy: allow({ Principal: "*", Action: "ecr:*", Resource: "*" }),
    }),
  ],
  [
    "an access point to all files",
    "efs-hardened",
    add("ap", "aws:efs/accessPoint:AccessPoint", {
      fileSystemId: ref("files"),
      posixUser: { uid: 1, gid: 1 },
    }),
  ],
  [
    "Exec without rights",
    "exec-access",
    both(
      set("service", { enableExecuteCommand: true }),
      container({ readonlyRootFilesystem: false }),
    ),
  ],
  [
    "a public instance of a launch configuration",
    "launch-template-hardened",
    add("lc", "aws:ec2/launchConfiguration:LaunchConfiguration", {
      imageId: "ami-1",
      instanceType: "m7i.large",
      associatePublicIpAddress: true,
      metadataOptions: { httpTokens: "required", httpPutResponseHopLimit: 1 },
    }),
  ],
  [
    "a size that Windows lacks",
    "fargate-task-size-valid",
    set("definition", { runtimePlatform: { operatingSystemFamily: "WINDOWS_SERVER_2022_CORE" } }),
  ],
  [
    "a log group's name that CloudWatch refuses",
    "names-and-limits-valid",
    set("log", { name: "orders log" }),
  ],
  [
    "a listener of TLS without a certificate",
    "lb-wiring-valid",
    both(
      add("nlb", "aws:lb/loadBalancer:LoadBalancer", {
        loadBalancerType: "network",
        internal: true,
        subnets: ["subnet-1"],
        enableDeletionProtection: true,
        accessLogs: { bucket: "b", enabled: true },
      }),
      add("nl", "aws:lb/listener:Listener", {
        loadBalancerArn: ref("nlb"),
        port: 443,
        protocol: "TLS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        defaultActions: [{ type: "forward", targetGroupArn: "arn:x" }],
      }),
    ),
  ],
  ["an image's name with a space", "container-graph-valid", container({ image: "Nginx:1 .2" })],
];
