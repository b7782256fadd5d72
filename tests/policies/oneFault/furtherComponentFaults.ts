import type { TlsPolicy } from "../../../components/index.js";
import type { ComponentFault } from "./componentFaults.js";
import { by, COMPONENT_CONTAINER, GROUP, refused } from "./componentFaults.js";

/** More faults of the tables of plain resources that arguments of our components can say. */
export const FURTHER_COMPONENT_FAULTS: readonly ComponentFault[] = [
  {
    title: "links on Fargate",
    container: { links: ["db"] },
    found: refused("containers[0].links"),
  },
  {
    title: "a stop that Fargate lacks",
    container: { stopTimeout: 121 },
    found: refused("containers[0].stopTimeout"),
  },
  { title: "more memory than the task's", container: { memory: 1024 }, found: refused("memory") },
  { title: "more CPU than the task's", container: { cpu: 512 }, found: refused("cpu") },
  {
    title: "no essential container",
    container: { essential: false },
    found: refused("containers[0].essential"),
  },
  {
    title: "a variable twice",
    container: { secrets: { LOG_LEVEL: { parameterName: "/orders/level" } } },
    found: refused("containers[0].environment.LOG_LEVEL"),
  },
  {
    title: "a name that ECS refuses",
    container: { name: "my app" },
    found: refused("containers[0].name"),
  },
  {
    title: "a root directory beside an access point",
    task: {
      volumes: [
        {
          name: "data",
          efs: { fileSystemId: "fs-12345678", accessPointId: "fsap-12345678", rootDirectory: "/x" },
        },
      ],
    },
    container: { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] },
    found: refused("volumes[0].efs.rootDirectory"),
  },
  {
    title: "an interval too short",
    container: { healthCheck: { ...COMPONENT_CONTAINER.healthCheck, interval: 4 } },
    found: refused("containers[0].healthCheck.interval"),
  },
  {
    title: "too many retries",
    container: { healthCheck: { ...COMPONENT_CONTAINER.healthCheck, retries: 11 } },
    found: refused("containers[0].healthCheck.retries"),
  },
  { title: "a family that ECS refuses", task: { family: "my app" }, found: refused("family") },
  {
    title: "a container without an image",
    container: { image: "" },
    found: refused("containers[0].image"),
  },
  { title: "an image without a tag", container: { image: "nginx" }, found: by("image-pinned") },
  {
    title: "a definition too large",
    container: { environment: { NOTES: "all is well. ".repeat(6000) } },
    found: by("names-and-limits-valid"),
  },
  { title: "the processes of the host", task: { pidMode: "host" }, found: refused("pidMode") },
  {
    title: "a privileged container",
    container: { privileged: true },
    found: refused("containers[0].privileged"),
  },
  {
    title: "a capability of the host's",
    container: { capabilities: { add: ["SYS_ADMIN"] } },
    found: refused("containers[0].capabilities.add"),
  },
  { title: "root as user", container: { user: "0:0" }, found: by("ecs-non-root-user") },
  {
    title: "no log at all",
    container: { logConfiguration: { logDriver: "none" } },
    found: refused("containers[0].logConfiguration.logDriver"),
  },
  {
    title: "a circuit breaker beside CodeDeploy",
    service: { deployment: { strategy: "codeDeploy", circuitBreaker: true } },
    found: refused("deployment.circuitBreaker"),
  },
  {
    title: "CodeDeploy without a load balancer",
    service: { loadBalancer: undefined, deployment: { strategy: "codeDeploy" } },
    found: refused("deployment.strategy"),
  },
  {
    title: "a step of a shift too small",
    service: { deployment: { strategy: "linear", linearStepPercent: 1 } },
    found: refused("deployment.linearStepPercent"),
  },
  {
    title: "a daemon on Fargate",
    service: { schedulingStrategy: "DAEMON", desiredCount: undefined },
    found: refused("taskDefinition"),
  },
  {
    title: "placement on Fargate",
    service: { placementStrategies: [{ type: "spread", field: "host" }] },
    found: refused("placementStrategies"),
  },
  {
    title: "a container that the definition lacks",
    balancing: { containerName: "web" },
    found: refused("loadBalancer.containerName"),
  },
  {
    title: "a port that the container does not map",
    balancing: { containerPort: 80 },
    found: refused("loadBalancer.containerPort"),
  },
  {
    title: "a port name that nobody has",
    service: {
      serviceConnect: {
        namespaceArn: "arn:aws:servicediscovery:us-east-1:123456789012:namespace/ns-1",
        services: [{ portName: "grpc", port: 80 }],
      },
    },
    found: refused("serviceConnect.services[0].portName"),
  },
  {
    title: "a count beyond an autoscaler's limits",
    service: { desiredCount: 8, scaling: { minCapacity: 1, maxCapacity: 4, targetCpuPercent: 50 } },
    found: refused("desiredCount"),
  },
  {
    title: "limits in disorder",
    service: {
      desiredCount: undefined,
      scaling: { minCapacity: 5, maxCapacity: 4, targetCpuPercent: 50 },
    },
    found: refused("scaling.minCapacity"),
  },
  {
    title: "a start that no grace covers",
    container: { healthCheck: { ...COMPONENT_CONTAINER.healthCheck, startPeriod: 300 } },
    service: { healthCheckGracePeriodSeconds: 0 },
    found: refused("healthCheckGracePeriodSeconds"),
  },
  {
    title: "an old platform",
    service: { platformVersion: "1.3.0" },
    found: by("ecs-platform-version-latest"),
  },
  {
    title: "a default strategy beyond the cluster's providers",
    cluster: { defaultCapacityProviderStrategies: [{ capacityProvider: "large", weight: 1 }] },
    found: refused("defaultCapacityProviderStrategies[0]"),
  },
  {
    title: "an old policy of TLS",
    loadBalancer: { sslPolicy: "ELBSecurityPolicy-2016-08" as TlsPolicy },
    found: refused("sslPolicy"),
  },
  {
    title: "one subnet of a load balancer",
    network: { privateSubnetIds: ["subnet-private-a"] },
    found: by("lb-wiring-valid"),
  },
  {
    title: "a wait longer than the interval",
    balancing: { healthCheck: { interval: 10, timeout: 20 } },
    found: refused("loadBalancer.healthCheck.timeout"),
  },
  {
    title: "a name too long",
    loadBalancer: { loadBalancerName: "o".repeat(33) },
    found: refused("loadBalancerName"),
  },
  {
    title: "a draining of an hour",
    balancing: { deregistrationDelaySeconds: 3600 },
    found: by("draining-order"),
  },
  { title: "no access logs", loadBalancer: { accessLogs: undefined }, found: by("lb-access-logs") },
  { title: "no firewall", loadBalancer: { internal: false }, found: by("alb-exposure-declared") },
  {
    title: "targets in clear",
    balancing: { protocol: "HTTP" },
    found: by("tg-encrypted-transport"),
  },
  {
    title: "an open port of a group",
    loadBalancer: { port: 22, ingressCidrBlocks: ["0.0.0.0/0"] },
    found: by("sg-no-open-ingress"),
  },
  {
    title: "everything allowed",
    task: { taskRoleStatements: [{ actions: ["*"], resources: ["*"] }] },
    found: by("iam-no-wildcards"),
  },
  {
    title: "all of a service allowed",
    task: { taskRoleStatements: [{ actions: ["s3:*"], resources: ["*"] }] },
    found: by("iam-no-wildcards"),
  },
  {
    title: "an administrator",
    task: { taskRolePolicyArns: { all: "arn:aws:iam::aws:policy/AdministratorAccess" } },
    found: by("iam-no-wildcards"),
  },
  {
    title: "any role to pass",
    task: { taskRoleStatements: [{ actions: ["iam:PassRole"], resources: ["*"] }] },
    found: by("iam-passrole-scoped"),
  },
  {
    title: "one role for both",
    task: {
      taskRoleArn: "arn:aws:iam::123456789012:role/one",
      executionRoleArn: "arn:aws:iam::123456789012:role/one",
    },
    found: by("ecs-roles-separate"),
  },
  {
    title: "no insights",
    cluster: { containerInsights: "disabled" },
    found: by("ecs-container-insights"),
  },
  {
    title: "days that CloudWatch lacks",
    task: { logRetentionDays: 100 },
    found: refused("logRetentionDays"),
  },
  { title: "a log without a key", task: { logKmsKeyArn: undefined }, found: by("log-group-kms") },
];

