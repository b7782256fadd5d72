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
export type { DockerImageArgs } from "./dockerImage.js";
export { DockerImage } from "./dockerImage.js";
export type { LoadBalancerArgs, LoadBalancerRef } from "./loadBalancer.js";
export { LoadBalancer } from "./loadBalancer.js";
export type { LogRouterArgs } from "./logRouterArgs.js";
export type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
export type { ExistingVpcArgs, NetworkArgs, NetworkRef } from "./network.js";
export { NatGateways, Network } from "./network.js";
export type { ServiceRef } from "./service.js";
export { Service } from "./service.js";
export type { ServiceArgs, ServiceLoadBalancerArgs, ServiceScalingArgs } from "./serviceArgs.js";
export type { TaskContainerRef, TaskDefinitionRef } from "./taskDefinition.js";
export { TaskDefinition } from "./taskDefinition.js";
export type { TaskDefinitionArgs } from "./taskDefinitionArgs.js";
export type {
  ContainerMountPointArgs,
  ContainerVolumeFromArgs,
  EfsVolumeArgs,
  TaskVolumeArgs,
} from "./taskVolumeArgs.js";
