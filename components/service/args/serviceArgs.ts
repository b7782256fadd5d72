import type * as pulumi from "@pulumi/pulumi";

import type { CapacityProviderStrategyArgs } from "../../cluster/args/capacityProviderStrategyArgs.js";
import type { ClusterRef } from "../../cluster/args/clusterRef.js";
import type { DeploymentArgs } from "./deploymentArgs.js";
import type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
import type { ServiceConnectArgs } from "./serviceConnectArgs.js";
import type {
  ServiceConnectionArgs,
  ServiceDiscoveryArgs,
  ServiceIngressArgs,
} from "./serviceDiscoveryArgs.js";
import type {
  SchedulingStrategy,
  ServicePlacementConstraintArgs,
  ServicePlacementStrategyArgs,
} from "./servicePlacementArgs.js";
import type { ServiceNetworkLoadBalancerArgs } from "./serviceNetworkLoadBalancerArgs.js";
import type { ServiceScalingArgs } from "./serviceScalingArgs.js";
import type { TaskDefinitionRef } from "../../taskDefinition/args/taskDefinitionRef.js";
import type { TaskEgressArgs } from "../../launch/taskEgressArgs.js";

/** Arguments for `Service`. */
export interface ServiceArgs {
  /**
   * Name that ECS knows the service by, of 1 to 255 letters, digits, hyphens and underscores. Another name replaces the
   * service. A service that has one that Pulumi chose keeps it when that is given here.
   *
   * @default - chosen by Pulumi; with a limit for CPU or memory in `deployment.alarms`, which need it beforehand, one of the
   * logical name, stack and project
   */
  serviceName?: string;
  /** The cluster that the service runs on: `cluster.ref`, or the output of another stack. */
  cluster: pulumi.Input<ClusterRef>;
  /** What the service runs: `taskDefinition.ref`. */
  taskDefinition: pulumi.Input<TaskDefinitionRef>;
  /**
   * Tasks that the service keeps running, at least 0. With `scaling` the autoscaler decides, and this is refused.
   *
   * @default 1
   */
  desiredCount?: pulumi.Input<number>;
  /**
   * Healthy tasks that a deployment keeps, in percent of the desired count, 0 to 100; rounded up.
   *
   * @default 100
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  minimumHealthyPercent?: pulumi.Input<number>;
  /**
   * Tasks that a deployment may run at once, in percent of the desired count, 100 to 200; rounded down.
   *
   * @default 200
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  maximumPercent?: pulumi.Input<number>;
  /**
   * How a new revision comes in, and what takes it back when it is bad.
   *
   * @default - step by step, with a circuit breaker that rolls back
   */
  deployment?: DeploymentArgs;
  /**
   * How requests reach the service.
   *
   * @default - they do not
   */
  loadBalancer?: ServiceLoadBalancerArgs;
  /**
   * Further ways for requests to reach the service, at most 4: another port, another load balancer, or other requests.
   * Each gives its `containerPort`, as a number, and so does `loadBalancer` then.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/register-multiple-targetgroups.html
   */
  additionalLoadBalancers?: ServiceLoadBalancerArgs[];
  /**
   * How connections by TCP, UDP or TLS reach the service. With 'additionalLoadBalancers' at most 5 target groups.
   *
   * @default - they do not
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/nlb.html
   */
  networkLoadBalancer?: ServiceNetworkLoadBalancerArgs;
  /**
   * How services of a namespace call each other by name. It opens no port: 'connectsTo' of
   * the client does, or 'ingressFrom' of the server.
   *
   * @default - not at all
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
   */
  serviceConnect?: ServiceConnectArgs;
  /**
   * A DNS name for the tasks.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
   */
  serviceDiscovery?: ServiceDiscoveryArgs;
  /**
   * Peers that may connect to the tasks, beside the load balancers.
   *
   * @default - none
   */
  ingressFrom?: ServiceIngressArgs[];
  /**
   * Services that the tasks call: each lets them in at its port, and is deployed before this one, as Service Connect asks
   * of clients. The rules are this service's, so that the server need not know its clients.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html
   */
  connectsTo?: ServiceConnectionArgs[];
  /**
   * Limits and target of the autoscaler, which then owns the desired count.
   *
   * @default - the count stays as it is set
   */
  scaling?: ServiceScalingArgs;
  /**
   * How tasks spread over `FARGATE` and `FARGATE_SPOT`, over the cluster's instance groups by their names, or over its
   * managed instances by theirs.
   *
   * @default - as the cluster says
   */
  capacityProviderStrategies?: CapacityProviderStrategyArgs[];
  /**
   * Tasks that run on Fargate; all above this number run on Fargate Spot, which costs less and may be taken away with two
   * minutes' notice. 0 to 100000; 0 runs all on Spot. Not with `capacityProviderStrategies`.
   *
   * @default - no mix
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html
   */
  spotAboveTasks?: number;
  /**
   * `DAEMON` runs one task on each EC2 instance of the cluster for which `placementConstraints` hold, such as an agent; the task
   * definition is then for `EC2`, and counts, autoscaler and capacity are ECS's. Another one replaces the service.
   *
   * @default "REPLICA"
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_services.html
   */
  schedulingStrategy?: SchedulingStrategy;
  /**
   * How ECS lays the tasks out over instances, up to 5 strategies in their order. Not on Fargate.
   *
   * @default - spread over Availability Zones
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
   */
  placementStrategies?: ServicePlacementStrategyArgs[];
  /**
   * What the instances must be, beside what the task definition asks of them; up to 10. Not on Fargate.
   *
   * @default - nothing
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-constraints.html
   */
  placementConstraints?: ServicePlacementConstraintArgs[];
  /**
   * Platform version of Fargate, such as `1.4.0`.
   *
   * @default - the latest one
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
   */
  platformVersion?: pulumi.Input<string>;
  /**
   * Whether tasks run in the public subnets and have public addresses. On Fargate only.
   *
   * @default false
   */
  assignPublicIp?: boolean;
  /**
   * Security groups of the program's own, 1 to 5, in the place of the one that is made. The first gets the rules that let load
   * balancers and peers in, so it must not have rules in itself (`ingress`, `egress`): these would take the others away. In the
   * network mode `awsvpc` only.
   *
   * @default - one is made, whose tasks reach the VPC and what the network lets out
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
   */
  securityGroupIds?: pulumi.Input<string>[];
  /**
   * What the tasks may reach beside what their network lets out, such as a database in a peered VPC or SMTP on port 587: a rule
   * resource each. The network's own rules then stand in a second group, so that further rules on the first one stay,
   * also with an empty list. In the network mode `awsvpc` only.
   *
   * @default - the VPC, and port 443 of what the network lets out
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
   */
  egress?: TaskEgressArgs[];
  /**
   * Whether `aws ecs execute-command` may open a shell in the containers. The task role, where `TaskDefinition` made it, is
   * allowed the channels of Session Manager and to write the cluster's log of sessions, whatever an output then says; a role
   * that exists is left as it is. Tasks that reach AWS by endpoints alone need one of `ssmmessages`.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   */
  enableExecuteCommand?: pulumi.Input<boolean>;
  /**
   * Seconds after a task's start during which the load balancer's health checks do not count. Longer than the program
   * takes to start, or ECS kills tasks that are still starting.
   *
   * @default - 60, or the longest 'startPeriod' of its containers' health checks where that is longer
   */
  healthCheckGracePeriodSeconds?: pulumi.Input<number>;
  /**
   * Whether an update waits until the deployment is complete, and fails when it is not.
   *
   * @default true
   */
  waitForSteadyState?: pulumi.Input<boolean>;
  /**
   * ARN of the managed policy that limits what the roles which are made here may ever do: those by which ECS or CodeDeploy moves
   * requests, calls hooks and issues certificates.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  permissionsBoundaryArn?: pulumi.Input<string>;
}
