import { awslogsOptionsValid } from "../../../policies/rules/awslogsOptionsValid.js";
import { capacityStrategyValid } from "../../../policies/rules/capacityStrategyValid.js";
import { codedeployComplete } from "../../../policies/rules/codedeployComplete.js";
import { containerGraphValid } from "../../../policies/rules/containerGraphValid.js";
import { fargateParamsSupported } from "../../../policies/rules/fargateParamsSupported.js";
import { lbWiringValid } from "../../../policies/rules/lbWiringValid.js";
import { serviceWiringValid } from "../../../policies/rules/serviceWiringValid.js";
import { taskMemoryLimits } from "../../../policies/rules/taskMemoryLimits.js";
import { UNKNOWN, UNKNOWN_ON_THE_WIRE } from "../../../policies/resource/reader.js";
import { besideOf, describeRule, rawService, rawTask, resourceOf } from "./ruleCases.js";

const deployed = (targetGroups: unknown) =>
  resourceOf("aws:codedeploy/deploymentGroup:DeploymentGroup", {
    ecsService: { clusterName: "shop", serviceName: "orders-1a2b3c4" },
    deploymentStyle: { deploymentType: "BLUE_GREEN", deploymentOption: "WITH_TRAFFIC_CONTROL" },
    loadBalancerInfo: {
      targetGroupPairInfo: { prodTrafficRoute: { listenerArns: ["arn:listener"] }, targetGroups },
    },
  });
const PAIR = [{ name: "blue" }, { name: "green" }];
/** Its name is one that Pulumi chose. */
const service = (type: string) =>
  besideOf(
    "aws:ecs/service:Service",
    { deploymentController: { type }, loadBalancers: [{ targetGroupArn: "arn" }] },
    { id: "arn:aws:ecs:eu-west-1:1:service/shop/orders-1a2b3c4", chosenName: "orders-1a2b3c4" },
  );

describeRule(codedeployComplete, {
  passes: [
    {
      title: "two target groups, and a service that leaves deployments to it",
      resource: deployed(PAIR),
      beside: [service("CODE_DEPLOY")],
    },
    { title: "a service of another stack", resource: deployed(PAIR) },
    { title: "target groups without names yet", resource: deployed([{ name: "" }, { name: "" }]) },
    { title: "target groups by nothing", resource: deployed([{}, {}]) },
  ],
  fails: [
    {
      title: "one target group twice",
      resource: deployed([{ name: "blue" }, { name: "blue" }]),
      messages: [
        `deployment group 'orders': 'loadBalancerInfo.targetGroupPairInfo.targetGroups' must be two different ones, got "blue" twice; [{ name: blue.name }, { name: green.name }] works`,
      ],
    },
    {
      title: "a service that ECS deploys, by a name that Pulumi chose",
      resource: deployed(PAIR),
      beside: [service("ECS")],
      messages: [
        `deployment group 'orders': 'ecsService.serviceName' must name a service with the deployment controller CODE_DEPLOY, got 'beside', whose is ECS; 'deploymentController' { type: "CODE_DEPLOY" } works`,
      ],
    },
  ],
  unknown: [
    {
      title: "a target group of which no name is known",
      resource: deployed([{ name: "blue" }, { name: UNKNOWN }]),
      paths: ["loadBalancerInfo.targetGroupPairInfo.targetGroups[1].name"],
    },
  ],
});

const GROUP_ARN =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders/0123456789abcdef";
const grpc = besideOf(
  "aws:lb/targetGroup:TargetGroup",
  { name: "orders", port: 80, protocol: "HTTP", protocolVersion: "GRPC", vpcId: "vpc-1" },
  { arn: GROUP_ARN },
);
const listener = (protocol: string) =>
  resourceOf("aws:lb/listener:Listener", {
    port: 443,
    protocol,
    certificateArn: "arn",
    defaultActions: [{ type: "forward", targetGroupArn: GROUP_ARN }],
  });

