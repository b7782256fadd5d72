// The service of the template web-service, written with AWS CDK.
import * as cdk from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as elbv2 from "aws-cdk-lib/aws-elasticloadbalancingv2";
import * as logs from "aws-cdk-lib/aws-logs";

const app = new cdk.App();
const stack = new cdk.Stack(app, "orders", {
  env: { account: "123456789012", region: "us-east-1" },
});
const vpc = ec2.Vpc.fromVpcAttributes(stack, "vpc", {
  vpcId: "vpc-0123456789abcdef0",
  availabilityZones: ["us-east-1a", "us-east-1b"],
  publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
});
const cluster = ecs.Cluster.fromClusterAttributes(stack, "cluster", {
  clusterName: "platform",
  vpc,
});
const balancerGroup = ec2.SecurityGroup.fromSecurityGroupId(
  stack,
  "balancer",
  "sg-0123456789abcdef0",
);
const listener = elbv2.ApplicationListener.fromApplicationListenerAttributes(stack, "listener", {
  listenerArn: "arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/platform/1/2",
  securityGroup: balancerGroup,
});
const task = new ecs.FargateTaskDefinition(stack, "task", {
  cpu: 256,
  memoryLimitMiB: 512,
  runtimePlatform: { cpuArchitecture: ecs.CpuArchitecture.ARM64 },
});
task.addContainer("orders", {
  image: ecs.ContainerImage.fromRegistry("registry.example.com/orders@sha256:0"),
  portMappings: [{ containerPort: 8080 }],
  readonlyRootFilesystem: true,
  logging: ecs.LogDrivers.awsLogs({
    streamPrefix: "orders",
    logGroup: new logs.LogGroup(stack, "log", { retention: logs.RetentionDays.ONE_MONTH }),
  }),
});
const service = new ecs.FargateService(stack, "service", {
  cluster,
  taskDefinition: task,
  circuitBreaker: { enable: true, rollback: true },
  minHealthyPercent: 100,
  maxHealthyPercent: 200,
});
const targetGroup = new elbv2.ApplicationTargetGroup(stack, "target", {
  vpc,
  port: 8080,
  protocol: elbv2.ApplicationProtocol.HTTP,
  targets: [service],
  healthCheck: { path: "/healthz" },
});
new elbv2.ApplicationListenerRule(stack, "rule", {
  listener,
  priority: 10,
  conditions: [elbv2.ListenerCondition.pathPatterns(["/orders/*"])],
  targetGroups: [targetGroup],
});
const scaling = service.autoScaleTaskCount({ minCapacity: 1, maxCapacity: 2 });
scaling.scaleOnCpuUtilization("cpu", { targetUtilizationPercent: 60 });
app.synth();
