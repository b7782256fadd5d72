import assert from "node:assert/strict";

import { evaluate } from "../../../policies/review/evaluate.js";
import { UNKNOWN } from "../../../policies/resource/reader.js";
import type { ReviewedResource } from "../../../policies/resource/reviewedResource.js";
import { securityGroupReachability } from "../../../policies/rules/securityGroupReachability.js";
import type { StackProgram } from "../stackProgram.js";
import { identified, previewed, ref } from "../stackProgram.js";
import { besideOf, describeRule, rawTask, resourceOf } from "./ruleCases.js";

const TODAY = new Date("2026-05-10T12:00:00Z");
const OUT = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

function into(port: number, from: object, protocol = "tcp") {
  return { protocol, fromPort: port, toPort: port, ...from };
}

function group(ingress: unknown, egress: unknown = [OUT]): StackProgram[string] {
  return [SECURITY_GROUP, { vpcId: ref("vpc"), ingress, egress }];
}

function endpoint(service: string, more: object = {}): StackProgram {
  return {
    [service]: [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      {
        vpcId: ref("vpc"),
        serviceName: `com.amazonaws.eu-west-1.${service}`,
        vpcEndpointType: "Interface",
        privateDnsEnabled: true,
        securityGroupIds: [ref("endpointGroup")],
        ...more,
      },
    ],
  };
}

const LAUNCH = {
  taskDefinition: ref("definition"),
  launchType: "FARGATE",
  networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("taskGroup")] },
};

/** A service behind a load balancer, with files, in a subnet that reaches AWS by endpoints alone. */
const GOOD: StackProgram = {
  vpc: ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }],
  inner: ["aws:ec2/subnet:Subnet", { vpcId: ref("vpc") }],
  table: ["aws:ec2/routeTable:RouteTable", { vpcId: ref("vpc"), routes: [] }],
  association: [
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    { subnetId: ref("inner"), routeTableId: ref("table") },
  ],
  ...endpoint("ecr.api"),
  ...endpoint("ecr.dkr"),
  ...endpoint("logs"),
  endpointGroup: group([into(443, { securityGroups: [ref("taskGroup")] })]),
  webGroup: group([into(80, { cidrBlocks: ["0.0.0.0/0"] })]),
  taskGroup: group([into(8080, { securityGroups: [ref("webGroup")] })]),
  fileGroup: group([into(2049, { securityGroups: [ref("taskGroup")] })]),
  files: ["aws:efs/fileSystem:FileSystem", {}],
  mount: [
    "aws:efs/mountTarget:MountTarget",
    {
      fileSystemId: ref("files"),
      subnetId: ref("inner"),
      securityGroups: [ref("fileGroup")],
    },
  ],
  web: [
    "aws:lb/loadBalancer:LoadBalancer",
    { securityGroups: [ref("webGroup")], subnets: ["subnet-1", "subnet-2"] },
  ],
  tasks: [
    "aws:lb/targetGroup:TargetGroup",
    { port: 80, protocol: "HTTP", targetType: "ip", vpcId: ref("vpc") },
  ],
  http: [
    "aws:lb/listener:Listener",
    {
      loadBalancerArn: ref("web"),
      port: 80,
      defaultActions: [{ type: "forward", targetGroupArn: ref("tasks") }],
    },
  ],
  definition: [
    "aws:ecs/taskDefinition:TaskDefinition",
    {
      family: "orders",
      networkMode: "awsvpc",
      containerDefinitions: JSON.stringify([
        {
          name: "app",
          image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.2",
          logConfiguration: { logDriver: "awslogs" },
        },
      ]),
      volumes: [{ name: "data", efsVolumeConfiguration: { fileSystemId: ref("files") } }],
    },
  ],
  orders: [
    "aws:ecs/service:Service",
    {
      ...LAUNCH,
      loadBalancers: [{ targetGroupArn: ref("tasks"), containerName: "app", containerPort: 8080 }],
    },
  ],
};

function separate(type: string, properties: Record<string, unknown>): StackProgram {
  return { rule: [type, properties] };
}

const SEPARATE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EITHER = "aws:ec2/securityGroupRule:SecurityGroupRule";
const NAT: StackProgram = {
  nat: ["aws:ec2/natGateway:NatGateway", { subnetId: "subnet-9" }],
  route: [
    "aws:ec2/route:Route",
    {
      routeTableId: ref("table"),
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: ref("nat"),
    },
  ],
};
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