describeRule(lbWiringValid, {
  passes: [{ title: "gRPC by HTTPS", resource: listener("HTTPS"), beside: [grpc] }],
  fails: [
    {
      title: "gRPC without TLS",
      resource: listener("HTTP"),
      beside: [grpc],
      messages: [
        `listener 'orders': 'protocol' must be "HTTPS" to forward to target group 'beside', whose 'protocolVersion' is "GRPC", got "HTTP"; "HTTPS" works`,
      ],
    },
  ],
  unknown: [],
});

const REGISTRY = "arn:aws:servicediscovery:eu-west-1:123456789012:service/srv-1";
const discovery = (type: string) =>
  besideOf(
    "aws:servicediscovery/service:Service",
    { dnsConfig: { dnsRecords: [{ type, ttl: 60 }] } },
    { arn: REGISTRY },
  );
const registered = (edit: object) =>
  rawService({ taskDefinition: "orders", serviceRegistries: { registryArn: REGISTRY, ...edit } });
const overriding = (name: string) =>
  resourceOf("aws:cloudwatch/eventTarget:EventTarget", {
    arn: "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
    ecsTarget: { taskDefinitionArn: "orders", launchType: "FARGATE" },
    input: JSON.stringify({ containerOverrides: [{ name, command: ["report"] }] }),
  });

describeRule(serviceWiringValid, {
  passes: [
    {
      title: "records of addresses, without a port",
      resource: registered({}),
      beside: [rawTask(), discovery("A")],
    },
    {
      title: "records of ports, with one",
      resource: registered({ port: 80 }),
      beside: [rawTask(), discovery("SRV")],
    },
    { title: "an override of its container", resource: overriding("app"), beside: [rawTask()] },
    {
      title: "records of ports, of tasks that have their instances' addresses",
      resource: registered({}),
      beside: [rawTask([{}], { networkMode: "bridge" }), discovery("SRV")],
    },
    {
      title: "records of ports, for a task definition of another stack",
      resource: registered({}),
      beside: [discovery("SRV")],
    },
  ],
  fails: [
    {
      title: "records of ports, without one",
      resource: registered({}),
      beside: [rawTask(), discovery("SRV")],
      messages: [
        "service 'orders': 'serviceRegistries.port' must be given for the SRV records of discovery service 'beside', got nothing; the port of the container works",
      ],
    },
    {
      title: "an override of a container that is not there",
      resource: overriding("web"),
      beside: [rawTask()],
      messages: [
        `event target 'orders': 'input.containerOverrides[0].name' must be a container of task definition 'orders', got "web"; "app" works`,
      ],
    },
  ],
  unknown: [],
  ignores: [{ title: "an override of what another stack has", resource: overriding("web") }],
});

const ASG = "arn:aws:autoscaling:eu-west-1:1:autoScalingGroup:1:autoScalingGroupName/large";
const provider = resourceOf("aws:ecs/capacityProvider:CapacityProvider", {
  autoScalingGroupProvider: {
    autoScalingGroupArn: ASG,
    managedTerminationProtection: "ENABLED",
  },
});
const scalingGroup = (protectFromScaleIn?: boolean) =>
  besideOf("aws:autoscaling/group:Group", { protectFromScaleIn }, { arn: ASG });

describeRule(capacityStrategyValid, {
  passes: [
    {
      title: "a group that protects its instances",
      resource: provider,
      beside: [scalingGroup(true)],
    },
    { title: "a group of another stack", resource: provider },
  ],
  fails: [
    {
      title: "protection of a group that protects nothing",
      resource: provider,
      beside: [scalingGroup()],
      messages: [
        `capacity provider 'orders': 'autoScalingGroupProvider.managedTerminationProtection' "ENABLED" needs a group that protects its instances, got group 'beside' without; 'protectFromScaleIn' true works`,
      ],
    },
  ],
  unknown: [],
});

const onPlatform = (platformVersion?: string) =>
  rawService({ taskDefinition: "orders", launchType: "FARGATE", platformVersion });
const shared = rawTask([{}], {
  volumes: [{ name: "home", efsVolumeConfiguration: { fileSystemId: "fs-1" } }],
});

