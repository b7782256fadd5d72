import type { StackProgram } from "../stackProgram.js";
import { ref } from "../stackProgram.js";

/** A rule that lets all out. */
export const OUT = { protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] };
/** The type of security groups. */
export const SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup";

/** A rule for one port. */
export function into(port: number, from: object, protocol = "tcp") {
  return { protocol, fromPort: port, toPort: port, ...from };
}

/** A security group by its rules; all gets out where nothing else is said. */
export function group(ingress: unknown, egress: unknown = [OUT]): StackProgram[string] {
  return [SECURITY_GROUP, { vpcId: ref("vpc"), ingress, egress }];
}

/** An interface endpoint of a service. */
export function endpoint(service: string, more: object = {}): StackProgram {
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

/** What starts the tasks. */
export const LAUNCH = {
  taskDefinition: ref("definition"),
  launchType: "FARGATE",
  networkConfiguration: { subnets: [ref("inner")], securityGroups: [ref("taskGroup")] },
};

/** A service behind a load balancer, with files, in a subnet that reaches AWS by endpoints alone. */
export const GOOD: StackProgram = {
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

/** A rule beside its group. */
export function separate(type: string, properties: Record<string, unknown>): StackProgram {
  return { rule: [type, properties] };
}

/** A rule beside its group, for what comes in. */
export const SEPARATE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
/** A rule beside its group, for either way. */
export const EITHER = "aws:ec2/securityGroupRule:SecurityGroupRule";
/** A way out of the subnet. */
export const NAT: StackProgram = {
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
