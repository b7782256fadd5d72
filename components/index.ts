export type { AccessLogsArgs } from "./accessLogsArgs.js";
export { Architecture } from "./architecture.js";
export { ArgumentError } from "./argumentError.js";
export type { CapacityProviderStrategyArgs } from "./capacityProviderStrategy.js";
export type { ClusterRef } from "./cluster.js";
export { Cluster } from "./cluster.js";
export type { ClusterArgs } from "./clusterArgs.js";
export { ContainerInsights } from "./clusterArgs.js";
export type { ContainerArgs, PolicyStatementArgs } from "./containerArgs.js";
export type {
  ContainerCapabilitiesArgs,
  ContainerDeviceArgs,
  ContainerLinuxParametersArgs,
  ContainerRestartPolicyArgs,
  ContainerTmpfsArgs,
  ContainerUlimitArgs,
} from "./containerLimitArgs.js";
export type {
  ContainerCredentialSpecArgs,
  ContainerDependencyArgs,
  ContainerExtraHostArgs,
  ContainerHealthCheckArgs,
  ContainerPortArgs,
  ContainerSecretArgs,
  RepositoryCredentialsArgs,
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
export type { DockerImageArgs, PromoteFromArgs, PullThroughCacheArgs } from "./dockerImageArgs.js";
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
export type {
  InstanceRequirementsArgs,
  RangeArgs,
  RequiredRangeArgs,
} from "./instanceRequirementsArgs.js";
export {
  AcceleratorManufacturer,
  AcceleratorType,
  CpuManufacturer,
  InstanceGeneration,
  InstanceKindChoice,
  LocalStorageType,
} from "./instanceRequirementsArgs.js";
export type { LifecycleHookArgs } from "./lifecycleHookArgs.js";
export type { LoadBalancerRef } from "./loadBalancer.js";
export { LoadBalancer } from "./loadBalancer.js";
export type {
  LoadBalancerArgs,
  LoadBalancerDomainArgs,
  TestListenerArgs,
} from "./loadBalancerArgs.js";
export { IpAddressType, TlsPolicy } from "./loadBalancerArgs.js";
export type { ContainerLogConfigurationArgs } from "./logConfigurationArgs.js";
export { LogDriver } from "./logConfigurationArgs.js";
export type { LogRouterArgs } from "./logRouterArgs.js";
export type { CapacityReservationsArgs, ManagedInstancesArgs } from "./managedInstancesArgs.js";
export {
  CapacityOptionType,
  ManagedInstancesMonitoring,
  ManagedInstancesTags,
  ReservationPreference,
} from "./managedInstancesArgs.js";
export { Network } from "./network.js";
export type {
  ExistingVpcArgs,
  FlowLogsArgs,
  NetworkArgs,
  NetworkRef,
  SubnetTagsArgs,
} from "./networkArgs.js";
export { FlowLogTraffic, NatGateways, PrivateReach, VpcEndpoints } from "./networkArgs.js";
export { NetworkLoadBalancer } from "./networkLoadBalancer.js";
export type { NetworkLoadBalancerArgs, NetworkLoadBalancerRef } from "./networkLoadBalancerArgs.js";
export type { ScheduledTaskRef } from "./scheduledTask.js";
export { ScheduledTask } from "./scheduledTask.js";
export type { ScheduledTaskArgs, ScheduleRetriesArgs } from "./scheduledTaskArgs.js";
export type { OpenTelemetryArgs } from "./openTelemetryArgs.js";
export type { ServiceRef } from "./service.js";
export { Service } from "./service.js";
export type { ServiceArgs } from "./serviceArgs.js";
export type {
  ScalingScheduleArgs,
  ScalingSuspensionArgs,
  ServiceScalingArgs,
} from "./serviceScalingArgs.js";
export type { PredictiveScalingArgs } from "./predictiveScalingArgs.js";
export { PredictiveMetric, PredictiveMode } from "./predictiveScalingArgs.js";
export type { ProxyConfigurationArgs } from "./proxyConfigurationArgs.js";
export type {
  ScalingMetricArgs,
  ScalingQueryArgs,
  ScalingQueueArgs,
  ScalingStepArgs,
  ScalingStepPolicyArgs,
} from "./scalingMetricArgs.js";
export { ScalingChange, ScalingSide } from "./scalingMetricArgs.js";
export type {
  ServiceConnectArgs,
  ServiceConnectPortArgs,
  ServiceConnectTlsArgs,
} from "./serviceConnectArgs.js";
export type { ServiceDiscoveryArgs, ServiceIngressArgs } from "./serviceDiscoveryArgs.js";
export { DiscoveryRecordType } from "./serviceDiscoveryArgs.js";
export type {
  HttpHeaderConditionArgs,
  QueryStringConditionArgs,
  ServiceLoadBalancerArgs,
} from "./serviceLoadBalancerArgs.js";
export type {
  NetworkListenerArgs,
  NetworkTestListenerArgs,
  ServiceNetworkLoadBalancerArgs,
} from "./serviceNetworkLoadBalancerArgs.js";
export { NetworkProtocol } from "./serviceNetworkLoadBalancerArgs.js";
export type { StickinessArgs, TargetHealthCheckArgs } from "./targetGroupArgs.js";
export { LoadBalancingAlgorithm, ProtocolVersion, TargetProtocol } from "./targetGroupArgs.js";
export { Task } from "./task.js";
export type { TaskArgs } from "./taskArgs.js";
export type { EbsVolumeRef, TaskContainerRef, TaskDefinitionRef } from "./taskDefinitionRef.js";
export { TaskDefinition } from "./taskDefinition.js";
export type { TaskDefinitionArgs, TaskPlacementConstraintArgs } from "./taskDefinitionArgs.js";
export { Compatibility, IpcMode, NetworkMode, OperatingSystem, PidMode } from "./taskPlatform.js";
export type {
  ContainerMountPointArgs,
  ContainerVolumeFromArgs,
  DockerVolumeArgs,
  EbsVolumeArgs,
  TaskVolumeArgs,
} from "./taskVolumeArgs.js";
export type {
  EfsAccessPointArgs,
  EfsVolumeArgs,
  FsxWindowsFileServerVolumeArgs,
  S3FilesVolumeArgs,
} from "./fileSystemVolumeArgs.js";
export { DockerVolumeScope, EbsVolumeType } from "./taskVolumeArgs.js";