describeRule(fargateParamsSupported, {
  passes: [
    { title: "EFS on the newest platform", resource: onPlatform("LATEST"), beside: [shared] },
    { title: "EFS on platform 1.4.0", resource: onPlatform("1.4.0"), beside: [shared] },
    { title: "no EFS before platform 1.4.0", resource: onPlatform("1.3.0"), beside: [rawTask()] },
    { title: "EFS where no platform is named", resource: onPlatform(), beside: [shared] },
  ],
  fails: [
    {
      title: "EFS before platform 1.4.0",
      resource: onPlatform("1.3.0"),
      beside: [shared],
      messages: [
        `service 'orders': 'platformVersion' must be 1.4.0 or later for volume 'home' of EFS, got "1.3.0"; leave it out`,
      ],
    },
  ],
  unknown: [],
});

const logging = (region: string) => {
  const options = { "awslogs-group": "g", "awslogs-region": region, "awslogs-stream-prefix": "p" };
  return rawTask([{ logConfiguration: { logDriver: "awslogs", options } }]);
};

describeRule(awslogsOptionsValid, {
  passes: [
    { title: "a region of the government", resource: logging("us-gov-west-1") },
    { title: "a region of the sovereign cloud", resource: logging("eusc-de-east-1") },
    { title: "a text that stands for a region", resource: logging("region") },
    { title: "a zone in the middle of a text", resource: logging("x.us-east-1a") },
    { title: "a local zone, which is none of these", resource: logging("us-west-2-lax-1a") },
    { title: "a region with more behind it", resource: logging("us-east-1ab") },
  ],
  fails: [
    {
      title: "a zone for a region",
      resource: logging("us-east-1a"),
      messages: [
        `container 'app': log option 'awslogs-region' must be a region, got the zone "us-east-1a"; "us-east-1" works`,
      ],
    },
    {
      title: "a zone of the government for a region",
      resource: logging("us-gov-west-1b"),
      messages: [
        `container 'app': log option 'awslogs-region' must be a region, got the zone "us-gov-west-1b"; "us-gov-west-1" works`,
      ],
    },
  ],
  unknown: [],
});

const ECR = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
const writes = { logConfiguration: { logDriver: "awsfirelens" } };
const router = { name: "router", firelensConfiguration: { type: "fluentbit" } };

describeRule(containerGraphValid, {
  passes: [
    { title: "an image of ECR", resource: rawTask([{ image: `${ECR}/shop/orders:1.2` }]) },
    { title: "a text that stands for an image", resource: rawTask([{ image: "IMAGE_URI" }]) },
    { title: "a log router that is written to", resource: rawTask([writes, router]) },
    {
      title: "a log router that is not known",
      resource: rawTask([writes, { name: "router", firelensConfiguration: UNKNOWN_ON_THE_WIRE }]),
    },
  ],
  fails: [
    {
      title: "a repository of ECR in upper case",
      resource: rawTask([{ image: `${ECR}/Shop/orders:1.2` }]),
      messages: [
        `'image' of container 'app' must have its repository in lower case, got "${ECR}/Shop/orders:1.2"; "${ECR}/shop/orders:1.2" works`,
      ],
    },
    {
      title: "a registry of ECR in another partition than its region",
      resource: rawTask([{ image: `${ECR}.cn/orders:1.2` }]),
      messages: [
        `'image' of container 'app' must be in a registry whose host ends in amazonaws.com, as those of eu-west-1 do, got "${ECR}.cn/orders:1.2"; "${ECR}/orders:1.2" works`,
      ],
    },
    {
      title: "logs for a router that is not there",
      resource: rawTask([writes]),
      messages: [
        `'logConfiguration.logDriver' "awsfirelens" of container 'app' needs a container with 'firelensConfiguration', got none; { type: "fluentbit" } in a container of its own works`,
      ],
    },
  ],
  unknown: [],
});

describeRule(taskMemoryLimits, {
  passes: [
    {
      title: "a task on instances that is limited as a whole",
      resource: rawTask([{ memory: undefined }], { requiresCompatibilities: ["EC2"] }),
    },
  ],
  fails: [
    {
      title: "a task on instances that nothing limits",
      resource: rawTask([{ memory: undefined, memoryReservation: 128 }], {
        requiresCompatibilities: ["EC2"],
        memory: undefined,
      }),
      messages: ["container 'app' has no hard memory limit: set 'memory' (MiB), for example 512"],
    },
  ],
  unknown: [],
});
