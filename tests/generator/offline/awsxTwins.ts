import { UNKNOWN_ON_THE_WIRE } from "../../../generator/offline/wireValue.js";

/** Arguments of a component. */
export type Args = Record<string, unknown>;

/** Arguments of awsx's components by their types, each named `web`. */
export type AwsxProgram = Record<string, Args>;

export const SERVICE = "awsx:ecs:FargateService";
export const BALANCER = "awsx:lb:ApplicationLoadBalancer";
/** Where the load balancer of these programs is, whose target group the service has. */
export const BALANCER_URN = `urn:pulumi:prod::shop::${BALANCER}::web`;
/** The container of the healthy task definition. */
export const CONTAINER = {
  name: "app",
  image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/web@sha256:${"a".repeat(64)}`,
  essential: true,
  cpu: 256,
  memory: 512,
  user: "1000:1000",
  readonlyRootFilesystem: true,
  portMappings: [{ containerPort: 8080, targetGroup: UNKNOWN_ON_THE_WIRE }],
  healthCheck: { command: ["CMD", "/app/health"], interval: 30, timeout: 5, retries: 3 },
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "web",
      "awslogs-region": "us-east-1",
      "awslogs-stream-prefix": "app",
      mode: "non-blocking",
    },
  },
};
/** The network of the healthy service. */
export const NETWORK = {
  subnets: ["subnet-1", "subnet-2"],
  securityGroups: ["sg-1"],
  assignPublicIp: false,
};
const FARGATE: AwsxProgram = {
  [SERVICE]: {
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/main",
    desiredCount: 2,
    networkConfiguration: NETWORK,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: 100,
    healthCheckGracePeriodSeconds: 60,
    taskDefinitionArgs: {
      cpu: "256",
      memory: "512",
      logGroup: { args: { name: "web", retentionInDays: 365, kmsKeyId: "arn:aws:kms:key" } },
      container: CONTAINER,
    },
  },
  [BALANCER]: {
    internal: true,
    subnetIds: ["subnet-1", "subnet-2"],
    accessLogs: { bucket: "logs", enabled: true },
    enableDeletionProtection: true,
    dropInvalidHeaderFields: true,
    listener: {
      port: 443,
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    },
    defaultTargetGroup: {
      port: 8080,
      protocol: "HTTPS",
      deregistrationDelay: 30,
      healthCheck: { path: "/", protocol: "HTTPS", interval: 30, timeout: 5, matcher: "200" },
    },
    defaultSecurityGroup: {
      args: {
        vpcId: "vpc-1",
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
      },
    },
  },
  "awsx:ecr:Repository": {
    imageTagMutability: "IMMUTABLE",
    imageScanningConfiguration: { scanOnPush: true },
    encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:key" }],
  },
};
/** One that nobody reaches. */
export const WORKER = { ...CONTAINER, portMappings: [] };
const EC2: AwsxProgram = {
  "awsx:ecs:EC2Service": {
    cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/main",
    desiredCount: 2,
    networkConfiguration: { subnets: ["subnet-1", "subnet-2"], securityGroups: ["sg-1"] },
    deploymentCircuitBreaker: { enable: true, rollback: true },
    deploymentMinimumHealthyPercent: 100,
    taskDefinitionArgs: { logGroup: { skip: true }, container: WORKER },
  },
};
const NETWORK_BALANCER: AwsxProgram = {
  "awsx:lb:NetworkLoadBalancer": {
    internal: true,
    subnetIds: ["subnet-1", "subnet-2"],
    enableDeletionProtection: true,
    accessLogs: { bucket: "logs", enabled: true },
    listener: {
      port: 443,
      protocol: "TLS",
      certificateArn: "arn:aws:acm:us-east-1:123456789012:certificate/1",
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    },
    defaultTargetGroup: {
      port: 8443,
      protocol: "TLS",
      targetType: "ip",
      deregistrationDelay: 30,
      healthCheck: { protocol: "HTTPS", path: "/" },
    },
  },
};
/** Programs that nothing is wrong with. */
export const AWSX_TWINS = { fargate: FARGATE, ec2: EC2, network: NETWORK_BALANCER };
