import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { StackProgram } from "../stackProgram.js";
import { ref } from "../stackProgram.js";
import {
  SECURITY_GROUP,
  into,
  group,
  endpoint,
  LAUNCH,
  separate,
  SEPARATE,
  EITHER,
  NAT,
  GOOD,
} from "./networkedProgram.js";

/** A service that ECS starts on instances, and whose files the instance mounts. */
const ON_INSTANCES: StackProgram = {
  orders: [GOOD.orders?.[0] ?? "", { ...LAUNCH, launchType: "EC2" }],
};

/** A service whose tasks are in no group that the program names. */
const IN_DEFAULT_GROUP: StackProgram = {
  orders: [
    "aws:ecs/service:Service",
    { ...GOOD.orders?.[1], networkConfiguration: { subnets: [ref("inner")] } },
  ],
};

/** Health checks at a port of their own. */
const HEALTH_PORT: StackProgram = {
  tasks: [
    "aws:lb/targetGroup:TargetGroup",
    {
      port: 80,
      protocol: "HTTP",
      targetType: "ip",
      vpcId: ref("vpc"),
      healthCheck: { port: "9000" },
    },
  ],
};

/** Edits after which all that must meet meets, by what they are. */
export const PASSES: Record<string, StackProgram> = {
  "rules in the groups": {},
  "a rule beside the group, of a kind that both ways have": {
    taskGroup: group(undefined),
    ...separate(EITHER, {
      type: "ingress",
      protocol: "tcp",
      fromPort: 8000,
      toPort: 8999,
      securityGroupId: ref("taskGroup"),
      sourceSecurityGroupId: ref("webGroup"),
    }),
  },
  "a rule beside the group, for what comes in": {
    taskGroup: group(undefined),
    ...separate(SEPARATE, {
      ipProtocol: "6",
      fromPort: 8080,
      toPort: 8080,
      securityGroupId: ref("taskGroup"),
      referencedSecurityGroupId: ref("webGroup"),
    }),
  },
  "an address range for all that comes in": {
    taskGroup: group([into(8080, { cidrBlocks: ["10.0.0.0/16"] })]),
  },
  "a prefix list": { taskGroup: group([into(8080, { prefixListIds: ["pl-1"] })]) },
  "all protocols": {
    taskGroup: group([{ protocol: "-1", securityGroups: [ref("webGroup")] }]),
  },
  "one group for all of them": {
    taskGroup: group([into(0, { toPort: 65535, self: true })]),
    ...Object.fromEntries(
      (["web", "mount"] as const).map((name) => {
        const [type, properties] = GOOD[name] ?? [""];
        return [name, [type, { ...properties, securityGroups: [ref("taskGroup")] }]];
      }),
    ),
  },
  "address ranges that are not known": { taskGroup: group([into(8080, { cidrBlocks: UNKNOWN })]) },
  "a load balancer whose groups are of another stack": {
    taskGroup: group([into(8080, { cidrBlocks: ["10.0.0.0/8"] })]),
    web: ["aws:lb/loadBalancer:LoadBalancer", { securityGroups: ["sg-1"] }],
  },
  "endpoints without names, where there is a NAT gateway": {
    ...NAT,
    ...endpoint("ecr.api", { privateDnsEnabled: false }),
  },
  "endpoints without names, where the stack has a zone of its own": {
    ...endpoint("ecr.api", { privateDnsEnabled: false }),
    zone: ["aws:route53/zone:Zone", { name: "api.ecr.eu-west-1.amazonaws.com" }],
  },
  "tasks in the default group, to which the stack gives a rule": {
    ...IN_DEFAULT_GROUP,
    ...separate(SEPARATE, {
      ipProtocol: "-1",
      securityGroupId: UNKNOWN,
      referencedSecurityGroupId: ref("webGroup"),
    }),
  },
  "tasks in the default group, as its load balancer": {
    ...IN_DEFAULT_GROUP,
    web: ["aws:lb/loadBalancer:LoadBalancer", { subnets: ["subnet-1", "subnet-2"] }],
  },
  "health checks at a port of their own that is let in": {
    ...HEALTH_PORT,
    taskGroup: group([into(8080, { toPort: 9000, securityGroups: [ref("webGroup")] })]),
  },
  "a mount target in another zone": {
    mount: [
      "aws:efs/mountTarget:MountTarget",
      { fileSystemId: ref("files"), subnetId: "subnet-9", securityGroups: [ref("webGroup")] },
    ],
  },
  "an endpoint with groups by an association": {
    endpointGroup: group([]),
    more: [
      "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
      { vpcEndpointId: ref("ecr.api"), securityGroupId: ref("taskGroup") },
    ],
  },
  "a group without an egress rule, of tasks on instances": {
    ...ON_INSTANCES,
    taskGroup: group(undefined, []),
  },
  "a mount target that does not let in, of tasks on instances": {
    ...ON_INSTANCES,
    fileGroup: group([]),
  },
  "tasks in a group of another stack": {
    orders: [
      "aws:ecs/service:Service",
      { ...LAUNCH, networkConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"] } },
    ],
  },
  "UDP, which is not looked at": {
    tasks: [
      "aws:lb/targetGroup:TargetGroup",
      { port: 53, protocol: "UDP", targetType: "ip", vpcId: ref("vpc") },
    ],
    taskGroup: group([into(8080, { securityGroups: [ref("webGroup")] }, "udp")]),
  },
};

const NOT_LET_IN = `service 'orders': security group 'taskGroup' must let load balancer 'web' in at port 8080, got no rule that does; an ingress rule for TCP port 8080 from security group 'webGroup' works`;
const NOT_LET_OUT = `service 'orders': security group 'taskGroup' must let calls out at port 443, by which tasks pull their image, got no rule that does; an egress rule for TCP port 443 to where the registry is works`;

/** Edits after which something does not, with what is said of it. */
export const FAILS: Record<string, [edit: StackProgram, messages: string[]]> = {
  "a port that the group does not let in": [
    { taskGroup: group([into(80, { securityGroups: [ref("webGroup")] })]) },
    [NOT_LET_IN],
  ],
  "a port of health checks that the group does not let in": [
    HEALTH_PORT,
    [NOT_LET_IN.replaceAll("8080", "9000")],
  ],
  "another group's tasks": [
    { taskGroup: group([into(8080, { securityGroups: [ref("fileGroup")] })]) },
    [NOT_LET_IN],
  ],
  "its own group alone": [{ taskGroup: group([into(8080, { self: true })]) }, [NOT_LET_IN]],
  "UDP for HTTP": [
    { taskGroup: group([into(8080, { securityGroups: [ref("webGroup")] }, "udp")]) },
    [NOT_LET_IN],
  ],
  "no rule at all": [{ taskGroup: group(undefined) }, [NOT_LET_IN]],
  "a rule beside the group, for the wrong port": [
    {
      taskGroup: group(undefined),
      ...separate(SEPARATE, {
        ipProtocol: "tcp",
        fromPort: 80,
        toPort: 80,
        securityGroupId: ref("taskGroup"),
        referencedSecurityGroupId: ref("webGroup"),
      }),
    },
    [NOT_LET_IN],
  ],
  "a rule beside the group, for the other way": [
    {
      taskGroup: group(undefined),
      ...separate(EITHER, {
        type: "egress",
        ...into(8080, {}),
        securityGroupId: ref("taskGroup"),
        sourceSecurityGroupId: ref("webGroup"),
      }),
    },
    [NOT_LET_IN],
  ],
  "tasks in the default group of their VPC": [
    IN_DEFAULT_GROUP,
    [
      `service 'orders': the default security group of VPC 'vpc', which tasks without 'securityGroups' are in, must let load balancer 'web' in at port 8080, got no rule that does; an entry of 'securityGroups' with an ingress rule for TCP port 8080 from security group 'webGroup' works`,
    ],
  ],
  "a load balancer that gets nothing out": [
    { webGroup: group([into(80, { cidrBlocks: ["0.0.0.0/0"] })], []) },
    [
      `service 'orders': security group 'webGroup' of load balancer 'web' must let tasks be called at port 8080, got no rule that does; an egress rule for TCP port 8080 to security group 'taskGroup' works`,
    ],
  ],
  "tasks that get nothing out": [
    {
      ...NAT,
      taskGroup: [
        SECURITY_GROUP,
        { ingress: [into(8080, { securityGroups: [ref("webGroup")] })], vpcId: ref("vpc") },
      ],
    },
    [NOT_LET_OUT],
  ],
  "tasks that get out at another port than that of ECR": [
    {
      ...NAT,
      taskGroup: group(
        [into(8080, { securityGroups: [ref("webGroup")] })],
        [into(5432, { cidrBlocks: ["10.0.0.0/16"] }), into(2049, { cidrBlocks: ["10.0.0.0/16"] })],
      ),
    },
    [NOT_LET_OUT],
  ],
  "tasks that do not get out to their files": [
    {
      ...NAT,
      taskGroup: group(
        [into(8080, { securityGroups: [ref("webGroup")] })],
        [into(443, { cidrBlocks: ["0.0.0.0/0"] })],
      ),
    },
    [
      `service 'orders': security group 'taskGroup' must let mount target 'mount' be called at port 2049, got no rule that does; an egress rule for TCP port 2049 to security group 'fileGroup' works`,
    ],
  ],
  "files behind another port": [
    { fileGroup: group([into(2048, { securityGroups: [ref("taskGroup")] })]) },
    [
      `service 'orders': security group 'fileGroup' of mount target 'mount' must let tasks in at port 2049, got no rule that does; an ingress rule for TCP port 2049 from security group 'taskGroup' works`,
    ],
  ],
  "endpoints that let in another group": [
    { endpointGroup: group([into(443, { securityGroups: [ref("webGroup")] })]) },
    ["ecr.api", "ecr.dkr", "logs"].map(
      (name) =>
        `service 'orders': security group 'endpointGroup' of VPC endpoint '${name}' must let tasks in at port 443, got no rule that does; an ingress rule for TCP port 443 from security group 'taskGroup' works`,
    ),
  ],
  "an endpoint that its service's name does not lead to": [
    endpoint("ecr.dkr", { privateDnsEnabled: undefined }),
    [
      `service 'orders': 'privateDnsEnabled' of VPC endpoint 'ecr.dkr' must be true, as subnet 'inner' has no other way to ecr.dkr, got false; true works`,
    ],
  ],
};