/** Faults of the same kinds that no table of plain resources has. */
export const OWN_COMPONENT_FAULTS: readonly ComponentFault[] = [
  {
    title: "a start that Fargate lacks",
    container: { startTimeout: 1 },
    found: refused("containers[0].startTimeout"),
  },
  {
    title: "a check that waits too long",
    container: { healthCheck: { ...COMPONENT_CONTAINER.healthCheck, timeout: 61 } },
    found: refused("containers[0].healthCheck.timeout"),
  },
  { title: "memory of the host", task: { ipcMode: "host" }, found: refused("ipcMode") },
  { title: "a tag that moves", container: { image: "nginx:latest" }, found: by("image-pinned") },
  { title: "no user", container: { user: undefined }, found: by("ecs-non-root-user") },
  {
    title: "a port of none",
    container: { portMappings: [{ containerPort: 0 }] },
    found: refused("containers[0].portMappings[0].containerPort"),
  },
  {
    title: "a name of a port that ECS refuses",
    container: { portMappings: [{ containerPort: 8080, name: "HTTP!" }] },
    found: refused("containers[0].portMappings[0].name"),
  },
  {
    title: "a secret without an ARN",
    container: { secrets: { KEY: { secretArn: "key" } } },
    found: refused("containers[0].secrets.KEY.secretArn"),
  },
  {
    title: "a token in a label",
    container: { dockerLabels: { token: `ghp_${"a1B2".repeat(9)}` } },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "Exec on a file system to read",
    service: { enableExecuteCommand: true },
    found: by("exec-readonly-compatible"),
  },
  {
    title: "two volumes of one name",
    task: { volumes: [{ name: "data" }, { name: "data" }] },
    found: refused("volumes[1].name"),
  },
  {
    title: "a volume of EBS without room",
    task: { volumes: [{ name: "data", ebs: { sizeGiB: 0 } }] },
    container: { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] },
    found: refused("volumes[0].ebs.sizeGiB"),
  },
  {
    title: "a volume of EBS too fast",
    task: { volumes: [{ name: "data", ebs: { sizeGiB: 20, throughput: 5000 } }] },
    container: { mountPoints: [{ sourceVolume: "data", containerPath: "/data" }] },
    found: refused("volumes[0].ebs.throughput"),
  },
  {
    title: "a volume of Docker on Fargate",
    task: { volumes: [{ name: "data", docker: {} }] },
    found: refused("volumes[0].docker"),
  },
  {
    title: "a wait of CodeDeploy too long",
    service: { deployment: { strategy: "codeDeploy", terminationWaitMinutes: 3000 } },
    found: refused("deployment.terminationWaitMinutes"),
  },
  {
    title: "no share for a canary",
    service: { deployment: { strategy: "canary", canaryPercent: 0 } },
    found: refused("deployment.canaryPercent"),
  },
  {
    title: "a bake of more than a day",
    service: { deployment: { strategy: "blueGreen", bakeTimeMinutes: 1441 } },
    found: refused("deployment.bakeTimeMinutes"),
  },
  {
    title: "two bases",
    service: {
      capacityProviderStrategies: [
        { capacityProvider: "FARGATE", base: 1, weight: 1 },
        { capacityProvider: "FARGATE_SPOT", base: 1, weight: 1 },
      ],
    },
    found: refused("capacityProviderStrategies[1]"),
  },
  {
    title: "six security groups",
    service: { securityGroupIds: ["sg-1", "sg-2", "sg-3", "sg-4", "sg-5", "sg-6"] },
    found: refused("securityGroupIds"),
  },
  { title: "a count below none", service: { desiredCount: -1 }, found: refused("desiredCount") },
  {
    title: "a service's name that ECS refuses",
    service: { serviceName: "my app" },
    found: refused("serviceName"),
  },
  {
    title: "a priority that rules lack",
    balancing: { priority: 50001 },
    found: refused("loadBalancer.priority"),
  },
  {
    title: "a threshold that target groups lack",
    balancing: { healthCheck: { unhealthyThreshold: 11 } },
    found: refused("loadBalancer.healthCheck.unhealthyThreshold"),
  },
  {
    title: "a load balancer's name of AWS's own",
    loadBalancer: { loadBalancerName: "internal-shop" },
    found: refused("loadBalancerName"),
  },
  {
    title: "an idle time too long",
    loadBalancer: { idleTimeoutSeconds: 5000 },
    found: refused("idleTimeoutSeconds"),
  },
  {
    title: "a group that begins beyond its end",
    cluster: { instanceGroups: [{ ...GROUP, minSize: 5 }] },
    found: refused("instanceGroups[0].maxSize"),
  },
  {
    title: "an instance type that there is not",
    cluster: { instanceGroups: [{ ...GROUP, instanceTypes: ["nosuch"] }] },
    found: refused("instanceGroups[0].instanceTypes[0]"),
  },
  {
    title: "a password in user data",
    cluster: {
      instanceGroups: [{ ...GROUP, userData: "#!/bin/bash\nexport DB_PASSWORD=hunter2-7Gq1\n" }],
    },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "days of Exec's log that CloudWatch lacks",
    cluster: { execLogRetentionDays: 100 },
    found: refused("execLogRetentionDays"),
  },
  {
    title: "a cron of five fields",
    scheduledTask: { schedule: "cron(0 3 * * *)" },
    found: refused("schedule"),
  },
  {
    title: "a time zone that there is not",
    scheduledTask: { timeZone: "Mars/Olympus" },
    found: refused("timeZone"),
  },
  {
    title: "more retries than Scheduler makes",
    scheduledTask: { retries: { maximumAttempts: 186 } },
    found: refused("retries.maximumAttempts"),
  },
  {
    title: "more tasks than a schedule starts",
    scheduledTask: { taskCount: 11 },
    found: refused("taskCount"),
  },
  {
    title: "a schedule's container that there is not",
    scheduledTask: { container: "none", command: ["run"] },
    found: refused("container"),
  },
  {
    title: "public addresses of a schedule's tasks",
    scheduledTask: { assignPublicIp: true },
    found: by("ecs-no-public-ip"),
  },
  {
    title: "a password in a schedule",
    scheduledTask: { environment: { DB_PASSWORD: "hunter2-7Gq1" } },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "a password in a schedule's command",
    scheduledTask: { command: ["run", "--password=hunter2-7Gq1"] },
    found: by("ecs-no-plaintext-secrets"),
  },
  {
    title: "a token in a build argument",
    buildArgs: { NPM_TOKEN: `npm_${"a1B2".repeat(9)}` },
    found: by("ecs-no-plaintext-secrets"),
  },
];