const PASSES: Record<string, StackProgram> = {
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

const FAILS: Record<string, [edit: StackProgram, messages: string[]]> = {
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

/** The service beside all else of its program. */
function caseOf(title: string, edit: StackProgram, seen = previewed) {
  const resources = seen({ ...GOOD, ...edit });
  const [resource] = resources.filter(({ name }) => name === "orders");
  assert.ok(resource);
  return { title, resource, beside: resources.filter((one) => one !== resource) };
}

describeRule(securityGroupReachability, {
  passes: Object.entries(PASSES).map(([title, edit]) => caseOf(title, edit)),
  fails: Object.entries(FAILS).map(([title, [edit, messages]]) => ({
    ...caseOf(title, edit),
    messages,
  })),
  unknown: [
    {
      ...caseOf("a rule for a port that is not known", {
        taskGroup: group([into(80, { fromPort: UNKNOWN, securityGroups: [ref("webGroup")] })]),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
    {
      ...caseOf("a rule that is perhaps of the group", {
        taskGroup: group(undefined),
        ...separate(SEPARATE, {
          ipProtocol: "tcp",
          fromPort: 8080,
          toPort: 8080,
          securityGroupId: UNKNOWN,
          referencedSecurityGroupId: ref("webGroup"),
        }),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
    {
      ...caseOf("whether a task has a public address", {
        orders: [
          "aws:ecs/service:Service",
          {
            ...LAUNCH,
            networkConfiguration: { ...LAUNCH.networkConfiguration, assignPublicIp: UNKNOWN },
          },
        ],
      }),
      paths: ["networkConfiguration.assignPublicIp", "networkConfiguration.assignPublicIp"],
    },
    {
      ...caseOf("groups that have rules of AWS Native", {
        "ecr.api": ["aws:s3/bucket:Bucket"],
        "ecr.dkr": ["aws:s3/bucket:Bucket"],
        logs: ["aws:s3/bucket:Bucket"],
        mount: ["aws:s3/bucket:Bucket"],
        taskGroup: group([into(8080, { cidrBlocks: ["10.0.0.0/16"] })]),
        native: ["aws-native:ec2:SecurityGroupEgress", { groupId: ref("taskGroup") }],
      }),
      paths: [
        "securityGroups",
        "networkConfiguration.securityGroups",
        "networkConfiguration.securityGroups",
      ],
    },
    {
      ...caseOf("which of several groups a rule is for", {
        taskGroup: group([
          into(8080, { securityGroups: [UNKNOWN] }),
          into(9090, { securityGroups: [ref("fileGroup")] }),
        ]),
      }),
      paths: ["networkConfiguration.securityGroups"],
    },
  ],
  ignores: [{ title: "a task definition", resource: rawTask() }],
});

const named = (attributes: object, more: Partial<ReviewedResource> = {}) => ({
  resource: resourceOf("aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: "vpc-0123456789abcdef0",
    privateDnsEnabled: true,
  }),
  beside: [besideOf("aws:ec2/vpc:Vpc", attributes, { id: "vpc-0123456789abcdef0", ...more })],
});

describeRule(securityGroupReachability, {
  passes: [
    { title: "an endpoint in a VPC of another stack", resource: named({}).resource },
    { title: "a VPC with names", ...named({ enableDnsHostnames: true }) },
    {
      title: "a VPC whose names somebody else keeps",
      ...named({}, { ignoreChanges: ["enableDnsHostnames"] }),
    },
  ],
  fails: [
    {
      title: "a VPC of which nobody says that it has names",
      ...named({}),
      messages: [
        `VPC endpoint 'orders': 'privateDnsEnabled' needs 'enableDnsHostnames' of VPC 'beside', which AWS has off where nobody says it, got nothing; true works`,
      ],
    },
  ],
  unknown: [],
});

describe("security-group-reachability, with ids and nothing of what depends on what", () => {
  const judged = (edit: StackProgram, change: Partial<ReviewedResource> = {}) => {
    const resources = identified({ ...GOOD, ...edit }).map((resource) =>
      resource.name === "taskGroup" ? { ...resource, ...change } : resource,
    );
    const { violations } = evaluate([securityGroupReachability], resources, {}, TODAY);
    return violations.map(({ message }) => message);
  };
  for (const [title, edit] of Object.entries(PASSES)) {
    it(`lets be ${title}`, () => {
      assert.deepEqual(judged(edit), []);
    });
  }
  for (const [title, [edit, messages]] of Object.entries(FAILS)) {
    it(`finds ${title}`, () => {
      assert.deepEqual(judged(edit), messages);
    });
  }
  for (const path of ["ingress", "ingress[0].fromPort", "*"]) {
    it(`lets be a group of which the update lets be ${path}`, () => {
      assert.deepEqual(judged({ taskGroup: group([]) }, { ignoreChanges: [path] }), []);
    });
  }
});

describe("security-group-reachability of many services behind one group", () => {
  it("reads each rule of the group once, however many services ask", () => {
    const count = 50;
    let reads = 0;
    const names = Array.from({ length: count }, (_, i) => `orders${i}`);
    const program: StackProgram = {
      ...GOOD,
      ...Object.fromEntries(names.map((name) => [name, GOOD.orders ?? [""]])),
      ...Object.fromEntries(
        names.map((name) => [
          `${name}Rule`,
          [
            SEPARATE,
            {
              securityGroupId: ref("taskGroup"),
              referencedSecurityGroupId: ref("fileGroup"),
              fromPort: 8080,
              toPort: 8080,
            },
          ],
        ]),
      ),
    };
    const resources = previewed(program).map((resource) => {
      if (resource.type !== SEPARATE) return resource;
      const properties = {
        ...(resource.properties as object),
        get ipProtocol() {
          reads += 1;
          return "tcp";
        },
      };
      return { ...resource, properties };
    });
    const { violations } = evaluate([securityGroupReachability], resources, {}, TODAY);
    assert.deepEqual(violations, []);
    assert.equal(reads, count);
  });
});
