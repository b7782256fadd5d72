// The service of examples/fromCdk, written with CDK's aws-ecs-patterns; scripts/renewCdkTemplate.ts keeps what it synthesizes.
import * as cdk from "aws-cdk-lib";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as ecs from "aws-cdk-lib/aws-ecs";
import * as patterns from "aws-cdk-lib/aws-ecs-patterns";
import * as acm from "aws-cdk-lib/aws-certificatemanager";

const app = new cdk.App({ analyticsReporting: false });
const stack = new cdk.Stack(app, "orders", {
  env: { account: "123456789012", region: "eu-west-1" },
});
const vpc = ec2.Vpc.fromVpcAttributes(stack, "vpc", {
  vpcId: "vpc-0123456789abcdef0",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  publicSubnetIds: ["subnet-0123456789abcdef1", "subnet-0123456789abcdef2"],
  privateSubnetIds: ["subnet-0123456789abcdef3", "subnet-0123456789abcdef4"],
});
const orders = new patterns.ApplicationLoadBalancedFargateService(stack, "orders", {
  vpc,
  cpu: 256,
  memoryLimitMiB: 512,
  desiredCount: 2,
  certificate: acm.Certificate.fromCertificateArn(
    stack,
    "certificate",
    "arn:aws:acm:eu-west-1:123456789012:certificate/0a1b2c3d-0123-4567-89ab-0123456789ab",
  ),
  redirectHTTP: true,
  taskImageOptions: {
    image: ecs.ContainerImage.fromRegistry(
      "123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders:1.0.0",
    ),
    containerName: "orders",
    containerPort: 8080,
    environment: { LOG_LEVEL: "info" },
  },
});
orders.targetGroup.configureHealthCheck({ path: "/healthz" });
orders.service
  .autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 })
  .scaleOnCpuUtilization("cpu", { targetUtilizationPercent: 60 });
process.stdout.write(JSON.stringify(app.synth().getStackByName("orders").template));
