export { Architecture } from "./architecture.js";
export { ArgumentError } from "./argumentError.js";
export type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
export type { ClusterArgs, ClusterRef } from "./cluster.js";
export { Cluster, ContainerInsights } from "./cluster.js";
export type { ContainerArgs, PolicyStatementArgs } from "./containerArgs.js";
export type {
  ContainerCapabilitiesArgs,
  ContainerRestartPolicyArgs,
  ContainerUlimitArgs,
} from "./containerLimitArgs.js";
export type {
  ContainerDependencyArgs,
  ContainerHealthCheckArgs,
  ContainerPortArgs,
  ContainerSecretArgs,
} from "./containerPartArgs.js";
export {
  LifecycleHookType,
  LifecycleStage,
  PauseTimeoutAction,
} from "./deployment/lifecycleHook.js";
export { DeploymentStrategy } from "./deployment/strategy.js";
export type { DeploymentAlarmsArgs } from "./deploymentAlarmsArgs.js";
export type { DeploymentArgs } from "./deploymentArgs.js";
export { DockerImage } from "./dockerImage.js";
export type { DockerImageArgs, PromoteFromArgs } from "./dockerImageArgs.js";
export type { ExternalDeploymentRef } from "./externalDeploymentRef.js";
export type {
  InstanceGroupArgs,
  InstanceGroupSpotArgs,
  InstanceGroupWarmPoolArgs,
} from "./instanceGroupArgs.js";
export {
  InstanceOperatingSystem,
  SpotAllocationStrategy,
  WarmPoolState,
} from "./instanceGroupArgs.js";
export type { LifecycleHookArgs } from "./lifecycleHookArgs.js";
export type { LoadBalancerArgs, LoadBalancerRef } from "./loadBalancer.js";
export { LoadBalancer } from "./loadBalancer.js";
export type { LogRouterArgs } from "./logRouterArgs.js";
export { Network } from "./network.js";
export type {
  ExistingVpcArgs,
  FlowLogsArgs,
  NetworkArgs,
  NetworkRef,
  SubnetTagsArgs,
} from "./networkArgs.js";
export { FlowLogTraffic, NatGateways, PrivateReach, VpcEndpoints } from "./networkArgs.js";
export type { ScheduledTaskRef } from "./scheduledTask.js";
export { ScheduledTask } from "./scheduledTask.js";
export type { ScheduledTaskArgs, ScheduleRetriesArgs } from "./scheduledTaskArgs.js";
export type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
export type { ServiceRef } from "./service.js";
export { Service } from "./service.js";
export type { ServiceArgs } from "./serviceArgs.js";
export type { ServiceLoadBalancerArgs } from "./serviceLoadBalancerArgs.js";
export type { ServiceScalingArgs } from "./serviceScalingArgs.js";
export { Task } from "./task.js";
export type { TaskArgs } from "./taskArgs.js";
export type { TaskContainerRef, TaskDefinitionRef } from "./taskDefinition.js";
export { TaskDefinition } from "./taskDefinition.js";
export type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";
export type {
  ContainerMountPointArgs,
  ContainerVolumeFromArgs,
  EfsVolumeArgs,
  TaskVolumeArgs,
} from "./taskVolumeArgs.js";
