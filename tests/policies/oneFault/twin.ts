import type { StackProgram } from "../stackProgram.js";
import { ref } from "../stackProgram.js";

/** The container of the healthy task definition. */
export const CONTAINER = {
  name: "app",
  image: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders@sha256:${"a".repeat(64)}`,
  essential: true,
  cpu: 256,
  memory: 512,
  user: "1000:1000",
  readonlyRootFilesystem: true,
  portMappings: [{ containerPort: 8080, name: "http" }],
  environment: [{ name: "LOG_LEVEL", value: "info" }],
  secrets: [
    {
      name: "DB_PASSWORD",
      valueFrom: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
    },
  ],
  mountPoints: [{ sourceVolume: "data", containerPath: "/data" }],
  healthCheck: {
    command: ["CMD", "/app/health"],
    interval: 30,
    timeout: 5,
    retries: 3,
    startPeriod: 60,
  },
  logConfiguration: {
    logDriver: "awslogs",
    options: {
      "awslogs-group": "orders",
      "awslogs-region": "eu-west-1",
      "awslogs-stream-prefix": "app",
      mode: "non-blocking",
    },
  },
};

/** A policy of IAM as text. */
export function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A role's trust in tasks of one account. */
export const TASK_TRUST = policy({
  Effect: "Allow",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Action: "sts:AssumeRole",
  Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
});

const TAGS = { team: "shop" };

function network(): StackProgram {
  const subnet = (zone: string): [string, Record<string, unknown>] => [
    "aws:ec2/subnet:Subnet",
    { vpcId: ref("vpc"), cidrBlock: "10.0.0.0/24", availabilityZone: zone },
  ];
  const association = (name: string): [string, Record<string, unknown>] => [
    "aws:ec2/routeTableAssociation:RouteTableAssociation",
    { subnetId: ref(name), routeTableId: ref("table") },
  ];
  return {
    vpc: ["aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", tags: TAGS }],
    a: subnet("eu-west-1a"),
    b: subnet("eu-west-1b"),
    table: [
      "aws:ec2/routeTable:RouteTable",
      { vpcId: ref("vpc"), routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }] },
    ],
    inA: association("a"),
    inB: association("b"),
    group: [
      "aws:ec2/securityGroup:SecurityGroup",
      {
        vpcId: ref("vpc"),
        description: "tasks of orders",
        egress: [
          { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] },
          { protocol: "tcp", fromPort: 2049, toPort: 2049, cidrBlocks: ["10.0.0.0/16"] },
        ],
      },
    ],
    ingress: [
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      {
        securityGroupId: ref("group"),
        ipProtocol: "tcp",
        fromPort: 8080,
        toPort: 8080,
        cidrIpv4: "10.0.0.0/16",
      },
    ],
  };
}

function balancing(): StackProgram {
  return {
    balancer: [
      "aws:lb/loadBalancer:LoadBalancer",
      {
        internal: false,
        subnets: [ref("a"), ref("b")],
        dropInvalidHeaderFields: true,
        enableDeletionProtection: true,
        accessLogs: { bucket: "logs", enabled: true },
      },
    ],
    firewall: [
      "aws:wafv2/webAclAssociation:WebAclAssociation",
      { resourceArn: ref("balancer"), webAclArn: "arn:aws:wafv2:eu-west-1:123456789012:acl" },
    ],
    targets: [
      "aws:lb/targetGroup:TargetGroup",
      {
        port: 8080,
        protocol: "HTTPS",
        targetType: "ip",
        vpcId: ref("vpc"),
        deregistrationDelay: 30,
        healthCheck: { path: "/", protocol: "HTTPS", interval: 30, timeout: 5, matcher: "200-299" },
      },
    ],
    listener: [
      "aws:lb/listener:Listener",
      {
        loadBalancerArn: ref("balancer"),
        port: 443,
        protocol: "HTTPS",
        sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1",
        defaultActions: [{ type: "forward", targetGroupArn: ref("targets") }],
      },
    ],
    redirect: [
      "aws:lb/listener:Listener",
      {
        loadBalancerArn: ref("balancer"),
        port: 80,
        protocol: "HTTP",
        defaultActions: [
          {
            type: "redirect",
            redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" },
          },
        ],
      },
    ],
  };
}

function roles(): StackProgram {
  return {
    execution: ["aws:iam/role:Role", { assumeRolePolicy: TASK_TRUST }],
    pull: [
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      {
        role: ref("execution"),
        policyArn: "arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy",
      },
    ],
    read: [
      "aws:iam/rolePolicy:RolePolicy",
      {
        role: ref("execution"),
        policy: policy({
          Effect: "Allow",
          Action: "secretsmanager:GetSecretValue",
          Resource: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:db-AbCdEf",
        }),
      },
    ],
    task: ["aws:iam/role:Role", { assumeRolePolicy: TASK_TRUST }],
  };
}

/** A service on Fargate that no rule says anything of, as a program makes it of AWS's own resources. */
export function twin(): StackProgram {
  return {
    ...network(),
    ...balancing(),
    ...roles(),
    cluster: [
      "aws:ecs/cluster:Cluster",
      {
        settings: [{ name: "containerInsights", value: "enabled" }],
        configuration: {
          executeCommandConfiguration: { logging: "DEFAULT", kmsKeyId: "arn:aws:kms:key" },
        },
      },
    ],
    capacity: [
      "aws:ecs/clusterCapacityProviders:ClusterCapacityProviders",
      { clusterName: ref("cluster"), capacityProviders: ["FARGATE"] },
    ],
    repository: [
      "aws:ecr/repository:Repository",
      {
        name: "orders",
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn:aws:kms:key" }],
      },
    ],
    lifecycle: [
      "aws:ecr/lifecyclePolicy:LifecyclePolicy",
      { repository: ref("repository"), policy: '{"rules":[]}' },
    ],
    log: [
      "aws:cloudwatch/logGroup:LogGroup",
      { name: "orders", retentionInDays: 365, kmsKeyId: "arn:aws:kms:key" },
    ],
    files: ["aws:efs/fileSystem:FileSystem", { encrypted: true }],
    backup: [
      "aws:efs/backupPolicy:BackupPolicy",
      { fileSystemId: ref("files"), backupPolicy: { status: "ENABLED" } },
    ],
    definition: [
      "aws:ecs/taskDefinition:TaskDefinition",
      {
        family: "orders",
        requiresCompatibilities: ["FARGATE"],
        networkMode: "awsvpc",
        cpu: "256",
        memory: "512",
        executionRoleArn: ref("execution"),
        taskRoleArn: ref("task"),
        containerDefinitions: JSON.stringify([CONTAINER]),
        volumes: [
          {
            name: "data",
            efsVolumeConfiguration: { fileSystemId: "fs-1", transitEncryption: "ENABLED" },
          },
        ],
      },
    ],
    service: [
      "aws:ecs/service:Service",
      {
        cluster: ref("cluster"),
        taskDefinition: ref("definition"),
        desiredCount: 2,
        launchType: "FARGATE",
        platformVersion: "LATEST",
        deploymentMinimumHealthyPercent: 100,
        deploymentMaximumPercent: 200,
        deploymentCircuitBreaker: { enable: true, rollback: true },
        healthCheckGracePeriodSeconds: 60,
        networkConfiguration: {
          subnets: [ref("a"), ref("b")],
          securityGroups: [ref("group")],
          assignPublicIp: false,
        },
        loadBalancers: [
          { targetGroupArn: ref("targets"), containerName: "app", containerPort: 8080 },
        ],
      },
    ],
  };
}
