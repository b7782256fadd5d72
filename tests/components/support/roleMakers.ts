import {
  Cluster,
  Network,
  ScheduledTask,
  Service,
  TaskDefinition,
} from "../../../components/index.js";
import { cluster, loadBalancer, network } from "./platform.js";

const taskDefinition = {
  arn: "arn:aws:ecs:us-east-1:123456789012:task-definition/orders:1",
  family: "orders",
  containers: [{ name: "orders", ports: [8080], portNames: ["http"] }],
  executionRoleArn: "arn:aws:iam::123456789012:role/execution",
};
const balancer = { ref: loadBalancer, path: "/orders/*", healthCheckPath: "/healthz" };
const app = { name: "app", image: "nginx:1.27" };
const certificateAuthorityArn = "arn:aws:acm-pca:us-east-1:123456789012:certificate-authority/1";
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:check";

/** Something that makes roles, and their logical names. */
type RoleMaker = [title: string, make: (bounded: object) => unknown, roles: string[]];

/** All that makes roles for services of AWS. */
export const roleMakers: readonly RoleMaker[] = [
  [
    "flow logs of a Network",
    (bounded) =>
      new Network("net", {
        vpc: {
          id: "vpc-1",
          cidrBlock: "10.0.0.0/16",
          publicSubnetIds: ["subnet-1"],
          privateSubnetIds: ["subnet-2"],
        },
        flowLogs: {},
        ...bounded,
      }),
    ["net-flow-logs"],
  ],
  [
    "instances of a Cluster, its own and those that ECS manages",
    (bounded) =>
      new Cluster("platform", {
        network,
        instanceGroups: [{ name: "workers", instanceTypes: ["m7i.large"], minSize: 0, maxSize: 2 }],
        managedInstances: [{ name: "flex" }],
        ...bounded,
      }),
    ["platform-flex", "platform-flex-infrastructure", "platform-workers"],
  ],
  [
    "the task, its start and its disk of a TaskDefinition",
    (bounded) =>
      new TaskDefinition("orders", {
        containers: [{ ...app, mountPoints: [{ sourceVolume: "d", containerPath: "/d" }] }],
        volumes: [{ name: "d", ebs: { sizeGiB: 10 } }],
        ...bounded,
      }),
    ["orders-execution", "orders-infrastructure", "orders-task"],
  ],
  [
    "a ScheduledTask",
    (bounded) =>
      new ScheduledTask("report", { cluster, taskDefinition, schedule: "rate(1 day)", ...bounded }),
    ["report-schedule"],
  ],
  [
    "traffic shifts and hooks of a Service",
    (bounded) =>
      new Service("orders", {
        cluster,
        taskDefinition,
        loadBalancer: balancer,
        deployment: {
          strategy: "blueGreen",
          lifecycleHooks: [
            { name: "check", type: "lambda", functionArn, stages: ["POST_SCALE_UP"] },
          ],
        },
        ...bounded,
      }),
    ["orders-hook-check", "orders-infrastructure"],
  ],
  [
    "CodeDeploy of a Service",
    (bounded) =>
      new Service("orders", {
        cluster,
        taskDefinition,
        loadBalancer: balancer,
        deployment: { strategy: "codeDeploy" },
        ...bounded,
      }),
    ["orders-codedeploy"],
  ],
  [
    "certificates of a Service's Service Connect",
    (bounded) =>
      new Service("orders", {
        cluster: { ...cluster, namespaceArn: "arn:aws:servicediscovery:us-east-1:1:namespace/ns" },
        taskDefinition,
        serviceConnect: {
          services: [{ portName: "http", port: 80, tls: { certificateAuthorityArn } }],
        },
        ...bounded,
      }),
    ["orders-connect"],
  ],
];
